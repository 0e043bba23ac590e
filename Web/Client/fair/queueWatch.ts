import { html, nothing, render } from 'lit-html';
import { get, RefusedError } from '../live/api';
import { CallDialog } from './callDialog';
import type { QueuePlace } from './contracts';
import { FairClient } from './fairClient';
import { forgetQueue } from './inQueue';
import { byNearness, isLiving } from './places';
import { serverClock } from './serverClock';
import { texts, waitWords } from './texts';

let started = false;

/** On whatever page of the site: a line with the nearest number, and the call when it comes. Once a page. */
export function startQueueWatch(): void {
  if (!started) {
    started = true;
    void new QueueWatch().start();
  }
}

const toastFor = 8000;

class QueueWatch {
  readonly #places = new Map<string, QueuePlace>();
  readonly #clients = new Map<string, FairClient>();
  readonly #bar = document.createElement('aside');
  readonly #dialog = new CallDialog((place) => this.#take(place));
  #toast: string | null = null;
  #connected = true;
  #shut = false;

  async start(): Promise<void> {
    this.#bar.className = 'queue-bar no-print';
    this.#bar.setAttribute('aria-live', 'polite');
    document.body.append(this.#bar);
    await this.#read();
  }

  /** The state as the server has it: at first, and after each break of the line. */
  async #read(): Promise<void> {
    let places: QueuePlace[];
    try {
      places = await get<QueuePlace[]>('/api/queue-places/mine');
    } catch (error) {
      if (error instanceof RefusedError && error.status === 401) {
        // Whoever comes next on this device waits for nothing.
        forgetQueue();
      }
      return;
    }
    this.#places.clear();
    places.forEach((place) => {
      serverClock.set(place.serverNow);
      this.#places.set(place.id, place);
    });
    if (!places.some(isLiving)) {
      forgetQueue();
    }
    new Set(places.filter(isLiving).map((place) => place.fairId)).forEach((fairId) => this.#listen(fairId));
    places.filter((place) => place.state === 'called').forEach((place) => this.#dialog.open(place));
    this.#draw();
  }

  #listen(fairId: string): void {
    if (this.#clients.has(fairId)) {
      return;
    }
    const client = FairClient.ofFair(fairId);
    this.#clients.set(fairId, client);
    let first = client.entry === null;
    client.on('queue', (place) => this.#take(place));
    client.on('called', (place) => this.#take(place));
    client.on('entered', () => {
      if (!first) {
        void this.#read();
      }
      first = false;
    });
    client.on('connected', (connected) => {
      this.#connected = connected;
      this.#draw();
    });
    client.on('refused', () => {
      this.#shut = true;
      this.#draw();
    });
    client.open();
  }

  #take(place: QueuePlace): void {
    const before = this.#places.get(place.id);
    if (before && before.revision > place.revision) {
      return;
    }
    this.#places.set(place.id, place);
    if (place.state === 'called') {
      this.#dialog.open(place);
    } else {
      this.#dialog.closeFor(place.id);
      if (before?.state === 'called' && place.state !== 'talking' && place.skips > before.skips) {
        this.#say(place.state === 'lapsed' ? texts.ended['lapsed']! : texts.missed(place.employerName));
      }
    }
    if (![...this.#places.values()].some(isLiving)) {
      forgetQueue();
    }
    this.#draw();
  }

  #say(words: string): void {
    this.#toast = words;
    setTimeout(() => {
      this.#toast = null;
      this.#draw();
    }, toastFor);
  }

  #draw(): void {
    const [nearest, ...others] = [...this.#places.values()].filter(isLiving).toSorted(byNearness);
    // A page about this very number says more than the line could.
    const isHere = nearest !== undefined && (location.pathname.endsWith(`/booths/${nearest.boothId}`) || location.pathname.includes('/talks/'));
    document.body.classList.toggle('has-queue-bar', nearest !== undefined && !isHere);
    render(
      html`${this.#toast ? html`<p class="queue-toast" role="status">${this.#toast}</p>` : nothing}
      ${nearest && !isHere
        ? html`<a class="queue-line" data-state=${nearest.state} href=${nearest.state === 'talking' && nearest.talkId ? `/fairs/${nearest.fairId}/talks/${nearest.talkId}` : `/fairs/${nearest.fairId}/booths/${nearest.boothId}`}>
            <b>${texts.number(nearest.number)}</b>
            <span class="one-line">${nearest.employerName}</span>
            <small>${this.#shut ? texts.shut : !this.#connected ? texts.hold.away : nearest.state === 'talking' ? texts.toTalk : nearest.state === 'called' ? texts.calledTitle : `${texts.before(nearest.before)}，${waitWords(nearest.wait)}`}</small>
            ${others.length > 0 ? html`<i>+${others.length}</i>` : nothing}
          </a>`
        : nothing}`,
      this.#bar,
    );
  }
}
