import { html, nothing, type TemplateResult } from 'lit-html';
import type { TalkResult } from './contracts';
import { deskTexts as texts } from './deskTexts';
import type { Talk } from './talk';

interface Settlement {
  result: TalkResult;
  reason: string | null;
  message: string | null;
}

const noteAfter = 800;

/** The note and the result: one click where no words are needed, and the next one called at once. */
export class SettleForm {
  #result: TalkResult | null = null;
  #reason = '';
  #message = '';
  #noteTimer: ReturnType<typeof setTimeout> | undefined;
  #noteState: 'typing' | 'kept' | null = null;

  constructor(
    private readonly settle: (settlement: Settlement, callNext: boolean) => void,
    private readonly redraw: () => void,
  ) {}

  reset(): void {
    [this.#result, this.#reason, this.#message, this.#noteState] = [null, '', '', null];
  }

  choose(result: TalkResult): void {
    this.#result = result;
    this.redraw();
  }

  view(talk: Talk, someoneIsNext: boolean): TemplateResult {
    const result = this.#result;
    const choice = (value: TalkResult, words: string, key: string): TemplateResult =>
      html`<button type="button" class="fd-result" data-testid=${`result-${value}`} aria-pressed=${result === value} @click=${() => this.choose(value)}>${words}<kbd>${key}</kbd></button>`;
    return html`<section class="fd-settle">
      <label class="fd-note"><span>${texts.note}<small>${this.#noteState === 'kept' ? texts.noteKept : texts.noteHint}</small></span>
        <textarea class="form-control" maxlength="1000" data-testid="note" .value=${talk.details?.note ?? ''} @input=${(event: Event) => this.#typed(talk, event)}></textarea>
      </label>
      <div class="fd-results" role="group" aria-label=${texts.result}>${choice('fits', texts.fits, '1')} ${choice('secondTalk', texts.secondTalk, '2')} ${choice('doesNotFit', texts.doesNotFit, '3')}</div>
      ${result === 'doesNotFit'
        ? html`<div class="reasons">${texts.whyReady.map((reason) => html`<button type="button" class="chip" aria-current=${this.#reason === reason ? 'true' : nothing} @click=${() => this.#because(reason)}>${reason}</button>`)}</div>
            <input class="form-control" maxlength="200" placeholder=${texts.why} aria-label=${texts.why} data-testid="reason" .value=${this.#reason} @input=${(event: Event) => this.#because((event.target as HTMLInputElement).value)} />`
        : result
          ? html`<input class="form-control" maxlength="200" placeholder=${texts.messageHint} aria-label=${texts.message} .value=${this.#message} @input=${(event: Event) => (this.#message = (event.target as HTMLInputElement).value)} />`
          : nothing}
      ${result
        ? html`<div class="row-of-actions">
            <button type="button" class="button" data-testid="settle-next" ?disabled=${result === 'doesNotFit' && this.#reason.trim() === ''} @click=${() => this.#send(true)}>${someoneIsNext ? texts.settleAndNext : texts.settle}</button>
            ${someoneIsNext ? html`<button type="button" class="button bare" data-testid="settle" ?disabled=${result === 'doesNotFit' && this.#reason.trim() === ''} @click=${() => this.#send(false)}>${texts.settle}</button>` : nothing}
          </div>`
        : nothing}
    </section>`;
  }

  #because(reason: string): void {
    this.#reason = reason;
    this.redraw();
  }

  #send(callNext: boolean): void {
    const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());
    this.settle({ result: this.#result!, reason: this.#result === 'doesNotFit' ? said(this.#reason) : null, message: this.#result === 'doesNotFit' ? null : said(this.#message) }, callNext);
  }

  /** Kept by itself, a moment after the last key. */
  #typed(talk: Talk, event: Event): void {
    const text = (event.target as HTMLTextAreaElement).value;
    if (talk.details) {
      talk.details = { ...talk.details, note: text };
    }
    this.#noteState = 'typing';
    clearTimeout(this.#noteTimer);
    this.#noteTimer = setTimeout(async () => {
      if (await talk.command('notes', { text })) {
        this.#noteState = 'kept';
        this.redraw();
      }
    }, noteAfter);
  }
}
