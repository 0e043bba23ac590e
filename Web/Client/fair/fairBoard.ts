import { html, nothing, type TemplateResult } from 'lit-html';
import { commandKey, get, post, RefusedError, sentenceOf } from '../live/api';
import { clock } from '../live/words';
import { askReason } from './askReason';
import type { Anomaly, BoardBooth, BoothFigures, FairBoard, FairNotice } from './contracts';
import { deskTexts as texts } from './deskTexts';
import { DrawnElement } from './drawnElement';
import { FairClient } from './fairClient';
import { serverClock } from './serverClock';
import { texts as fairTexts } from './texts';
import { span } from './words';

const readEvery = 10_000;

/** `<fair-board fair="…">`: the whole fair on one screen; red only where something is wrong, and the measure beside it. */
export class FairBoardElement extends DrawnElement {
  readonly #fair = (): string => this.getAttribute('fair') ?? '';
  #board: FairBoard | null = null;
  #figures = new Map<string, BoothFigures>();
  #client: FairClient | null = null;
  #stopListening: (() => void)[] = [];
  #connected = true;
  /** What a command was told; it stays until the next. */
  #error: string | null = null;
  #code: string | null = null;
  /** Why the last reading failed; gone with the next that does not. */
  #unread: string | null = null;
  #shut: string | null = null;
  #said: string | null = null;
  #busy = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.classList.add('fb');
    const client = FairClient.ofFair(this.#fair());
    this.#client = client;
    this.#stopListening = [
      client.on('lobby', ({ booths, figures }) => {
        booths.forEach((booth) => this.#figures.set(booth.boothId, booth));
        if (this.#board) {
          this.#board = { ...this.#board, figures };
        }
        this.draw();
      }),
      client.on('entered', () => void this.#read()),
      client.on('notice', () => void this.#read()),
      client.on('refused', (problem) => {
        this.#shut = problem.title;
        this.draw();
      }),
      client.on('connected', (connected) => {
        this.#connected = connected;
        this.draw();
      }),
    ];
    client.open();
    this.#timer = setInterval(() => void this.#read(), readEvery);
    void this.#read();
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
    this.#stopListening.splice(0).forEach((stop) => stop());
    this.#client?.close();
  }

  async #read(): Promise<void> {
    try {
      const board = await get<FairBoard>(`/api/fairs/${this.#fair()}/board`);
      serverClock.set(board.serverNow);
      this.#board = board;
      this.#figures = new Map(board.booths.map((booth) => [booth.id, booth.figures]));
      this.#unread = null;
    } catch (error) {
      this.#unread = sentenceOf(error);
    }
    this.draw();
  }

  async #command<T>(path: string, body: unknown): Promise<T | null> {
    [this.#busy, this.#error, this.#code, this.#said] = [true, null, null, null];
    this.draw();
    try {
      return await post<T>(path, body, commandKey());
    } catch (error) {
      this.#error = sentenceOf(error);
      this.#code = error instanceof RefusedError ? error.code : null;
      return null;
    } finally {
      this.#busy = false;
      void this.#read();
    }
  }

  async #pause(booth: BoardBooth, paused: boolean): Promise<void> {
    const reason = paused ? await askReason(texts.pauseWhy(booth.employerName, this.#now(booth).waiting)) : null;
    if (!paused || reason !== null) {
      await this.#command(`/api/booths/${booth.id}/pauses`, { paused, reason });
    }
  }

  async #closeBooth(booth: BoardBooth): Promise<void> {
    const reason = await askReason(texts.closeBoothWhy(booth.employerName, this.#now(booth).waiting), { alarm: texts.closeBooth });
    if (reason !== null) {
      await this.#command(`/api/booths/${booth.id}/closures`, { reason });
    }
  }

  readonly #closeFair = async (): Promise<void> => {
    const board = this.#board!;
    const reason = await askReason(texts.closeFairWhy(board.fair.name, board.figures.waiting), { alarm: texts.closeFair });
    if (reason !== null) {
      await this.#command(`/api/fairs/${this.#fair()}/closures`, { reason });
    }
  };

  readonly #broadcast = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get('text') ?? '').trim();
    if (text === '') {
      return;
    }
    let notice = await this.#command<FairNotice>(`/api/fairs/${this.#fair()}/broadcasts`, { text });
    if (this.#code === 'screening.unexplained') {
      const ground = await askReason(this.#error ?? '');
      if (ground === null) {
        return;
      }
      notice = await this.#command<FairNotice>(`/api/fairs/${this.#fair()}/broadcasts`, { text, ground });
    }
    if (notice) {
      form.reset();
      this.#said = texts.broadcastSent(notice.told);
      this.draw();
    }
  };

  #now(booth: BoardBooth): BoothFigures {
    return this.#figures.get(booth.id) ?? booth.figures;
  }

  protected view(): TemplateResult {
    const board = this.#board;
    const warning = this.#error ?? this.#shut ?? this.#unread ?? (this.#connected ? null : '连接断开，数字可能不是最新，正在重新连接');
    const bar = warning ? html`<p class="fd-bar" role="alert">${warning}</p>` : nothing;
    if (!board) {
      return html`${bar}<div class="desk-skeleton" aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div><div class="skeleton"></div></div>`;
    }
    return html`${bar}
      <div class="fb-figures">${this.#figure(texts.online, board.figures.online)} ${this.#figure(fairTexts.waitingAll, board.figures.waiting)} ${this.#figure(fairTexts.talkingAll, board.figures.talking)}
        ${this.#figure(fairTexts.talksDone, board.figures.talksDone)} <span class="fb-left">${board.fair.phase === 'open' ? fairTexts.closesIn(span(serverClock.secondsUntil(board.fair.closesAt))) : fairTexts.overNow}</span></div>
      <div class="fb-columns">
        <div>${this.#anomalies(board)} ${board.halls.map((hall) => this.#hall(hall.name, board.booths.filter((booth) => booth.hallId === hall.id), board.anomalies))}</div>
        <aside>${this.#side(board)}</aside>
      </div>`;
  }

  #figure(name: string, value: number): TemplateResult {
    return html`<div><strong>${value.toLocaleString('zh-CN')}</strong><small>${name}</small></div>`;
  }

  #anomalies(board: FairBoard): TemplateResult {
    return board.anomalies.length === 0
      ? html`<p class="fb-well" data-testid="all-well">${texts.allWell}</p>`
      : html`<section class="fb-anomalies" data-testid="anomalies"><h2>${texts.anomalies}</h2>
          <ul>${board.anomalies.map((anomaly) => html`<li>
            <strong>${fairTexts.anomaly[anomaly.kind]}</strong>
            <span>${anomaly.boothNumber ? html`<b>${anomaly.boothNumber}</b> ` : nothing}${anomaly.employerName ?? ''}</span>
            <span class="fb-figure">${anomaly.figure}${texts.figureOf[anomaly.kind]}</span>
            <small>${texts.since(span((serverClock.now - Date.parse(anomaly.since)) / 1000))}</small>
            ${this.#measure(anomaly, board)}
          </li>`)}</ul></section>`;
  }

  /** What helps, one click away. */
  #measure(anomaly: Anomaly, board: FairBoard): TemplateResult {
    const booth = board.booths.find((candidate) => candidate.id === anomaly.boothId);
    if (anomaly.kind === 'noticeOverdue') {
      return html`<a class="button quiet" href=${`/operations/fairs/${this.#fair()}/publications`}>${texts.measure['noticeOverdue']}</a>`;
    }
    if (!booth) {
      return html``;
    }
    if (anomaly.kind === 'pausedLong') {
      return html`<button type="button" class="button quiet" ?disabled=${this.#busy} @click=${() => void this.#pause(booth, false)}>${texts.resumeShort}</button>`;
    }
    if (anomaly.kind === 'screened' || anomaly.kind === 'unattended') {
      return html`<button type="button" class="button quiet" ?disabled=${this.#busy} @click=${() => void this.#pause(booth, true)}>${texts.pauseShort}</button>`;
    }
    return html`<a class="button quiet" href=${`#booth-${booth.id}`}>${texts.measure[anomaly.kind]}</a>`;
  }

  #hall(name: string, booths: BoardBooth[], anomalies: Anomaly[]): TemplateResult | typeof nothing {
    if (booths.length === 0) {
      return nothing;
    }
    const wrong = new Set(anomalies.map((anomaly) => anomaly.boothId));
    return html`<section class="fb-hall sheet table-sheet"><div class="sheet-head"><h2>${name}</h2></div>
      <table>
        <thead><tr><th>${texts.booth}</th><th>${texts.employer}</th><th class="number">${texts.waitingCol}</th><th class="number">${texts.longest}</th><th class="number">${texts.talkingCol}</th><th class="number">${texts.dutyCol}</th><th class="number">${texts.talksCol}</th><th class="number">${texts.missedCol}</th><th class="number">${texts.medianCol}</th><th class="number">${texts.applications}</th><th>${texts.lastCall}</th><th></th></tr></thead>
        <tbody>${booths.map((booth) => this.#row(booth, wrong.has(booth.id)))}</tbody>
      </table></section>`;
  }

  #row(booth: BoardBooth, isWrong: boolean): TemplateResult {
    const figures = this.#now(booth);
    return html`<tr id=${`booth-${booth.id}`} data-wrong=${isWrong ? 'yes' : nothing} data-state=${figures.state} data-testid="board-booth">
      <td><b>${booth.number}</b></td>
      <td><a href=${`/fairs/${this.#fair()}/booths/${booth.id}`} target="_blank" rel="noopener"><strong>${booth.employerName}</strong></a> ${figures.state === 'open' ? nothing : html`<span class="state">${figures.state === 'paused' ? fairTexts.paused : fairTexts.boothClosed}</span>`}</td>
      <td class="number">${figures.waiting}</td>
      <td class="number">${figures.waiting > 0 ? texts.minutes(booth.longestWaitMinutes) : '—'}</td>
      <td class="number">${figures.talking}</td>
      <td class="number">${figures.onDuty}</td>
      <td class="number">${figures.talksDone}</td>
      <td class="number">${booth.missed}</td>
      <td class="number">${booth.medianWaitMinutes === null || booth.medianWaitMinutes === undefined ? '—' : texts.minutes(booth.medianWaitMinutes)}</td>
      <td class="number">${booth.applications}</td>
      <td>${booth.lastCallAt ? clock(booth.lastCallAt) : html`<span class="faint">${texts.never}</span>`}</td>
      <td>${figures.state === 'closed'
        ? nothing
        : html`<div class="row-of-actions"><button type="button" class="button bare" data-testid="pause-booth" ?disabled=${this.#busy} @click=${() => void this.#pause(booth, figures.state === 'open')}>${figures.state === 'open' ? texts.pauseShort : texts.resumeShort}</button><button type="button" class="button bare" ?disabled=${this.#busy} @click=${() => void this.#closeBooth(booth)}>${texts.closeBooth}</button></div>`}</td>
    </tr>`;
  }

  #side(board: FairBoard): TemplateResult {
    return html`<section class="sheet padded"><h2>${texts.broadcast}</h2>
        <form class="fb-broadcast" @submit=${this.#broadcast}><textarea class="form-control" name="text" maxlength="200" required placeholder=${texts.broadcastHint} aria-label=${texts.broadcast} data-testid="broadcast-text"></textarea><button class="button" type="submit" data-testid="broadcast" ?disabled=${this.#busy}>${texts.broadcastSend}</button>${this.#said ? html`<small role="status">${this.#said}</small>` : nothing}</form>
      </section>
      ${board.pendingExhibitors + board.pendingRegistrations > 0
        ? html`<section class="sheet padded"><h2>${texts.pending}</h2><p><a href=${`/operations/fairs/${this.#fair()}/exhibitors`}>${texts.pendingExhibitors(board.pendingExhibitors)}</a></p><p><a href=${`/operations/fairs/${this.#fair()}/registrations`}>${texts.pendingRegistrations(board.pendingRegistrations)}</a></p></section>`
        : nothing}
      ${board.notices.length > 0 ? html`<section class="sheet padded"><h2>${texts.notices}</h2>${board.notices.slice(0, 5).map((notice) => html`<p class="fb-notice"><small class="faint">${clock(notice.at)} · ${texts.broadcastSent(notice.told)}</small><br />${notice.text}</p>`)}</section>` : nothing}
      ${board.fair.phase === 'open' ? html`<button type="button" class="button alarm wide" data-testid="close-fair" ?disabled=${this.#busy} @click=${this.#closeFair}>${texts.closeFair}</button>` : nothing}`;
  }
}
