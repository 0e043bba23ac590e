import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExamSession } from '../examSession';
import { closeIcon } from '../icons';
import type { RoomState } from '../roomState';
import { texts } from '../texts';
import { clockMinute } from '../words';
import { questionMap, tally } from './questionMap';

export interface SheetActions {
  close(): void;
  go(index: number): void;
  handIn(): void;
  askHelp(text: string): void;
  messagesRead(): void;
  importFile(file: File): void;
}

/** What lies over the paper for a moment; Escape puts it away. */
export function sheetView(session: ExamSession, state: RoomState, actions: SheetActions): TemplateResult {
  const titles = { none: '', map: texts.map, handIn: texts.handInTitle, messages: texts.messagesTitle, keys: texts.keys };
  return html`<dialog class="ex-sheet" data-sheet=${state.sheet} aria-labelledby="ex-sheet-title" @close=${() => actions.close()}>
    <header>
      <h2 id="ex-sheet-title">${titles[state.sheet]}</h2>
      <button type="button" class="ex-round" aria-label=${texts.close} @click=${() => actions.close()}>${closeIcon}</button>
    </header>
    ${state.sheet === 'map' ? questionMap(session, state.at, (at) => actions.go(at)) : nothing}
    ${state.sheet === 'handIn' ? handInSheet(session, state, actions) : nothing}
    ${state.sheet === 'messages' ? messageSheet(state, actions) : nothing}
    ${state.sheet === 'keys' ? html`<dl class="ex-keys">${texts.keyHelp.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>` : nothing}
  </dialog>`;
}

function handInSheet(session: ExamSession, state: RoomState, actions: SheetActions): TemplateResult {
  const { total, empty, marked, pending } = tally(session);
  const jumps = (indexes: number[]): TemplateResult =>
    html`<p class="ex-jumps">
      ${indexes.slice(0, 40).map((at) => html`<button type="button" @click=${() => actions.go(at)} aria-label=${texts.question(at + 1, total)}>${at + 1}</button>`)}
      ${indexes.length > 40 ? html`<span>等 ${indexes.length} 题</span>` : nothing}
    </p>`;
  return html`<div class="ex-hand-in">
    ${empty.length === 0
      ? html`<p>${texts.handInAllAnswered(total)}</p>`
      : html`<h3 data-testid="hand-in-empty">${texts.handInEmpty(empty.length)}</h3>${jumps(empty)}`}
    ${marked.length > 0 ? html`<h3 data-testid="hand-in-marked">${texts.handInMarked(marked.length)}</h3>${jumps(marked)}` : nothing}
    ${pending > 0 ? html`<p class="ex-soft">${texts.handInPending(pending)}</p>` : nothing}
    <p>${texts.handInFinal}</p>
    ${state.handInProblem ? html`<p class="ex-problem" role="alert">${state.handInProblem}</p>` : nothing}
    <div class="ex-actions">
      <button type="button" class="button quiet large" @click=${() => actions.close()}>${texts.handInBack}</button>
      <button type="button" class="button large" data-testid="hand-in-confirm" ?disabled=${state.handingIn} @click=${() => actions.handIn()}>
        ${state.handingIn ? texts.handInSending : texts.handInConfirm}
      </button>
    </div>
  </div>`;
}

function picked(event: Event, actions: SheetActions): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  if (file) {
    actions.importFile(file);
    input.value = '';
  }
}

function messageSheet(state: RoomState, actions: SheetActions): TemplateResult {
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('help') as HTMLInputElement;
    if (input.value.trim().length > 0) {
      actions.askHelp(input.value.trim());
      input.value = '';
    }
  };
  return html`<ol class="ex-messages">
      ${state.messages.length === 0 ? html`<li class="ex-soft">${texts.noMessages}</li>` : nothing}
      ${state.messages.map((message) => html`<li><small>${texts.messageFrom(message.sentBy, clockMinute(message.sentAt))}</small><p>${message.text}</p></li>`)}
    </ol>
    <form class="ex-help" @submit=${ask}>
      <label for="ex-help">${texts.help}</label>
      <div><input id="ex-help" class="form-control" name="help" maxlength="200" autocomplete="off" placeholder=${texts.helpHint} /><button class="button" type="submit">${texts.helpSend}</button></div>
      ${state.helpSent ? html`<p class="ex-soft" role="status">${texts.helpSent}</p>` : nothing}
    </form>
    <div class="ex-help">
      <label for="ex-import">${texts.importFile}</label>
      <input id="ex-import" class="form-control" type="file" accept=".json,application/json" data-testid="import" @change=${(event: Event) => picked(event, actions)} />
      <p class="ex-soft" role="status">${state.imported ?? texts.importHint}</p>
    </div>`;
}
