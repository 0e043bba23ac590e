import { html, nothing, type TemplateResult } from 'lit-html';
import { classMap } from 'lit-html/directives/class-map.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ChatMessage, JobCard, Question } from './contracts';
import { pinIcon, upIcon } from './icons';
import { texts } from './texts';

/** A line of chat, the same on the phone, in the panel and on the desk. */
export const chatLine = (line: ChatMessage, own: boolean, actions: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<li class=${classMap({ 'lr-line': true, 'lr-line-staff': line.staff, 'lr-line-own': own })}>
    ${line.staff ? html`<b class="lr-badge">${texts.staff}</b>` : nothing}<span class="lr-author">${line.author}</span
    ><span class="lr-text">${line.text}</span>${actions}
  </li>`;

/** Leads to a complaint about one line; it opens beside the room, which goes on. */
export const reportLine = (room: string, line: ChatMessage): TemplateResult =>
  html`<a class="lr-report" target="_blank" rel="noopener" href=${`/complaints?about=chatMessage&id=${room}&message=${line.id}`}>${texts.report}</a>`;

export const chatList = (chat: ChatMessage[], userId: string | null | undefined, room?: string): TemplateResult =>
  html`<ol class="lr-chat" role="log" aria-live="polite" aria-label=${texts.chat}>
    ${chat.length === 0 ? html`<li class="lr-empty">${texts.noChat}</li>` : nothing}
    ${repeat(chat, (line) => line.id, (line) => chatLine(line, line.authorId === userId, room === undefined || line.authorId === userId ? nothing : reportLine(room, line)))}
  </ol>`;

export interface CardActions {
  apply(card: JobCard): void;
  applied(jobId: string): boolean;
}

const facts = (card: JobCard): string =>
  [card.job.city, card.job.experience, card.job.education, texts.headcount(card.job.headcount)].filter((fact) => fact.length > 0).join(' · ');

export const cardBody = (card: JobCard): TemplateResult => html`
  <h4>${card.job.title}<span class="lr-pay">${card.job.pay}</span></h4>
  <p>${facts(card)}</p>
`;

export const applyButton = (card: JobCard, actions: CardActions): TemplateResult =>
  actions.applied(card.job.id)
    ? html`<span class="lr-applied">${texts.applied}</span>`
    : html`<button type="button" class="lr-button" data-testid="apply" data-job=${card.job.id} @click=${() => actions.apply(card)}>${texts.apply}</button>`;

/** The card that rises when the presenter pushes it. */
export const risenCard = (card: JobCard, actions: CardActions, dismiss: () => void, closeLabel: TemplateResult): TemplateResult =>
  html`<article class="lr-card" data-testid="current-card" data-job=${card.job.id} aria-live="polite">
    <span class="lr-presenting">${texts.presenting}</span>
    <button type="button" class="lr-card-close" aria-label=${texts.sheetClose} @click=${dismiss}>${closeLabel}</button>
    ${cardBody(card)}
    <div class="lr-card-foot">${applyButton(card, actions)}</div>
  </article>`;

export const jobList = (cards: JobCard[], actions: CardActions): TemplateResult =>
  cards.length === 0
    ? html`<p class="lr-empty"><strong>${texts.noJobs}</strong>${texts.noJobsHint}</p>`
    : html`<ul class="lr-jobs">
        ${repeat(
          cards,
          (card) => card.id,
          (card) =>
            html`<li class=${classMap({ 'lr-job': true, 'lr-job-current': card.state === 'current' })} data-job=${card.job.id}>
              ${card.state === 'current' ? html`<span class="lr-presenting">${texts.presenting}</span>` : nothing}
              ${card.pinned ? html`<span class="lr-pinned">${pinIcon}${texts.pinned}</span>` : nothing} ${cardBody(card)}
              <div class="lr-card-foot">${applyButton(card, actions)}</div>
            </li>`,
        )}
      </ul>`;

export const questionItem = (question: Question, action: TemplateResult | typeof nothing): TemplateResult =>
  html`<li class=${classMap({ 'lr-question': true, 'lr-question-current': question.state === 'current' })}>
    <p><span class="lr-author">${question.author}</span>${question.text}</p>
    ${question.state === 'current' ? html`<span class="lr-presenting">${texts.answering}</span>` : nothing}
    ${question.state === 'answered'
      ? html`<p class="lr-answer"><b class="lr-badge">${texts.staff}</b>${question.answer ?? texts.answeredByVoice}</p>`
      : nothing}
    ${action}
  </li>`;

export const questionList = (questions: Question[], voted: (id: string) => boolean, vote: (question: Question) => void): TemplateResult =>
  questions.length === 0
    ? html`<p class="lr-empty"><strong>${texts.noQuestions}</strong>${texts.noQuestionsHint}</p>`
    : html`<ul class="lr-questions">
        ${repeat(
          questions,
          (question) => question.id,
          (question) =>
            questionItem(
              question,
              html`<button
                type="button"
                class=${classMap({ 'lr-vote': true, 'lr-voted': voted(question.id) })}
                aria-pressed=${voted(question.id)}
                aria-label=${texts.upvote}
                @click=${() => vote(question)}
              >
                ${upIcon}<span>${question.votes}</span>
              </button>`,
            ),
        )}
      </ul>`;
