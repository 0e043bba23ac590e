import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExamSession } from '../examSession';
import type { Monitoring } from '../monitoring';
import type { RoomState } from '../roomState';
import { texts } from '../texts';
import { clockMinute } from '../words';

/** After so many failures in a row the file is offered: by then somebody should know that there is a way out. */
const offersFileAfter = 6;

export interface StripActions {
  exportFile(): void;
  openCamera(): void;
  shareScreen(): void;
  fullScreen(): void;
  readMessages(): void;
  signIn: string;
}

/** Quiet lines under the head, the most urgent first. None of them ever covers the paper. */
export function stripsView(session: ExamSession, monitoring: Monitoring, state: RoomState, fullScreen: boolean, actions: StripActions): TemplateResult {
  const unread = state.messages.filter((message) => !message.readAt).at(-1);
  const strips = [
    state.announcement && session.stage === 'answering' ? strip('time', state.announcement) : null,
    unread
      ? strip('message', html`<b>${texts.messageFrom(unread.sentBy, clockMinute(unread.sentAt))}</b>${unread.text}`, button(texts.messageRead, actions.readMessages, 'message-read'))
      : null,
    networkStrip(session, state, actions),
    session.rejected ? strip('trouble', session.rejected) : null,
    monitoring.health.camera === 'lost' || monitoring.health.microphone === 'lost'
      ? strip('trouble', texts.cameraLost, button(texts.cameraBack, actions.openCamera))
      : null,
    session.view?.settings.recording && monitoring.camera === null && session.stage === 'answering' && monitoring.health.camera === 'off'
      ? strip('trouble', monitoring.problem ?? '摄像头没有打开', button(texts.cameraBack, actions.openCamera))
      : null,
    session.view?.settings.recording && monitoring.health.screen !== 'on' && session.stage === 'answering'
      ? strip('trouble', texts.screenLost, button(texts.screenBack, actions.shareScreen, 'share-screen'))
      : null,
    !fullScreen && document.fullscreenEnabled && session.stage === 'answering' ? strip('plain', texts.fullScreenLeft, button(texts.fullScreenBack, actions.fullScreen)) : null,
  ].filter((line) => line !== null);
  return html`${strips.slice(0, 3)}`;
}

function networkStrip(session: ExamSession, state: RoomState, actions: StripActions): TemplateResult | null {
  const { outbox } = session;
  const held = session.answers.pending;
  if (outbox.state === 'signedOut') {
    return strip('trouble', texts.signedOut, html`<a class="button quiet" href=${actions.signIn} target="_blank" rel="opener">${texts.signIn}</a>`);
  }
  if (session.reachable && outbox.failures < 2) {
    return null;
  }
  const said = outbox.busy ? texts.busy : texts.offline;
  const kept = held > 0 ? html`<b class="after" data-testid="kept-here">${texts.keptHere(held)}</b>` : nothing;
  const file = outbox.failures >= offersFileAfter && held > 0 ? button(state.exported ? texts.exported : texts.exportFile, actions.exportFile, 'export') : nothing;
  return strip('offline', html`${said}${kept}${file === nothing ? nothing : html`<small>${texts.exportHint}</small>`}`, file);
}

const strip = (kind: string, body: unknown, action: unknown = nothing): TemplateResult =>
  html`<div class="ex-strip" data-kind=${kind} data-testid=${`strip-${kind}`}><p>${body}</p>${action}</div>`;

const button = (words: string, act: () => void, testId = ''): TemplateResult =>
  html`<button type="button" class="button quiet" data-testid=${testId || nothing} @click=${act}>${words}</button>`;
