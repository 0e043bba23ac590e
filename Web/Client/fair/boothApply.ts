import { html, type TemplateResult } from 'lit-html';
import { commandKey, post, RefusedError } from '../live/api';
import { DrawnElement } from './drawnElement';
import { texts } from './texts';

/** `<booth-apply job="…" booth="…">`: sends the kept résumé in two taps; whatever stands in the way is settled on the job's own page. */
export class BoothApplyElement extends DrawnElement {
  #step: 'idle' | 'sure' | 'sending' | 'sent' | 'refused' = 'idle';
  #error = '';
  readonly #key = commandKey();

  connectedCallback(): void {
    this.#step = this.hasAttribute('applied') ? 'sent' : 'idle';
    this.draw();
  }

  async #send(): Promise<void> {
    this.#step = 'sending';
    this.draw();
    try {
      await post('/api/applications', { jobId: this.getAttribute('job'), boothId: this.getAttribute('booth') }, this.#key);
      this.#step = 'sent';
    } catch (error) {
      this.#step = error instanceof RefusedError && error.code === 'applications.already-applied' ? 'sent' : 'refused';
      this.#error = error instanceof Error ? error.message : '';
    }
    this.draw();
  }

  protected view(): TemplateResult {
    switch (this.#step) {
      case 'sent':
        return html`<span class="state good" data-testid="applied">${texts.applied}</span>`;
      case 'refused':
        return html`<span class="small soft">${this.#error}</span> <a class="button quiet" href=${`/jobs/${this.getAttribute('job')}`}>${texts.applyFailed}</a>`;
      case 'idle':
        return html`<button type="button" class="button quiet" data-testid="apply" @click=${() => this.#ask()}>${texts.apply}</button>`;
      default:
        return html`<button type="button" class="button" data-testid="apply-sure" ?disabled=${this.#step === 'sending'} @click=${() => void this.#send()}>${texts.applySure}</button>`;
    }
  }

  #ask(): void {
    this.#step = 'sure';
    this.draw();
  }
}
