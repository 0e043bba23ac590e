import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { AnswerResponse } from '../contracts';
import { checkIcon } from '../icons';
import { choose, countWords, fillBlank, isChoice, type PlacedQuestion, type QuestionState } from '../paperOrder';
import { texts } from '../texts';
import { clockSecond } from '../words';

/** As the server has it; longer is refused whole. */
const longestText = 20_000;
const longestBlank = 1_000;

export interface QuestionActions {
  choose(response: AnswerResponse): void;
  type(response: AnswerResponse): void;
  settle(): void;
}

const gap = /_{3,}/;

/** One question, whole: its text, where the answer goes, and whether it is saved. */
export function questionView(
  placed: PlacedQuestion,
  total: number,
  response: AnswerResponse | undefined,
  state: QuestionState,
  readOnly: boolean,
  reachable: boolean,
  actions: QuestionActions,
): TemplateResult {
  const { question, number } = placed;
  const inline = question.kind === 'fillIn' && question.stem.split(gap).length === question.blanks + 1;
  return html`<article class="ex-question" data-testid="question" data-question=${question.id} aria-labelledby="ex-stem">
    ${number === placed.section.first ? sectionHead(placed) : nothing}
    <h2 id="ex-stem" tabindex="-1">
      <span class="ex-number" aria-hidden="true">${number}.</span>
      <span class="only-readers">${texts.question(number, total)}</span>
      <small>${texts.kinds[question.kind]} · ${texts.points(question.points)}</small>
    </h2>
    <div class="ex-stem">${inline ? filledStem(placed, response, readOnly, actions) : question.stem}</div>
    ${question.pictures.map((picture, at) => html`<img class="ex-picture" src=${picture} alt=${`第 ${number} 题图 ${at + 1}`} />`)}
    ${isChoice(question.kind) ? options(placed, response, readOnly, actions) : nothing}
    ${question.kind === 'fillIn' && !inline ? blankList(placed, response, readOnly, actions) : nothing}
    ${question.kind === 'essay' ? essay(placed, response, readOnly, actions) : nothing}
    <p class="ex-saving" data-saving=${state.saving} data-testid="saving" role="status">${savingText(state, reachable)}</p>
  </article>`;
}

const sectionHead = ({ section }: PlacedQuestion): TemplateResult =>
  html`<header class="ex-section">
    <h3>${section.title}</h3>
    <small>共 ${section.last - section.first + 1} 题 · ${texts.points(section.points)}</small>
    ${section.instructions ? html`<p>${section.instructions}</p>` : nothing}
  </header>`;

/** Never "saved" without the server's receipt. */
export function savingText(state: QuestionState, reachable: boolean): TemplateResult | string {
  switch (state.saving) {
    case 'saved':
      return html`${texts.saved(clockSecond(state.savedAt!))}${checkIcon}`;
    case 'pending':
      return reachable ? texts.saving : '已存在本机，联网后自动上传';
    case 'apart':
      return texts.apart;
    default:
      return texts.notAnswered;
  }
}

function options(placed: PlacedQuestion, response: AnswerResponse | undefined, readOnly: boolean, actions: QuestionActions): TemplateResult {
  const { question } = placed;
  const several = question.kind === 'multipleChoice';
  return html`<div class="ex-options" role=${several ? 'group' : 'radiogroup'} aria-labelledby="ex-stem">
    ${repeat(
      placed.options,
      ({ option }) => option.id,
      ({ letter, option }) => {
        const chosen = response?.choices?.includes(option.id) ?? false;
        return html`<label class="ex-option" data-letter=${letter}>
          <input
            type=${several ? 'checkbox' : 'radio'}
            name=${question.id}
            .checked=${live(chosen)}
            ?disabled=${readOnly}
            @click=${() => actions.choose(choose(question, response, option.id))}
          />
          <b aria-hidden="true">${letter}</b><span>${option.text}</span>
        </label>`;
      },
    )}
  </div>`;
}

const blankInput = (placed: PlacedQuestion, at: number, response: AnswerResponse | undefined, readOnly: boolean, actions: QuestionActions): TemplateResult =>
  html`<input
    class="ex-blank"
    type="text"
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    maxlength=${longestBlank}
    aria-label=${texts.blank(at + 1)}
    data-testid="blank"
    .value=${live(response?.blanks?.[at] ?? '')}
    ?readonly=${readOnly}
    @input=${(event: InputEvent) => actions.type(fillBlank(placed.question, response, at, (event.target as HTMLInputElement).value))}
    @blur=${() => actions.settle()}
  />`;

const filledStem = (placed: PlacedQuestion, response: AnswerResponse | undefined, readOnly: boolean, actions: QuestionActions): unknown =>
  placed.question.stem.split(gap).map((text, at) => (at === 0 ? text : html`${blankInput(placed, at - 1, response, readOnly, actions)}${text}`));

const blankList = (placed: PlacedQuestion, response: AnswerResponse | undefined, readOnly: boolean, actions: QuestionActions): TemplateResult =>
  html`<ol class="ex-blanks">
    ${Array.from({ length: placed.question.blanks }, (_, at) => html`<li><span>${texts.blank(at + 1)}</span>${blankInput(placed, at, response, readOnly, actions)}</li>`)}
  </ol>`;

function essay({ question }: PlacedQuestion, response: AnswerResponse | undefined, readOnly: boolean, actions: QuestionActions): TemplateResult {
  const text = response?.text ?? '';
  const words = countWords(text);
  return html`<div class="ex-essay">
    <textarea
      rows="8"
      maxlength=${longestText}
      spellcheck="false"
      aria-labelledby="ex-stem"
      placeholder=${texts.essayHint}
      data-testid="essay"
      data-question=${question.id}
      .value=${live(text)}
      ?readonly=${readOnly}
      @input=${(event: InputEvent) => actions.type({ text: (event.target as HTMLTextAreaElement).value })}
      @blur=${() => actions.settle()}
    ></textarea>
    <small data-testid="words">${text.length > longestText * 0.9 ? texts.wordLimit(words, longestText) : texts.wordCount(words)}</small>
  </div>`;
}
