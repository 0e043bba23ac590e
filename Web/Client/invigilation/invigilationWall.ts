import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { post, sentenceOf } from '../live/api';
import { duration } from '../live/words';
import { ask, minutesField, reasonField, textOf } from './askDialog';
import type { InvigilationWall, RiskLevel, WallTile } from './contracts';
import { Person } from './person';
import { texts } from './texts';
import { tileView } from './tileView';
import { countOf, shownTiles, withChange, type WallFilter } from './wallOrder';
import { WatchClient } from './watchClient';
import { withWay } from '../live/withWay';

const levels: RiskLevel[] = ['urgent', 'attention', 'calm', 'quiet'];

/** `<invigilation-wall sitting="…" may-extend>`: everybody in a sitting, those who need a look first; Enter opens one of them. */
export class InvigilationWallElement extends HTMLElement {
  #wall: InvigilationWall | null = null;
  #client: WatchClient | null = null;
  #person: Person | null = null;
  #filter: WallFilter = 'all';
  #search = '';
  #selected: string | null = null;
  #connected = true;
  #error: string | null = null;
  #offset = 0;
  #drawing = 0;
  #clock: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.classList.add('iw');
    this.replaceChildren();
    document.addEventListener('keydown', this.#key);
    this.#clock = setInterval(() => this.#draw(), 1000);
    this.#client = new WatchClient(this.#sitting, {
      wall: (wall) => {
        this.#wall = wall;
        this.#offset = Date.parse(wall.serverNow) - Date.now();
        this.#follow();
        this.#openAddressed();
      },
      changed: (change) => {
        this.#wall = withChange(this.#wall!, change);
        this.#offset = Date.parse(change.serverNow) - Date.now();
        this.#follow();
      },
      connection: (connected) => {
        this.#connected = connected;
        this.#draw();
      },
      refused: (sentence) => this.#fail(sentence || texts.refused),
      signedOut: () => this.#fail(texts.signedOut),
      lookSignal: (signal) => this.#person?.look.signal(signal),
      lookEnded: (lookId) => this.#person?.look.ended(lookId),
    });
    this.#render();
    void this.#client.start();
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#key);
    clearInterval(this.#clock);
    this.#person?.close();
    this.#client?.stop();
  }

  get #sitting(): string {
    return this.getAttribute('sitting') ?? '';
  }

  get #shown(): WallTile[] {
    return this.#wall ? shownTiles(this.#wall, this.#filter, this.#search) : [];
  }

  #fail(sentence: string): void {
    this.#error = sentence;
    this.#draw();
  }

  #follow(): void {
    const tile = this.#wall?.tiles.find((known) => known.sessionId === this.#person?.sessionId);
    if (tile) {
      this.#person!.follow(tile);
    }
    this.#draw();
  }

  /** A link or a reload may name a person. */
  #openAddressed(): void {
    const named = new URLSearchParams(location.search).get('session');
    const tile = !this.#person && this.#wall?.tiles.find((known) => known.sessionId === named);
    if (tile) {
      this.#open(tile);
    }
  }

  readonly #open = (tile: WallTile): void => {
    this.#person?.close();
    this.#selected = tile.sessionId;
    this.#person = new Person(this.#sitting, tile.sessionId, () => this.#client!, () => this.#draw(), { close: this.#close, step: this.#step });
    this.#person.follow(tile);
    history.replaceState(null, '', `?session=${tile.sessionId}`);
    this.#draw();
  };

  readonly #close = (): void => {
    this.#person?.close();
    this.#person = null;
    history.replaceState(null, '', location.pathname);
    this.#render();
    this.#focus();
  };

  readonly #step = (by: number): void => {
    const tiles = this.#shown;
    const at = tiles.findIndex((tile) => tile.sessionId === this.#selected);
    const next = tiles[(at + by + tiles.length) % tiles.length];
    if (next) {
      this.#open(next);
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('dialog')) {
      return;
    }
    if (event.key === 'Escape') {
      if (this.#person) {
        this.#close();
      } else if (target.matches('input')) {
        target.blur();
      }
      return;
    }
    if (target.matches('input, textarea, select') || this.#person) {
      return;
    }
    const perRow = this.#perRow();
    const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow };
    if (event.key in moves) {
      this.#move(moves[event.key]!);
    } else if (event.key === '/') {
      this.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    } else if (event.key.toLowerCase() === 'm') {
      void this.#messageAll();
    } else {
      return;
    }
    event.preventDefault();
  };

  #move(by: number): void {
    const tiles = this.#shown;
    const at = tiles.findIndex((tile) => tile.sessionId === this.#selected);
    const next = tiles[at < 0 ? 0 : Math.min(tiles.length - 1, Math.max(0, at + by))];
    if (next) {
      this.#selected = next.sessionId;
      this.#render();
      this.#focus();
    }
  }

  #focus(): void {
    this.querySelector<HTMLElement>(`[data-session="${this.#selected ?? ''}"]`)?.focus();
  }

  #perRow(): number {
    const tiles = [...this.querySelectorAll<HTMLElement>('.iw-tile')];
    const below = tiles.findIndex((tile) => tile.offsetTop > (tiles[0]?.offsetTop ?? 0));
    return below < 1 ? Math.max(1, tiles.length) : below;
  }

  readonly #messageAll = async (): Promise<void> => {
    const form = await ask(
      texts.askMessageAll(this.#wall?.tiles.length ?? 0),
      html`<label>${texts.messages}<textarea name="text" maxlength="300" rows="3" required data-testid="ask-text"></textarea></label>`,
      { confirm: texts.send },
    );
    if (form) {
      await this.#send('messages', { text: textOf(form, 'text') });
    }
  };

  readonly #extendAll = async (): Promise<void> => {
    const form = await ask(texts.askExtendAll, html`${minutesField()}${reasonField()}`, { confirm: texts.extendAll });
    if (form) {
      await this.#send('extensions', { minutes: Number(textOf(form, 'minutes')), reason: textOf(form, 'reason') });
    }
  };

  async #send(noun: string, body: unknown): Promise<void> {
    try {
      await post(`/api/exam-sittings/${this.#sitting}/${noun}`, body);
      this.#error = null;
    } catch (error) {
      this.#error = sentenceOf(error);
    }
    this.#draw();
  }

  #draw(): void {
    if (this.#drawing === 0) {
      this.#drawing = requestAnimationFrame(() => {
        this.#drawing = 0;
        this.#render();
      });
    }
  }

  #render(): void {
    render(this.#view(), this);
  }

  #view(): TemplateResult {
    const wall = this.#wall;
    if (!wall) {
      return this.#error
        ? html`<p class="iw-empty" role="alert">${withWay(this.#error)}</p>`
        : html`<p class="iw-hidden" role="status">${texts.loading}</p>
            <div class="iw-tiles" aria-hidden="true">${Array.from({ length: 12 }, () => html`<span class="iw-skeleton"></span>`)}</div>`;
    }
    const open = this.#person && wall.tiles.find((tile) => tile.sessionId === this.#person!.sessionId);
    return html`${this.#connected ? nothing : html`<p class="iw-strip" role="status">${texts.reconnecting}</p>`}
    ${this.#error ? html`<p class="iw-error" role="alert">${withWay(this.#error)}</p>` : nothing}
    <div ?hidden=${Boolean(open)}>${this.#bar(wall)} ${this.#tiles(wall)}</div>
    ${open ? this.#person!.view(open) : nothing}`;
  }

  #bar(wall: InvigilationWall): TemplateResult {
    const choice = (filter: WallFilter, label: string, count: number): TemplateResult =>
      html`<button type="button" class="iw-filter" data-level=${filter} aria-pressed=${this.#filter === filter} data-testid=${`filter-${filter}`} @click=${() => this.#choose(filter)}>
        ${label}<b>${count}</b>
      </button>`;
    return html`<div class="iw-bar">
      <div class="iw-filters" role="group">${choice('all', texts.all, wall.tiles.length)} ${levels.map((level) => choice(level, texts.level[level], countOf(wall, level)))}</div>
      <input type="search" placeholder=${texts.search} aria-label=${texts.search} .value=${this.#search} @input=${this.#searching} data-testid="search" />
      <span class="iw-clock">${this.#clockWords(wall)}</span>
      <button type="button" class="iw-button" data-testid="message-all" @click=${this.#messageAll}>${texts.messageAll}</button>
      ${this.hasAttribute('may-extend') ? html`<button type="button" class="iw-button" @click=${this.#extendAll}>${texts.extendAll}</button>` : nothing}
    </div>`;
  }

  readonly #searching = (event: InputEvent): void => {
    this.#search = (event.target as HTMLInputElement).value;
    this.#draw();
  };

  #choose(filter: WallFilter): void {
    this.#filter = filter;
    this.#draw();
  }

  #clockWords(wall: InvigilationWall): string {
    const now = Date.now() + this.#offset;
    const [starts, ends] = [Date.parse(wall.startsAt), Date.parse(wall.endsAt)];
    return now < starts ? texts.startsIn(duration(starts - now)) : now < ends ? texts.left(duration(ends - now)) : texts.over;
  }

  #tiles(wall: InvigilationWall): TemplateResult {
    const tiles = this.#shown;
    const first = this.#selected && tiles.some((tile) => tile.sessionId === this.#selected) ? this.#selected : tiles[0]?.sessionId;
    return html`${tiles.length === 0
        ? html`<p class="iw-empty">${wall.tiles.length === 0 ? texts.nobody : texts.nobodyFound}</p>`
        : html`<div class="iw-tiles" data-testid="tiles">${repeat(
            tiles,
            (tile) => tile.sessionId,
            (tile) => tileView(tile, tile.sessionId === first, this.#open),
          )}</div>`}
      <p class="iw-keys">${texts.keys}</p>`;
  }
}
