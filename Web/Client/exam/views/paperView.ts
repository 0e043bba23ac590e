import { html, nothing, type TemplateResult } from 'lit-html';
import type { AnswerResponse } from '../contracts';
import type { ExamSession } from '../examSession';
import { flagFilledIcon, flagIcon, helpIcon, keyboardIcon, leftIcon, mapIcon, moonIcon, rightIcon, sunIcon } from '../icons';
import type { Monitoring } from '../monitoring';
import { sizes, type RoomState, type Sheet } from '../roomState';
import { texts } from '../texts';
import { clockMinute } from '../words';
import { remainingTime } from './frames';
import { questionMap, tally } from './questionMap';
import { questionView } from './questionView';

export interface PaperActions {
  go(index: number): void;
  open(sheet: Sheet): void;
  choose(questionId: string, response: AnswerResponse): void;
  type(questionId: string, response: AnswerResponse): void;
  settle(questionId: string): void;
  mark(questionId: string): void;
  night(): void;
  size(step: number): void;
  strips: TemplateResult;
  /** An invigilator looks live at this moment. */
  watched: boolean;
}

/** The screen of hours: one question, and around it only what must be known. */
export function paperView(session: ExamSession, monitoring: Monitoring, state: RoomState, readOnly: boolean, actions: PaperActions): TemplateResult {
  const { questions } = session.paper;
  const placed = questions[state.at];
  if (!placed) {
    return html`${nothing}`;
  }
  const { id } = placed.question;
  const own = session.answers.state(id);
  return html`<div class="ex-paper" data-testid="paper">
    ${head(session, state, actions)} ${actions.strips}
    <main class="ex-sheet-of-paper" id="content">
      ${questionView(placed, questions.length, session.answers.response(id), own, readOnly, session.reachable && session.outbox.failures === 0, {
        choose: (response) => actions.choose(id, response),
        type: (response) => actions.type(id, response),
        settle: () => actions.settle(id),
      })}
    </main>
    <aside class="ex-side">
      <h2>${texts.mapOf(1, questions.length)}</h2>
      ${questionMap(session, state.at, (at) => actions.go(at))} ${figures(session)} ${watchState(session, monitoring, actions.watched)} ${handInButton(session, readOnly, actions)}
    </aside>
    <footer class="ex-foot">
      <button type="button" class="button quiet" data-testid="mark" aria-pressed=${own.marked} ?disabled=${readOnly} @click=${() => actions.mark(id)}>
        ${own.marked ? flagFilledIcon : flagIcon}<span>${own.marked ? texts.unmark : texts.mark}</span>
      </button>
      <button type="button" class="button quiet" data-testid="previous" ?disabled=${state.at === 0} @click=${() => actions.go(state.at - 1)}>${leftIcon}<span>${texts.previous}</span></button>
      <button type="button" class="button" data-testid="next" ?disabled=${state.at === questions.length - 1} @click=${() => actions.go(state.at + 1)}>
        <span>${texts.next}</span>${rightIcon}
      </button>
      <button type="button" class="button quiet ex-narrow" data-testid="open-map" @click=${() => actions.open('map')}>${mapIcon}<span>${placed.number}/${questions.length}</span></button>
      <button type="button" class="button quiet ex-narrow" @click=${() => actions.open('handIn')}>${texts.handIn}</button>
    </footer>
  </div>`;
}

function head(session: ExamSession, state: RoomState, actions: PaperActions): TemplateResult {
  const { view } = session;
  const unread = state.messages.filter((message) => !message.readAt).length;
  return html`<header class="ex-head">
    <div class="ex-title"><strong>${view?.title ?? ''}</strong><small>${view?.candidateName} · ${view?.ticketNumber}</small></div>
    <div class="ex-tools">
      <button type="button" class="ex-round" aria-label=${state.night ? texts.day : texts.night} title=${state.night ? texts.day : texts.night} @click=${() => actions.night()}>
        ${state.night ? sunIcon : moonIcon}
      </button>
      <button type="button" class="ex-round" aria-label=${texts.smaller} title=${texts.smaller} ?disabled=${state.size === 0} @click=${() => actions.size(-1)}><small>A</small></button>
      <button type="button" class="ex-round" aria-label=${texts.larger} title=${texts.larger} ?disabled=${state.size === sizes.length - 1} @click=${() => actions.size(1)}><b>A</b></button>
      <button type="button" class="ex-round ex-wide" aria-label=${texts.keys} title=${texts.keys} @click=${() => actions.open('keys')}>${keyboardIcon}</button>
      <button type="button" class="ex-round" aria-label=${texts.help} title=${texts.help} data-testid="messages" @click=${() => actions.open('messages')}>
        ${helpIcon}${unread > 0 ? html`<i>${unread}</i>` : nothing}
      </button>
    </div>
    <div class="ex-time">
      ${remainingTime(session.time.left, session.time.deadline)}
      ${view && view.extraSeconds > 0 ? html`<small class="ex-extra">${texts.extraTime(Math.round(view.extraSeconds / 60))}</small>` : nothing}
    </div>
  </header>`;
}

/** The truth about what lies where, in two numbers. */
function figures(session: ExamSession): TemplateResult {
  const { saved, pending } = tally(session);
  return html`<dl class="ex-figures" data-testid="figures">
    <div><dt>${texts.legendSaved}</dt><dd data-testid="saved-count">${saved}</dd></div>
    <div><dt>${texts.legendPending}</dt><dd data-testid="pending-count">${pending}</dd></div>
  </dl>`;
}

function watchState(session: ExamSession, monitoring: Monitoring, watched: boolean): TemplateResult {
  if (!session.view?.settings.recording) {
    return html`<p class="ex-watch">${texts.monitoringOff}</p>`;
  }
  return html`<p class="ex-watch" ?data-lost=${!monitoring.sound}>${watched ? texts.lookOn : monitoring.sound ? texts.monitoring : '监考设备有中断'}</p>`;
}

function handInButton(session: ExamSession, readOnly: boolean, actions: PaperActions): TemplateResult {
  const early = !session.time.mayHandIn;
  return html`<div class="ex-hand-in-place">
    <button type="button" class="button large wide" data-testid="hand-in" ?disabled=${readOnly} aria-disabled=${early ? 'true' : nothing} @click=${() => actions.open('handIn')}>${texts.handIn}</button>
    ${early ? html`<small class="ex-soft">${texts.handInTooEarly(clockMinute(session.view!.earliestHandInAt))}</small>` : nothing}
  </div>`;
}
