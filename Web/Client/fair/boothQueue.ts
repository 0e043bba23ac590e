import { html, nothing, type TemplateResult } from 'lit-html';
import { commandKey, get, post, sentenceOf } from '../live/api';
import { queueLine } from './boothCard';
import type { BoothCard, BoothDetails, BoothFigures, FairNotice, LobbyDetails, QueuePlace } from './contracts';
import { DrawnElement } from './drawnElement';
import { FairClient } from './fairClient';
import { watchQueue } from './inQueue';
import { LineStrip } from './lineStrip';
import { isLiving } from './places';
import { serverClock } from './serverClock';
import { texts, waitWords } from './texts';

/** `<booth-queue booth="…" fair="…">`: take a number, see it come nearer, and what one may do meanwhile. */
export class BoothQueueElement extends DrawnElement {
  readonly #boothId = (): string => this.getAttribute('booth') ?? '';
  readonly #fairId = (): string => this.getAttribute('fair') ?? '';
  #booth: BoothDetails | null = null;
  #figures: BoothFigures | null = null;
  #place: QueuePlace | null = null;
  #shorter: BoothCard[] = [];
  #client: FairClient | null = null;
  #stopListening: (() => void)[] = [];
  readonly #line = new LineStrip(this.draw);
  #notice: FairNotice | null = null;
  #busy = false;
  #error: string | null = null;
  #key = commandKey();
  #shareResume = true;

  connectedCallback(): void {
    void this.#load();
  }

  disconnectedCallback(): void {
    this.#stopListening.splice(0).forEach((stop) => stop());
    this.#client?.close();
    this.#client = null;
  }

  async #load(): Promise<void> {
    try {
      const booth = await get<BoothDetails>(`/api/booths/${this.#boothId()}`);
      serverClock.set(booth.serverNow);
      this.#booth = booth;
      this.#figures = booth.card.figures;
      this.#take(booth.place ?? null);
      if (!this.#client && booth.fair.phase === 'open' && this.hasAttribute('signed-in')) {
        this.#listen();
      }
    } catch (error) {
      this.#error = sentenceOf(error);
    }
    this.draw();
  }

  #listen(): void {
    const client = FairClient.ofFair(this.#fairId());
    this.#client = client;
    let first = client.entry === null;
    const own = (place: QueuePlace): void => {
      if (place.boothId === this.#boothId() && (this.#place?.id !== place.id || this.#place.revision <= place.revision)) {
        this.#take(place);
        this.draw();
      }
    };
    this.#stopListening = [
      client.on('queue', own),
      client.on('called', own),
      client.on('notice', (notice) => this.#hear(notice)),
      client.on('lobby', ({ booths }) => {
        const figures = booths.find((booth) => booth.boothId === this.#boothId());
        if (figures) {
          this.#figures = figures;
          this.draw();
        }
      }),
      client.on('entered', () => {
        // What was pushed before the line stood is lost: whoever has a number reads it again.
        if (!first || (this.#place && isLiving(this.#place))) {
          void this.#load();
        }
        first = false;
      }),
      ...this.#line.follow(client),
    ];
    client.open();
  }

  #hear(notice: FairNotice | null): void {
    this.#notice = notice;
    this.draw();
  }

  #take(place: QueuePlace | null): void {
    const isNew = place !== null && isLiving(place) && this.#place?.id !== place.id;
    this.#place = place;
    if (place && isLiving(place)) {
      watchQueue(place.fairId);
    }
    if (isNew) {
      void this.#findShorter();
    }
  }

  /** Booths where it goes quicker, best fitting first: something to do with the time. */
  async #findShorter(): Promise<void> {
    const lobby = await get<LobbyDetails>(`/api/fairs/${this.#fairId()}/lobby`).catch(() => null);
    const limit = this.#place?.wait?.toMinutes ?? this.#place?.before ?? 0;
    const held = new Set(lobby?.places.filter(isLiving).map((place) => place.boothId));
    this.#shorter = (lobby?.halls.flatMap((hall) => hall.booths) ?? [])
      .filter(({ id, figures }) => id !== this.#boothId() && !held.has(id) && figures.state === 'open' && figures.wait && figures.wait.toMinutes < limit)
      .toSorted((one, other) => (other.fit?.score ?? 0) - (one.fit?.score ?? 0) || one.figures.wait!.toMinutes - other.figures.wait!.toMinutes)
      .slice(0, 3);
    this.draw();
  }

  readonly #takeNumber = (): Promise<void> =>
    this.#send(async () => {
      const place = await post<QueuePlace>(`/api/booths/${this.#boothId()}/queue-places`, { shareResume: this.#shareResume }, this.#key);
      serverClock.set(place.serverNow);
      this.#take(place);
    });

  readonly #leave = (): void => {
    const place = this.#place;
    if (place && confirm(texts.leaveSure(place.number))) {
      void this.#send(async () => {
        await post(`/api/queue-places/${place.id}/withdrawals`);
        this.#key = commandKey();
        await this.#load();
      });
    }
  };

  async #send(work: () => Promise<void>): Promise<void> {
    [this.#busy, this.#error] = [true, null];
    this.draw();
    try {
      await work();
    } catch (error) {
      this.#error = sentenceOf(error);
      // Refused is refused; the next try is another one.
      this.#key = commandKey();
    } finally {
      this.#busy = false;
      this.draw();
    }
  }

  protected view(): TemplateResult {
    const booth = this.#booth;
    if (!booth) {
      return html`<section class="sheet padded queue-box">${this.#error ? html`<p class="soft">${this.#error}</p>` : html`<div class="skeleton queue-skeleton" aria-busy="true"></div>`}</section>`;
    }
    const place = this.#place;
    return html`<section class="sheet padded queue-box" data-state=${place?.state ?? 'none'}>
      ${this.#line.view('queue-offline')}
      ${this.#notice
        ? html`<p class="hall-strip is-notice" role="status" data-testid="heard-notice">${this.#notice.text}<button type="button" aria-label="知道了" @click=${() => this.#hear(null)}>×</button></p>`
        : nothing}
      ${place && isLiving(place) ? this.#number(place) : this.#door(booth)}
      ${this.#error ? html`<p class="call-error" role="alert">${this.#error}</p>` : nothing}
    </section>`;
  }

  #door(booth: BoothDetails): TemplateResult {
    const figures = this.#figures ?? booth.card.figures;
    const line = queueLine(figures);
    const ended = this.#place && !isLiving(this.#place) ? texts.ended[this.#place.state] : undefined;
    return html`${ended ? html`<p class="queue-ended">${ended}</p>` : nothing}
      <div class="queue-now"><strong data-testid="waiting">${texts.waiting(figures.waiting)}</strong><span data-face=${line.face}>${line.words}</span></div>
      ${!this.hasAttribute('signed-in')
        ? html`<a class="button large wide" href=${`/sign-in?return=${encodeURIComponent(location.pathname)}`}>${texts.signInToQueue}</a>`
        : booth.whyNoNumber
          ? html`<p class="soft">${booth.whyNoNumber.title}</p>`
          : html`<label class="choice"><input type="checkbox" .checked=${this.#shareResume} @change=${(event: Event) => (this.#shareResume = (event.target as HTMLInputElement).checked)} /><span>${texts.shareResume}<small>${texts.shareResumeHint}</small></span></label>
              <button type="button" class="button large wide" data-testid="take-number" ?disabled=${this.#busy} @click=${this.#takeNumber}>${texts.takeNumber}</button>`}`;
  }

  #number(place: QueuePlace): TemplateResult {
    if (place.state === 'talking' && place.talkId) {
      return html`<h2>${texts.talkWith(place.employerName)}</h2><a class="button large wide" data-testid="to-talk" href=${`/fairs/${place.fairId}/talks/${place.talkId}`}>${texts.toTalk}</a>`;
    }
    const stopped = place.booth === 'paused' ? texts.paused : place.onDuty === 0 ? texts.nobodyOnDuty : null;
    return html`<div class="own-number"><b data-testid="number">${place.number}</b><span>号</span></div>
      <p class="own-before" data-testid="before">${place.state === 'called' ? texts.calledTitle : texts.before(place.before)}</p>
      <p class="own-wait" data-testid="wait">${stopped ?? waitWords(place.wait)}</p>
      ${place.hold === 'none' ? nothing : html`<p class="own-hold">${texts.hold[place.hold]}</p>`}
      ${place.skips > 0 ? html`<p class="small own-skips">${texts.skipsUsed(place.skips, place.mostSkips)}</p>` : nothing}
      <div class="meanwhile">
        <h3>${texts.whileWaiting}</h3>
        <ul>
          <li>${texts.mayLeave}</li>
          <li><a href="/my/resume">${texts.fixResume}</a></li>
        </ul>
        ${this.#notifyView()}
        ${this.#shorter.length > 0
          ? html`<h3>${texts.shorter}</h3>
              <ul class="shorter">${this.#shorter.map((booth) => html`<li><a href=${`/fairs/${this.#fairId()}/booths/${booth.id}`}><span class="one-line">${booth.employerName}</span><small>${waitWords(booth.figures.wait)}</small></a></li>`)}</ul>`
          : nothing}
      </div>
      <button type="button" class="button bare" data-testid="leave" ?disabled=${this.#busy} @click=${this.#leave}>${texts.leave}</button>`;
  }

  #notifyView(): TemplateResult | typeof nothing {
    if (!('Notification' in window) || Notification.permission === 'denied') {
      return nothing;
    }
    return Notification.permission === 'granted'
      ? html`<p class="small soft">${texts.noticesOn}</p>`
      : html`<button type="button" class="button quiet wide" @click=${() => void Notification.requestPermission().then(() => this.draw())}>${texts.allowNotices}</button>`;
  }
}
