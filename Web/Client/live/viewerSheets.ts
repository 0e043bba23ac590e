import { html, nothing, type TemplateResult } from 'lit-html';
import { closeIcon } from './icons';
import { drawerCards, sortedQuestions, type RoomState } from './roomState';
import { chatList, jobList, questionList, type CardActions } from './roomViews';
import { texts } from './texts';
import type { ViewerTalk } from './viewerTalk';

export type Sheet = 'none' | 'jobs' | 'questions' | 'apply' | 'sign-in';
export type Tab = 'chat' | 'jobs' | 'questions';

/** What the sheets of a phone and the panel of a desk show of the room. */
export interface RoomContents {
  room: string;
  state: RoomState | null;
  userId: string | null | undefined;
  cards: CardActions;
  talk: ViewerTalk;
}

export function panelView(contents: RoomContents, shown: Tab, choose: (tab: Tab) => void): TemplateResult {
  const { state, userId } = contents;
  const tab = (name: Tab, label: string): TemplateResult =>
    html`<button type="button" role="tab" aria-selected=${shown === name} @click=${() => choose(name)}>${label}</button>`;
  return html`<aside class="lr-panel" aria-label=${texts.chat}>
    <div role="tablist">
      ${tab('chat', texts.chat)} ${tab('jobs', `${texts.jobs} ${state ? drawerCards(state).length : 0}`)} ${tab('questions', texts.questions)}
    </div>
    <div class="lr-panel-body" role="tabpanel">
      ${shown === 'chat' ? chatList(state?.chat ?? [], userId, contents.room) : shown === 'jobs' ? jobs(contents) : questions(contents)}
    </div>
  </aside>`;
}

/** Not modal: the picture goes on above, and can be seen and heard. */
export function sheetView(
  contents: RoomContents,
  sheet: Sheet,
  forms: { apply: () => TemplateResult; signIn: () => TemplateResult },
  close: () => void,
): TemplateResult {
  return html`<dialog class="lr-sheet" data-sheet=${sheet}>
    <button type="button" class="lr-sheet-close" aria-label=${texts.sheetClose} @click=${close}>${closeIcon}</button>
    ${sheetBody(contents, sheet, forms)}
  </dialog>`;
}

function sheetBody(
  contents: RoomContents,
  sheet: Sheet,
  forms: { apply: () => TemplateResult; signIn: () => TemplateResult },
): TemplateResult | typeof nothing {
  switch (sheet) {
    case 'none':
      return nothing;
    case 'jobs':
      return html`<h3>${texts.jobs}</h3>${jobs(contents)}`;
    case 'questions':
      return html`<h3>${texts.questions}</h3>${questions(contents)}`;
    case 'apply':
      return forms.apply();
    case 'sign-in':
      return forms.signIn();
  }
}

function jobs({ state, cards }: RoomContents): TemplateResult {
  return jobList(state ? drawerCards(state) : [], cards);
}

function questions({ state, talk }: RoomContents): TemplateResult {
  return html`${state?.session === 'onAir'
      ? html`<form class="lr-ask" @submit=${talk.ask}>
          <input name="question" maxlength="200" autocomplete="off" placeholder=${texts.askHint} aria-label=${texts.ask} />
          <button class="lr-button-plain">${texts.ask}</button>
        </form>`
      : nothing}
    ${talk.error ? html`<p class="lr-error" role="alert">${talk.error}</p>` : nothing}
    ${questionList(state ? sortedQuestions(state) : [], (id) => talk.hasVoted(id), talk.vote)}`;
}
