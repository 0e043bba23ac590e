import { html, nothing, type TemplateResult } from 'lit-html';
import { get, sentenceOf } from '../live/api';
import { boothCard } from './boothCard';
import type { BoothCard, BoothFigures, FairFigures, FairNotice, LobbyDetails, LobbyHall, QueuePlace } from './contracts';
import { DrawnElement } from './drawnElement';
import { FairClient } from './fairClient';
import { watchQueue } from './inQueue';
import { LineStrip } from './lineStrip';
import { isLiving } from './places';
import { serverClock } from './serverClock';
import { texts, waitWords } from './texts';
import { span } from './words';

const typedPause = 180;

/** `<fair-hall fair="…" signed-in>`: the lobby. Halls as chapters, booths as cards that move as queues do, search as one types. */
export class FairHallElement extends DrawnElement {
  readonly #fair = (): string => this.getAttribute('fair') ?? '';
  #lobby: LobbyDetails | null = null;
  #figures = new Map<string, BoothFigures>();
  #all: FairFigures | null = null;
  #places = new Map<string, QueuePlace>();
  #notice: FairNotice | null = null;
  #client: FairClient | null = null;
  #stopListening: (() => void)[] = [];
  readonly #line = new LineStrip(this.draw);
  #error: string | null = null;
  #q = new URLSearchParams(location.search).get('q') ?? '';
  #city = '';
  #byWait = false;
  #asked = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    void this.#load();
    // The line is for those who are signed in; everybody else sees the figures a little later.
    this.#ticker = setInterval(() => (this.#client || document.hidden ? this.draw() : void this.#load()), 15_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#ticker);
    clearTimeout(this.#typing);
    this.#stopListening.splice(0).forEach((stop) => stop());
    this.#client?.close();
    this.#client = null;
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked;
    const query = new URLSearchParams();
    if (this.#q.trim() !== '') {
      query.set('q', this.#q.trim());
    }
    if (this.#city !== '') {
      query.set('city', this.#city);
    }
    try {
      const lobby = await get<LobbyDetails>(`/api/fairs/${this.#fair()}/lobby?${query}`);
      if (asked !== this.#asked) {
        return;
      }
      this.#take(lobby);
    } catch (error) {
      this.#error = sentenceOf(error);
    }
    this.draw();
  }

  #take(lobby: LobbyDetails): void {
    serverClock.set(lobby.serverNow);
    this.#lobby = lobby;
    this.#error = null;
    this.#all = lobby.figures;
    lobby.halls.flatMap((hall) => hall.booths).forEach((booth) => this.#figures.set(booth.id, booth.figures));
    this.#places = new Map(lobby.places.filter(isLiving).map((place) => [place.id, place]));
    if (this.#places.size > 0) {
      watchQueue(this.#fair());
    }
    if (!this.#client && lobby.fair.phase === 'open' && this.hasAttribute('signed-in')) {
      this.#listen();
    }
  }

  #listen(): void {
    const client = FairClient.ofFair(this.#fair());
    this.#client = client;
    this.#stopListening = [
      client.on('lobby', ({ figures, booths }) => this.#move(figures, booths)),
      client.on('entered', ({ figures, booths }) => this.#move(figures, booths)),
      client.on('queue', (place) => this.#moveOwn(place)),
      client.on('called', (place) => this.#moveOwn(place)),
      client.on('notice', (notice) => this.#change(() => (this.#notice = notice))),
      ...this.#line.follow(client),
    ];
    client.open();
  }

  #change(work: () => void): void {
    work();
    this.draw();
  }

  #move(figures: FairFigures, booths: BoothFigures[]): void {
    this.#all = figures;
    booths.forEach((booth) => this.#figures.set(booth.boothId, booth));
    this.draw();
  }

  #moveOwn(place: QueuePlace): void {
    if ((this.#places.get(place.id)?.revision ?? -1) < place.revision) {
      if (isLiving(place)) {
        this.#places.set(place.id, place);
      } else {
        this.#places.delete(place.id);
      }
      this.draw();
    }
  }

  readonly #typed = (event: Event): void => {
    this.#q = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#load(), typedPause);
  };

  #pick(city: string): void {
    this.#city = city;
    void this.#load();
  }

  #now(booth: BoothCard): BoothCard {
    return { ...booth, figures: this.#figures.get(booth.id) ?? booth.figures };
  }

  protected view(): TemplateResult {
    const lobby = this.#lobby;
    if (!lobby) {
      return this.#error
        ? html`<div class="sheet empty"><strong>${this.#error}</strong><button class="button quiet" type="button" @click=${() => void this.#load()}>重新读取</button></div>`
        : html`<div class="booths" aria-busy="true">${Array.from({ length: 6 }, () => html`<div class="skeleton booth-skeleton"></div>`)}</div>`;
    }
    const booths = new Map(lobby.halls.flatMap((hall) => hall.booths).map((booth) => [booth.id, this.#now(booth)]));
    const isSearching = this.#q.trim() !== '' || this.#city !== '';
    return html`${this.#head(lobby)} ${this.#strips()} ${this.#own()} ${this.#filters(lobby)}
      ${isSearching ? nothing : this.#forMe(lobby, booths)} ${lobby.halls.map((hall) => this.#hall(hall, booths))}
      ${booths.size === 0
        ? html`<div class="sheet empty"><strong>${isSearching ? texts.noneFound : texts.noBooths}</strong><p>${isSearching ? texts.noneFoundHint : texts.noBoothsHint}</p>
            ${isSearching ? html`<button class="button quiet" type="button" @click=${this.#clear}>${texts.clear}</button>` : nothing}</div>`
        : nothing}`;
  }

  #head(lobby: LobbyDetails): TemplateResult {
    const { fair } = lobby;
    const until = fair.phase === 'open' ? serverClock.secondsUntil(fair.closesAt) : serverClock.secondsUntil(fair.opensAt);
    const words = fair.phase === 'open' ? texts.closesIn(span(until)) : fair.phase === 'upcoming' ? texts.opensIn(span(until)) : texts.overNow;
    const figures = this.#all ?? lobby.figures;
    return html`<header class="hall-head">
      <div>
        <h1><a href=${`/fairs/${fair.id}`}>${fair.name}</a></h1>
        <p class="hall-when" data-phase=${fair.phase}>${words}</p>
      </div>
      ${fair.phase === 'open'
        ? html`<dl class="hall-figures" data-testid="figures">
            ${[
              [texts.online, figures.online],
              [texts.waitingAll, figures.waiting],
              [texts.talkingAll, figures.talking],
              [texts.talksDone, figures.talksDone],
            ].map(([name, value]) => html`<div><dd>${value!.toLocaleString('zh-CN')}</dd><dt>${name}</dt></div>`)}
          </dl>`
        : nothing}
    </header>`;
  }

  #strips(): TemplateResult {
    return html`${this.#line.view('hall-strip')}
    ${this.#notice
      ? html`<p class="hall-strip is-notice" role="status">${this.#notice.text}<button type="button" aria-label="知道了" @click=${() => this.#change(() => (this.#notice = null))}>×</button></p>`
      : nothing}`;
  }

  #own(): TemplateResult | typeof nothing {
    if (this.#places.size === 0) {
      return nothing;
    }
    return html`<section class="my-numbers" aria-label=${texts.myNumbers}>
      ${[...this.#places.values()].map(
        (place) => html`<a class="my-number" data-state=${place.state} href=${place.state === 'talking' && place.talkId ? `/fairs/${place.fairId}/talks/${place.talkId}` : `/fairs/${place.fairId}/booths/${place.boothId}`}>
          <b>${place.number}</b>
          <span><strong class="one-line">${place.employerName}</strong><small>${place.state === 'talking' ? texts.toTalk : place.state === 'called' ? texts.calledTitle : `${texts.before(place.before)} · ${waitWords(place.wait)}`}</small></span>
        </a>`,
      )}
    </section>`;
  }

  #filters(lobby: LobbyDetails): TemplateResult {
    return html`<div class="hall-filters">
      <label class="search"><svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><circle cx="10" cy="10" r="7" /><path d="m21 21-6-6" /></svg>
        <input class="form-control" type="search" .value=${this.#q} placeholder=${texts.searchHint} aria-label=${texts.searchHint} enterkeyhint="search" data-testid="search" @input=${this.#typed} />
      </label>
      <div class="chips">
        ${lobby.cities.length > 1
          ? ['', ...lobby.cities].map((city) => html`<button type="button" class="chip" aria-current=${city === this.#city ? 'true' : nothing} @click=${() => this.#pick(city)}>${city === '' ? texts.allCities : city}</button>`)
          : nothing}
        <button type="button" class="chip" aria-current=${this.#byWait ? 'true' : nothing} @click=${() => this.#change(() => (this.#byWait = !this.#byWait))}>${texts.byWait}</button>
        ${lobby.halls.length > 1 ? lobby.halls.map((hall) => html`<a class="chip hall-jump" href=${`#hall-${hall.id}`}>${hall.name}</a>`) : nothing}
      </div>
    </div>`;
  }

  #forMe(lobby: LobbyDetails, booths: Map<string, BoothCard>): TemplateResult | typeof nothing {
    const fitting = lobby.forMe.map((id) => booths.get(id)).filter((booth) => booth !== undefined).slice(0, 6);
    return fitting.length === 0
      ? nothing
      : html`<section class="hall-chapter is-for-me">
          <div class="section-head"><h2>${texts.forMe}</h2><span class="faint small">${texts.forMeHint}</span></div>
          <div class="booths is-row">${fitting.map((booth) => this.#card(booth, booth.fit?.reasons))}</div>
        </section>`;
  }

  #hall(hall: LobbyHall, booths: Map<string, BoothCard>): TemplateResult | typeof nothing {
    if (hall.booths.length === 0) {
      return nothing;
    }
    const cards = hall.booths.map((booth) => booths.get(booth.id)!);
    const wait = ({ figures }: BoothCard): number => (figures.state === 'open' && figures.wait ? figures.wait.toMinutes : 10_000);
    const sorted = this.#byWait ? cards.toSorted((one, other) => wait(one) - wait(other)) : cards;
    return html`<section class="hall-chapter" id=${`hall-${hall.id}`}>
      <div class="section-head"><h2>${hall.name}</h2><span class="faint small">${hall.category ?? ''}</span></div>
      <div class="booths">${sorted.map((booth) => this.#card(booth))}</div>
    </section>`;
  }

  #card(booth: BoothCard, reasons?: string[]): TemplateResult {
    const mine = [...this.#places.values()].find((place) => place.boothId === booth.id);
    return boothCard(this.#fair(), booth, { reasons, myNumber: mine?.number });
  }

  readonly #clear = (): void => {
    [this.#q, this.#city] = ['', ''];
    void this.#load();
  };
}
