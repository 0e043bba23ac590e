import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ChatMessage, Question } from './contracts';
import { deskTexts as texts } from './deskTexts';
import { chatLine, questionItem } from './roomViews';
import { texts as roomTexts } from './texts';

export interface QuestionCommands {
  highlight(question: Question): void;
  answer(question: Question, text: string | null): void;
  remove(question: Question): void;
}

export interface ChatCommands {
  removeLine(line: ChatMessage): void;
  mute(line: ChatMessage): void;
  expel(line: ChatMessage): void;
  say(text: string): Promise<string | null>;
}

/** Once a session is over, what was asked and said stays to be read. */
export const questionsView = (questions: Question[], onAir: boolean, commands: QuestionCommands): TemplateResult =>
  questions.length === 0
    ? html`<p class="lr-empty"><strong>${roomTexts.noQuestions}</strong></p>`
    : html`<ul class="lr-questions">
        ${repeat(
          questions,
          (question) => question.id,
          (question) => questionItem(question, question.state === 'answered' || !onAir ? nothing : questionActions(question, commands)),
        )}
      </ul>`;

function questionActions(question: Question, commands: QuestionCommands): TemplateResult {
  const reply = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = new FormData(event.target as HTMLFormElement).get('answer');
    if (typeof text === 'string' && text.trim().length > 0) {
      commands.answer(question, text.trim());
    }
  };
  return html`<div class="ld-question-actions">
    <span class="ld-votes">${question.votes}</span>
    ${question.state === 'current'
      ? html`<button type="button" class="ld-button ld-button-main" @click=${() => commands.answer(question, null)}>${texts.finish}</button>`
      : html`<button type="button" class="ld-button ld-button-main" @click=${() => commands.highlight(question)}>${texts.highlight}</button>`}
    <button type="button" class="ld-button" @click=${() => commands.remove(question)}>${texts.removeQuestion}</button>
    <form class="ld-reply" @submit=${reply}>
      <input name="answer" maxlength="300" autocomplete="off" placeholder=${texts.replyHint} aria-label=${texts.reply} />
      <button class="ld-button">${texts.reply}</button>
    </form>
  </div>`;
}

export const chatView = (chat: ChatMessage[], userId: string | null | undefined, onAir: boolean, commands: ChatCommands): TemplateResult => {
  const say = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem('text') as HTMLInputElement;
    // A second press while the line is under way says it once.
    if (input.value.trim().length === 0 || form.ariaBusy === 'true') {
      return;
    }
    form.ariaBusy = 'true';
    if ((await commands.say(input.value.trim())) === null) {
      input.value = '';
    }
    form.ariaBusy = null;
  };
  return html`<ol class="lr-chat" role="log" aria-live="off">
      ${chat.length === 0 ? html`<li class="lr-empty">${roomTexts.noChat}</li>` : nothing}
      ${repeat(
        chat,
        (line) => line.id,
        (line) =>
          chatLine(
            line,
            line.authorId === userId,
            !onAir ? nothing : line.staff
              ? html`<span class="ld-line-actions"><button type="button" @click=${() => commands.removeLine(line)}>${texts.removeLine}</button></span>`
              : html`<span class="ld-line-actions">
                  <button type="button" @click=${() => commands.removeLine(line)}>${texts.removeLine}</button>
                  <button type="button" @click=${() => commands.mute(line)}>${texts.muteViewer}</button>
                  <button type="button" @click=${() => commands.expel(line)}>${texts.removeViewer}</button>
                </span>`,
          ),
      )}
    </ol>
    ${onAir
      ? html`<form class="ld-say" @submit=${say}>
          <input name="text" maxlength="200" autocomplete="off" placeholder=${roomTexts.sayHint} aria-label=${roomTexts.sayHint} />
          <button class="ld-button">${roomTexts.send}</button>
        </form>`
      : nothing}`;
};
