import { html, nothing, type TemplateResult } from 'lit-html';
import { commandKey, get, post, sentenceOf } from '../live/api';
import type { SessionDetails } from '../live/contracts';
import type { BoothDesk, QueueEntry, ResumeContent, TalkResult, TalkStanding } from './contracts';
import { queueView, recentView, resumeView } from './deskViews';
import { deskTexts as texts } from './deskTexts';
import { DrawnElement } from './drawnElement';
import { FairClient } from './fairClient';
import { serverClock } from './serverClock';
import { SettleForm } from './settleForm';
import { Talk } from './talk';
import { messagesView, pictureView, timerView } from './talkViews';
import { texts as fairTexts, waitWords } from './texts';
import { withWay } from '../live/withWay';

const soon = 150;

/** Who went quiet shows only with time; nobody sends that. */
const lookEvery = 10_000;

/**
 * `<booth-desk booth="…" fair="…" employer="…">`: the recruiter's desk. Left who waits, in the middle who is next or here, right the
 * résumé, the note and the result. One key each for what is done most.
 */
export class BoothDeskElement extends DrawnElement {
  readonly #boothId = (): string => this.getAttribute('booth') ?? '';
  #desk: BoothDesk | null = null;
  #client: FairClient | null = null;
  #talk: Talk | null = null;
  #session: SessionDetails | null = null;
  #resume: { placeId: string; content: ResumeContent | null } | null = null;
  #connected = true;
  #busy = false;
  /** What a command was told; it stays until the next. */
  #error: string | null = null;
  /** Why the last reading failed; gone with the next that does not. */
  #unread: string | null = null;
  #shut: string | null = null;
  #callKey = commandKey();
  #reading: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  #stopListening: (() => void)[] = [];
  readonly #settle = new SettleForm((request, callNext) => void this.#settleTalk(request, callNext), this.draw);

  connectedCallback(): void {
    this.classList.add('fd');
    const client = FairClient.ofDesk(this.#boothId());
    this.#client = client;
    this.#stopListening = [
      client.on('desk', ({ boothId, revision }) => boothId === this.#boothId() && revision > (this.#desk?.revision ?? -1) && this.#readSoon()),
      client.on('talk', () => this.#readSoon()),
      client.on('entered', () => void this.#read()),
      client.on('connected', (connected) => {
        this.#connected = connected;
        this.draw();
      }),
      client.on('refused', (problem) => {
        this.#shut = problem.title;
        this.draw();
      }),
    ];
    client.open();
    document.addEventListener('keydown', this.#key);
    this.#clock = setInterval(this.draw, 1000);
    this.#looking = setInterval(() => void this.#read(), lookEvery);
    void this.#begin();
  }

  disconnectedCallback(): void {
    clearInterval(this.#clock);
    clearInterval(this.#looking);
    clearTimeout(this.#reading);
    document.removeEventListener('keydown', this.#key);
    this.#stopListening.splice(0).forEach((stop) => stop());
    this.#talk?.close();
    this.#client?.close();
  }

  async #begin(): Promise<void> {
    this.#session = await get<SessionDetails>('/api/session').catch(() => null);
    await this.#read();
  }

  /** Several changes within a blink are one reading. */
  #readSoon(): void {
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => void this.#read(), soon);
  }

  async #read(): Promise<void> {
    try {
      const desk = await get<BoothDesk>(`/api/booths/${this.#boothId()}/desk`);
      serverClock.set(desk.serverNow);
      this.#unread = null;
      if (!this.#desk || desk.revision >= this.#desk.revision) {
        this.#desk = desk;
        this.#follow(desk);
      }
    } catch (error) {
      this.#unread = sentenceOf(error);
    }
    this.draw();
  }

  /** The talk of this recruiter: a new one is opened, one that is over stays until its result is written. */
  #follow(desk: BoothDesk): void {
    const own = desk.talks.find((talk) => talk.id === desk.talkId && talk.state === 'talking') ?? null;
    if (own && this.#talk?.id !== own.id) {
      this.#open(own.id);
    }
    void this.#readResume();
  }

  readonly #open = (talkId: string): void => {
    this.#talk?.close();
    this.#settle.reset();
    this.#talk = new Talk(talkId, this.#client!, true, () => ({ own: this.querySelector('.talk-own'), other: this.querySelector('.talk-other') }), this.draw);
    void this.#talk.load();
  };

  get #calling(): TalkStanding | null {
    return this.#desk?.talks.find((talk) => talk.id === this.#desk!.talkId && talk.state === 'calling') ?? null;
  }

  get #next(): QueueEntry | null {
    return this.#desk?.queue.find((entry) => entry.placeId === this.#desk!.nextPlaceId) ?? null;
  }

  /** In a talk, or after one whose result is not yet written. */
  get #current(): Talk | null {
    const talk = this.#talk;
    return talk?.standing && (talk.isOn || !talk.standing.result) ? talk : null;
  }

  /** Of who is called or comes next, where it was shared. */
  async #readResume(): Promise<void> {
    const placeId = this.#calling?.placeId ?? this.#next?.placeId;
    const entry = this.#desk?.queue.find((candidate) => candidate.placeId === placeId);
    if (!placeId || !entry?.resumeShared) {
      this.#resume = null;
    } else if (this.#resume?.placeId !== placeId) {
      this.#resume = { placeId, content: null };
      const content = await get<ResumeContent>(`/api/queue-places/${placeId}/resume`).catch(() => null);
      if (this.#resume?.placeId === placeId) {
        this.#resume = { placeId, content };
        this.draw();
      }
    }
  }

  async #command<T>(path: string, body: unknown = {}, key = commandKey()): Promise<T | null> {
    [this.#busy, this.#error] = [true, null];
    this.draw();
    try {
      return await post<T>(path, body, key);
    } catch (error) {
      this.#error = sentenceOf(error);
      return null;
    } finally {
      this.#busy = false;
      void this.#read();
    }
  }

  readonly #call = async (): Promise<void> => {
    if (this.#busy || this.#calling || this.#talk?.isOn) {
      return;
    }
    // One key until it is answered: pressed twice it calls one person.
    const talk = await this.#command<TalkStanding>(`/api/booths/${this.#boothId()}/calls`, {}, this.#callKey);
    this.#callKey = commandKey();
    if (talk) {
      this.#talk?.close();
      this.#talk = null;
    }
  };

  #duty(onDuty: boolean): void {
    void this.#command(`/api/booths/${this.#boothId()}/duties`, { onDuty });
  }

  #pause(paused: boolean): void {
    if (!paused || confirm(texts.pauseSure(this.getAttribute('employer') ?? '', this.#desk!.queue.length))) {
      void this.#command(`/api/booths/${this.#boothId()}/pauses`, { paused });
    }
  }

  async #settleTalk(request: { result: TalkResult; reason: string | null; message: string | null }, callNext: boolean): Promise<void> {
    const talk = this.#talk;
    if (!talk) {
      return;
    }
    if (talk.isOn && !(await talk.command('endings'))) {
      return;
    }
    if (await talk.command('results', request)) {
      this.#settle.reset();
      await this.#read();
      if (callNext && this.#next) {
        await this.#call();
      }
    }
  }

  readonly #key = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) {
      return;
    }
    const results: Record<string, TalkResult> = { '1': 'fits', '2': 'secondTalk', '3': 'doesNotFit' };
    const result = results[event.key];
    if (result && this.#current) {
      this.#settle.choose(result);
    } else if (event.key.toLowerCase() === 'n') {
      void this.#call();
    } else if (event.key.toLowerCase() === 'e' && this.#talk?.isOn && !this.#talk.standing?.extended) {
      void this.#talk.command('extensions');
    } else {
      return;
    }
    event.preventDefault();
  };

  protected override afterDrawing(): void {
    this.#talk?.call.attach();
    const lines = this.querySelector('.talk-lines');
    if (lines && !lines.matches(':hover')) {
      lines.scrollTop = lines.scrollHeight;
    }
  }

  protected view(): TemplateResult {
    const desk = this.#desk;
    const warning = this.#error ?? this.#talk?.error ?? this.#shut ?? this.#unread ?? (this.#connected ? null : fairTexts.reconnecting) ?? (desk?.figures.state === 'paused' ? texts.pausedNow : null);
    if (!desk) {
      return html`${warning ? html`<p class="fd-bar" role="alert">${withWay(warning)}</p>` : nothing}<div class="desk-skeleton" aria-busy="true"><div class="skeleton"></div><div class="skeleton"></div><div class="skeleton"></div></div>`;
    }
    return html`${warning ? html`<p class="fd-bar" role="alert">${withWay(warning)}</p>` : nothing}
      <div class="fd-columns">
        <section class="fd-queue">${this.#head(desk)} ${queueView(desk)}</section>
        <section class="fd-middle">${this.#middle(desk)}</section>
        <section class="fd-side">${this.#side(desk)}</section>
      </div>`;
  }

  #head(desk: BoothDesk): TemplateResult {
    const { figures } = desk;
    return html`<div class="fd-duty">
        <button type="button" class=${desk.onDuty ? 'button quiet' : 'button'} data-testid="duty" ?disabled=${this.#busy} @click=${() => this.#duty(!desk.onDuty)}>${desk.onDuty ? texts.leaveDuty : texts.takeDuty}</button>
        <button type="button" class="button bare" ?disabled=${this.#busy} @click=${() => this.#pause(figures.state !== 'paused')}>${figures.state === 'paused' ? texts.resume : texts.pause}</button>
      </div>
      <dl class="fd-figures">
        <div><dd data-testid="waiting">${figures.waiting}</dd><dt>${texts.figures.waiting}</dt></div>
        <div><dd>${figures.talking}</dd><dt>${texts.figures.talking}</dt></div>
        <div><dd>${figures.talksDone}</dd><dt>${texts.figures.done}</dt></div>
      </dl>`;
  }

  #middle(desk: BoothDesk): TemplateResult {
    const [current, calling] = [this.#current, this.#calling];
    if (calling) {
      return this.#callingView(calling);
    }
    return current ? this.#talkView(current) : this.#nextView(desk);
  }

  #nextView(desk: BoothDesk): TemplateResult {
    const next = this.#next;
    if (!desk.onDuty) {
      return html`<div class="empty"><strong>${texts.offDuty}</strong><p>${waitWords(desk.figures.wait)}</p><button type="button" class="button large" data-testid="take-duty" @click=${() => this.#duty(true)}>${texts.takeDuty}</button></div>`;
    }
    if (!next) {
      return html`<div class="empty"><strong>${desk.queue.length === 0 ? texts.queueEmpty : texts.nobodyReady}</strong><p>${desk.queue.length === 0 ? texts.queueEmptyHint : texts.nobodyReadyHint}</p></div>`;
    }
    return html`<div class="fd-next" data-testid="next">
      <h2>${texts.next}</h2>
      <p class="fd-next-number">${next.number}<small>号</small></p>
      <p class="fd-next-name"><strong>${next.candidateName}</strong><span class="soft">${next.headline ?? ''}</span></p>
      <p class="faint small dotted"><span>${texts.waited(serverClock.minutesSince(next.joinedAt))}</span>${next.earlierTalks > 0 ? html`<span>${texts.again(next.earlierTalks)}</span>` : nothing}</p>
      <button type="button" class="button large" data-testid="call" ?disabled=${this.#busy} @click=${this.#call}>${texts.callNext}<kbd>N</kbd></button>
      <p class="fd-keys">${texts.keys}</p>
    </div>`;
  }

  #callingView(calling: TalkStanding): TemplateResult {
    return html`<div class="fd-next is-calling" data-testid="calling">
      <h2>${texts.calling(calling.candidateName)}</h2>
      <p class="fd-next-number">${serverClock.secondsUntil(calling.answerBy)}<small>秒</small></p>
      <p class="soft">${texts.callingHint(serverClock.secondsUntil(calling.answerBy))}</p>
      <details class="menu fd-skip"><summary class="button quiet">${texts.skipCalled}</summary>
        <div class="menu-sheet">${texts.skipReasons.map((reason) => html`<button type="button" @click=${() => void this.#command(`/api/queue-places/${calling.placeId}/skips`, { reason })}>${reason}</button>`)}</div>
      </details>
    </div>`;
  }

  #talkView(talk: Talk): TemplateResult {
    const standing = talk.standing!;
    return html`<header class="talk-head">
        <div><h2>${texts.talkWith(standing.candidateName)}</h2>${talk.isOn ? nothing : html`<small>${fairTexts.talkEnded}</small>`}</div>
        ${timerView(talk)}
        ${talk.isOn
          ? html`<div class="row-of-actions">
              ${standing.extended || talk.details!.extensionMinutes === 0 ? nothing : html`<button type="button" class="button quiet" data-testid="extend" @click=${() => void talk.command('extensions')}>${texts.extend(talk.details!.extensionMinutes)}<kbd>E</kbd></button>`}
              <button type="button" class="button bare" data-testid="end" @click=${() => void talk.command('endings')}>${texts.end}</button>
            </div>`
          : this.#next
            ? html`<button type="button" class="button" data-testid="call" ?disabled=${this.#busy} @click=${this.#call}>${texts.callNext}<kbd>N</kbd></button>`
            : nothing}
      </header>
      ${talk.isOn ? pictureView(talk, standing.candidateName) : nothing}
      <section class="talk-text">${messagesView(talk, this.#session?.userId ?? null)}</section>`;
  }

  #side(desk: BoothDesk): TemplateResult {
    const current = this.#current;
    if (current) {
      return html`${this.#settle.view(current, this.#next !== null)} ${resumeView(current.details?.resume ?? null, current.standing!.resumeShared)} ${recentView(desk, this.#undo, this.#talk?.isOn ? null : this.#open)}`;
    }
    const about = this.#calling ?? this.#next;
    return html`${about ? resumeView(this.#resume?.content ?? null, this.#resume !== null) : nothing} ${recentView(desk, this.#undo, this.#talk?.isOn ? null : this.#open)}`;
  }

  readonly #undo = (talkId: string): void => {
    void this.#command(`/api/talks/${talkId}/result-undo`).then(() => void this.#talk?.load());
  };
}
