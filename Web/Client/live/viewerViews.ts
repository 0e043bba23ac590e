import { html, nothing, type TemplateResult } from 'lit-html';
import type { PlayerState } from '../media';
import { askIcon, bagIcon, barrageIcon, closeIcon, heartIcon, sendIcon, shareIcon, soundIcon } from './icons';
import type { ConnectionState } from './roomClient';
import { drawerCards, type RoomState } from './roomState';
import { texts } from './texts';
import { clock, count } from './words';

/** What the viewer's frame shows around the picture, and what it can be asked to do. */
export interface ViewerModel {
  room: string;
  employer: string;
  state: RoomState | null;
  player: PlayerState;
  connection: ConnectionState;
  behind: number;
  muted: boolean;
  soundOnly: boolean;
  danmakuShown: boolean;
  signedIn: boolean;
  /** May not speak until then. */
  mutedUntil: string | null;
  refusal: string | null;
  /** An organisation's own room has no link to hand on (LH-4.3.2a). */
  shared: boolean;
  sayError: string | null;
  /** Said for a moment, such as that the link was copied. */
  hint: string | null;
  /** Likes that the room has not counted yet. */
  pendingLikes: number;
}

export interface ViewerActions {
  say(event: SubmitEvent): void;
  like(): void;
  toggleDanmaku(): void;
  toggleSheet(sheet: 'jobs' | 'questions'): void;
  unmute(): void;
  toLive(): void;
  share(): void;
}

export const topView = (model: ViewerModel, actions: ViewerActions): TemplateResult =>
  html`<header class="lr-top">
    <span class="lr-who">
      ${model.state?.session === 'onAir' ? html`<b class="lr-live">${texts.live}</b>` : nothing}
      <strong>${model.employer}</strong>
      <small data-testid="watching">${model.state ? texts.watching(count(model.state.audience.watching)) : ''}</small>
    </span>
    <button
      type="button"
      class="lr-round"
      aria-label=${model.danmakuShown ? texts.danmakuOff : texts.danmakuOn}
      aria-pressed=${model.danmakuShown}
      @click=${() => actions.toggleDanmaku()}
    >
      ${barrageIcon}
    </button>
    ${model.shared
      ? html`<button type="button" class="lr-round" aria-label=${texts.share} @click=${() => actions.share()}>${shareIcon}</button>`
      : nothing}
    <a class="lr-round" href="/" aria-label=${texts.close}>${closeIcon}</a>
  </header>`;

/** What the viewer should know of the way to the picture: quiet, and never in the way. */
export function stripsView(model: ViewerModel, actions: ViewerActions): TemplateResult {
  const strip = stripOf(model);
  return html`
    ${strip ? html`<p class="lr-strip" role="status">${strip}</p>` : nothing}
    ${model.behind >= 3 ? html`<button type="button" class="lr-behind" @click=${() => actions.toLive()}>${texts.behind(model.behind)}</button>` : nothing}
    ${model.muted && model.player === 'playing'
      ? html`<button type="button" class="lr-unmute" @click=${() => actions.unmute()}>${soundIcon}${texts.unmute}</button>`
      : nothing}
  `;
}

function stripOf(model: ViewerModel): string | null {
  if (model.refusal) {
    return null;
  }
  if (model.connection === 'reconnecting' || model.connection === 'closed') {
    return texts.reconnecting;
  }
  if (model.state?.session === 'onAir' && (model.player === 'interrupted' || model.state.stream === 'interrupted')) {
    return texts.interrupted;
  }
  return model.hint ?? (model.soundOnly ? texts.soundOnly : null);
}

/** What stands where the picture would be. */
export function placardView(model: ViewerModel): TemplateResult | typeof nothing {
  if (model.refusal) {
    return html`<div class="lr-placard"><h2>${texts.refusedTitle}</h2><p>${model.refusal}</p><a class="lr-button" href="/">${texts.backHome}</a></div>`;
  }
  switch (model.state?.session) {
    case undefined:
      return html`<div class="lr-placard lr-placard-quiet" aria-busy="true"></div>`;
    case 'scheduled':
      return html`<div class="lr-placard"><h2>${texts.notStarted}</h2></div>`;
    case 'ended':
      return html`<div class="lr-placard">
        <h2>${texts.ended}</h2>
        <a class="lr-button" href=${`/live/${model.room}?replay=1`}>${texts.watchReplay}</a>
      </div>`;
    case 'onAir':
      return model.player === 'playing' || model.player === 'interrupted'
        ? nothing
        : html`<div class="lr-placard lr-placard-quiet"><p>${texts.waitingPicture}</p></div>`;
  }
}

/** What the field says before anything is typed, and whether typing would be for nothing. */
function sayHint({ state, mutedUntil, signedIn }: ViewerModel): { text: string; closed: boolean } {
  if (state?.session === 'ended') {
    return { text: texts.sayHintEnded, closed: true };
  }
  if (state?.session === 'scheduled') {
    return { text: texts.sayHintScheduled, closed: true };
  }
  return mutedUntil
    ? { text: texts.mutedUntil(clock(mutedUntil)), closed: true }
    : { text: signedIn ? texts.sayHint : texts.sayHintSignedOut, closed: false };
}

/** One thumb reaches everything. */
export function barView(model: ViewerModel, actions: ViewerActions): TemplateResult {
  const { state } = model;
  const hint = sayHint(model);
  const open = state?.questions.filter((question) => question.state === 'open').length ?? 0;
  return html`<form class="lr-bar" @submit=${(event: SubmitEvent) => actions.say(event)}>
    ${model.sayError ? html`<p class="lr-say-error" role="alert">${model.sayError}</p>` : nothing}
    <input
      name="text"
      maxlength="200"
      autocomplete="off"
      enterkeyhint="send"
      data-testid="say"
      ?disabled=${hint.closed}
      aria-label=${texts.sayHint}
      placeholder=${hint.text}
    />
    <button class="lr-send" aria-label=${texts.send} ?disabled=${hint.closed}>${sendIcon}</button>
    <button type="button" class="lr-round" data-testid="open-jobs" aria-label=${texts.jobs} @click=${() => actions.toggleSheet('jobs')}>
      ${bagIcon}<small>${state ? drawerCards(state).length : 0}</small>
    </button>
    <button type="button" class="lr-round" data-testid="open-questions" aria-label=${texts.questions} @click=${() => actions.toggleSheet('questions')}>
      ${askIcon}<small>${open}</small>
    </button>
    <button type="button" class="lr-round lr-like" data-testid="like" aria-label=${texts.likes} @click=${() => actions.like()}>
      ${heartIcon}<small data-testid="likes">${count((state?.audience.likes ?? 0) + model.pendingLikes)}</small>
    </button>
  </form>`;
}
