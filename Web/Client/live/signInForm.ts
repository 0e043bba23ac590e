import { html, nothing, type TemplateResult } from 'lit-html';
import { post, sentenceOf } from './api';
import type { SessionDetails } from './contracts';
import { texts } from './texts';

/** Signs a candidate in by phone and SMS code without leaving the picture. */
export class SignInForm {
  #phone = '';
  #error: string | null = null;
  #busy = false;
  #resendAt = 0;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly redraw: () => void,
    readonly signedIn: (session: SessionDetails) => void,
  ) {}

  view(title: string): TemplateResult {
    const wait = Math.max(0, Math.ceil((this.#resendAt - Date.now()) / 1000));
    return html`<form class="lr-form" @submit=${this.#submit} novalidate>
      <h3>${title}</h3>
      <label>
        <span>${texts.phone}</span>
        <input name="phone" type="tel" inputmode="numeric" autocomplete="tel-national" maxlength="11" required autofocus @input=${this.#typed} />
      </label>
      <label>
        <span>${texts.code}</span>
        <span class="lr-inline">
          <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required />
          <button type="button" class="lr-button-plain" ?disabled=${wait > 0 || this.#busy} @click=${this.#sendCode}>
            ${wait > 0 ? texts.resendIn(wait) : texts.sendCode}
          </button>
        </span>
      </label>
      <label>
        <span>${texts.nickname}</span>
        <input name="displayName" maxlength="20" autocomplete="nickname" />
      </label>
      ${this.#error ? html`<p class="lr-error" role="alert">${this.#error}</p>` : nothing}
      <button class="lr-button" ?disabled=${this.#busy}>${texts.signIn}</button>
    </form>`;
  }

  readonly #typed = (event: Event): void => {
    this.#phone = (event.target as HTMLInputElement).value.trim();
  };

  readonly #sendCode = async (): Promise<void> => {
    await this.#attempt(async () => {
      const sent = await post<{ retryAfterSeconds: number }>('/api/phone-codes', { phone: this.#phone, purpose: 'signIn' });
      this.#resendAt = Date.now() + sent.retryAfterSeconds * 1000;
      clearInterval(this.#ticker);
      this.#ticker = setInterval(() => {
        if (Date.now() >= this.#resendAt) {
          clearInterval(this.#ticker);
        }
        this.redraw();
      }, 1000);
    });
  };

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    await this.#attempt(async () => {
      const answer = await post<{ session?: SessionDetails | null }>('/api/sessions/phone', {
        phone: String(fields.get('phone') ?? '').trim(),
        code: String(fields.get('code') ?? '').trim(),
        displayName: String(fields.get('displayName') ?? '').trim() || null,
      });
      if (answer.session) {
        this.signedIn(answer.session);
      }
    });
  };

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    this.#error = null;
    this.redraw();
    try {
      await work();
    } catch (error) {
      this.#error = sentenceOf(error);
    } finally {
      this.#busy = false;
      this.redraw();
    }
  }
}
