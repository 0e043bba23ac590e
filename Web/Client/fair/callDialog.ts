import { html, nothing, render } from 'lit-html';
import { commandKey, post, sentenceOf } from '../live/api';
import { Alarm } from './alarm';
import type { QueuePlace, TalkStanding } from './contracts';
import { serverClock } from './serverClock';
import { texts } from './texts';

/** The call itself: over whatever page one is on, with sound, title, vibration and the seconds that are left. */
export class CallDialog {
  readonly #dialog = document.createElement('dialog');
  readonly #alarm = new Alarm();
  #place: QueuePlace | null = null;
  #keys = { answer: '', putOff: '' };
  #whole = 60;
  #busy = false;
  #error: string | null = null;
  #ticker: ReturnType<typeof setInterval> | undefined;

  /** @param changed What the server made of the answer. */
  constructor(private readonly changed: (place: QueuePlace) => void) {
    this.#dialog.className = 'call-dialog';
    this.#dialog.dataset.testid = 'call';
    // Escape would hide a call that goes on.
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
  }

  open(place: QueuePlace): void {
    const isNew = this.#place?.talkId !== place.talkId;
    this.#place = place;
    if (isNew) {
      // One key for this call: a second press is the same answer.
      this.#keys = { answer: commandKey(), putOff: commandKey() };
      this.#whole = Math.max(1, serverClock.secondsUntil(place.answerBy));
      [this.#busy, this.#error] = [false, null];
      this.#alarm.start(texts.calledTitle, texts.calling(place.employerName));
      clearInterval(this.#ticker);
      this.#ticker = setInterval(() => this.#tick(), 250);
    }
    if (!this.#dialog.isConnected) {
      document.body.append(this.#dialog);
    }
    this.#draw();
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  closeFor(placeId: string): void {
    if (this.#place?.id === placeId) {
      this.#close();
    }
  }

  #close(): void {
    clearInterval(this.#ticker);
    this.#alarm.stop();
    this.#place = null;
    this.#dialog.close();
  }

  #tick(): void {
    if (this.#place && serverClock.secondsUntil(this.#place.answerBy) <= 0 && !this.#busy) {
      // The server says what became of it; its word may come a moment later.
      this.#close();
    } else {
      this.#draw();
    }
  }

  async #answer(): Promise<void> {
    const place = this.#place!;
    await this.#send(async () => {
      const talk = await post<TalkStanding>(`/api/queue-places/${place.id}/answers`, {}, this.#keys.answer);
      this.#alarm.stop();
      location.assign(`/fairs/${place.fairId}/talks/${talk.id}`);
    });
  }

  async #putOff(): Promise<void> {
    const place = this.#place!;
    await this.#send(async () => {
      const after = await post<QueuePlace | null>(`/api/queue-places/${place.id}/skips`, {}, this.#keys.putOff);
      this.#close();
      if (after?.id) {
        this.changed(after);
      }
    });
  }

  async #send(work: () => Promise<void>): Promise<void> {
    [this.#busy, this.#error] = [true, null];
    this.#draw();
    try {
      await work();
    } catch (error) {
      this.#error = sentenceOf(error);
      this.#busy = false;
      this.#draw();
    }
  }

  #draw(): void {
    const place = this.#place;
    if (!place) {
      return;
    }
    const left = serverClock.secondsUntil(place.answerBy);
    render(
      html`<div class="call-ring" data-short=${left <= 15 ? 'yes' : nothing}>
          <svg viewBox="0 0 120 120" aria-hidden="true"><circle cx="60" cy="60" r="54" /><circle cx="60" cy="60" r="54" pathLength="100" stroke-dasharray="100" stroke-dashoffset=${100 - (100 * left) / this.#whole} /></svg>
          <strong data-testid="seconds">${left}</strong><small>秒</small>
        </div>
        <h2>${texts.calling(place.employerName)}</h2>
        <p>${texts.callingText(place.number)}</p>
        ${this.#error ? html`<p class="call-error" role="alert">${this.#error}</p>` : nothing}
        <button type="button" class="button large wide" data-testid="answer" autofocus ?disabled=${this.#busy} @click=${() => void this.#answer()}>${texts.answer}</button>
        <button type="button" class="button bare wide" data-testid="put-off" ?disabled=${this.#busy} @click=${() => void this.#putOff()}>${texts.putOff}</button>
        <small class="faint">${texts.putOffLeft(Math.max(0, place.mostSkips - place.skips - 1))}</small>`,
      this.#dialog,
    );
  }
}
