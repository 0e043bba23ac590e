import { html, nothing, render, type TemplateResult } from 'lit-html';
import { get, post, sentenceOf } from './api';
import type { CardFunnel, DeskDetails, LiveRoomDetails, RoomSnapshot, SessionDetails } from './contracts';
import { DeskApplications } from './deskApplications';
import { DeskCommands } from './deskCommands';
import { roomControls, roomFigures } from './deskControls';
import { jobsView, nextJob, rundownView, type DeskJob } from './deskJobs';
import { DeskPicture } from './deskPicture';
import { chatView, questionsView } from './deskTalk';
import { deskTexts as texts } from './deskTexts';
import { Rehearsal } from './rehearsal';
import { RoomClient, type ConnectionState } from './roomClient';
import { applyItem, currentCard, fromSnapshot, sortedQuestions, type RoomState } from './roomState';
import { texts as roomTexts } from './texts';
import { count, duration } from './words';
import { withWay } from './withWay';

type Tab = 'questions' | 'chat' | 'applications';

/**
 * `<live-desk room="…">`: the recruiter's desk during a stream. Left the own picture and its health, in the middle the
 * rundown and the jobs with their funnels, right what the audience says and sends. One key each for what is done most.
 */
export class LiveDeskElement extends HTMLElement {
  readonly #room = (): string => this.getAttribute('room') ?? '';
  #state: RoomState | null = null;
  #details: LiveRoomDetails | null = null;
  #session: SessionDetails = { isSignedIn: false, phoneVerified: false };
  #client: RoomClient | null = null;
  #picture: DeskPicture | null = null;
  #rehearsal: Rehearsal | null = null;
  /** By job: a card that was withdrawn is in no snapshot, and its figures stay. */
  #funnels = new Map<string, CardFunnel>();
  #tab: Tab = 'questions';
  #seenChat = 0;
  /** Why the one at this desk may no longer host, found out while on air. */
  #hindrance: string | null = null;
  #connection: ConnectionState = 'connecting';
  #busy = false;
  #drawing = 0;
  #clock: ReturnType<typeof setInterval> | undefined;
  #funnelClock: ReturnType<typeof setInterval> | undefined;
  #hindranceClock: ReturnType<typeof setInterval> | undefined;
  readonly #applications = new DeskApplications(() => this.#draw());
  readonly #commands = new DeskCommands(
    this.#room,
    () => this.#picture?.mediaTime ?? null,
    (text) => this.#client!.sendChat(text),
    () => this.#draw(),
  );

  connectedCallback(): void {
    this.classList.add('ld');
    this.replaceChildren();
    this.#render();
    document.addEventListener('keydown', this.#key);
    window.addEventListener('beforeunload', this.#leaving);
    this.#clock = setInterval(() => this.#draw(), 1000);
    this.#funnelClock = setInterval(() => void this.#loadDesk(), 5000);
    this.#hindranceClock = setInterval(() => void this.#loadHindrance(), 60_000);
    void this.#enter();
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#key);
    window.removeEventListener('beforeunload', this.#leaving);
    clearInterval(this.#clock);
    clearInterval(this.#funnelClock);
    clearInterval(this.#hindranceClock);
    void this.#client?.stop();
    this.#picture?.stop();
  }

  async #enter(): Promise<void> {
    try {
      this.#details = await get<LiveRoomDetails>(`/api/live-rooms/${this.#room()}`);
      this.#session = await get<SessionDetails>('/api/session');
      const desk = await get<DeskDetails>(`/api/live-rooms/${this.#room()}/desk`);
      this.#take(desk);
      this.#applications.load(desk.applications);
      this.#picture = new DeskPicture(desk.publishPath, () => this.querySelector('video'), () => this.#draw());
      this.#rehearsal = new Rehearsal(this.#picture, () => this.#draw());
    } catch (error) {
      this.#commands.error = sentenceOf(error);
      this.#draw();
      return;
    }
    this.#client = new RoomClient(
      this.#room(),
      {
        snapshot: (snapshot) => this.#change(() => (this.#state = fromSnapshot(snapshot))),
        items: (items) => this.#change(() => (this.#state = items.reduce(applyItem, this.#state!))),
        audience: (audience) => this.#change(() => (this.#state = { ...this.#state!, audience })),
        connection: (state) => this.#change(() => (this.#connection = state)),
        application: (application, funnel) =>
          this.#change(() => {
            this.#applications.arrived(application);
            if (funnel) {
              this.#funnels.set(funnel.jobId, funnel);
            }
          }),
        refused: (_code, title) => this.#change(() => (this.#commands.error = title)),
      },
      { desk: true },
    );
    await this.#client.start();
  }

  async #loadDesk(): Promise<void> {
    if (this.#state?.session === 'onAir') {
      const desk = await get<DeskDetails>(`/api/live-rooms/${this.#room()}/desk`).catch(() => null);
      if (desk) {
        this.#take(desk);
        this.#draw();
      }
    }
  }

  /** A licence, a paper or an agreement that ends while the room is on air is said at the desk. */
  async #loadHindrance(): Promise<void> {
    if (this.#onAir) {
      const room = await get<LiveRoomDetails>(`/api/live-rooms/${this.#room()}`).catch(() => null);
      if (room) {
        this.#change(() => (this.#hindrance = room.goingLive?.sentence ?? null));
      }
    }
  }

  #take(desk: DeskDetails): void {
    this.#funnels = new Map(desk.funnels.map((funnel) => [funnel.jobId, funnel]));
  }

  get #onAir(): boolean {
    return this.#state?.session === 'onAir';
  }

  get #jobs(): DeskJob[] {
    return (this.#details?.jobs ?? []).map((job) => {
      const card = this.#state?.cards.find((known) => known.job.id === job.id);
      return { job, card, funnel: this.#funnels.get(job.id) };
    });
  }

  readonly #goLive = async (): Promise<void> => {
    // The button is drawn idle until the next frame: a double click would send the picture twice and so not at all.
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#draw();
    try {
      if (await this.#picture!.preview()) {
        const snapshot = await post<RoomSnapshot>(`/api/live-rooms/${this.#room()}/broadcasts`);
        this.#state ??= fromSnapshot(snapshot);
        this.#commands.error = null;
        await this.#picture!.start();
      }
    } catch (error) {
      this.#commands.error = sentenceOf(error);
    } finally {
      this.#busy = false;
      this.#draw();
    }
  };

  readonly #end = async (): Promise<void> => {
    const watching = roomTexts.watching(count(this.#state?.audience.watching ?? 0));
    if (confirm(texts.endConfirm(watching)) && (await this.#commands.send('/endings'))) {
      this.#picture?.stop();
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || !this.#onAir) {
      return;
    }
    const current = this.#state && currentCard(this.#state);
    const open = this.#state && sortedQuestions(this.#state).find((question) => question.state !== 'answered');
    const next = nextJob(this.#jobs);
    switch (event.key.toLowerCase()) {
      case 'n':
        if (next) {
          this.#commands.jobs.push(next.job);
        }
        break;
      case 'p':
        if (current) {
          this.#commands.jobs.pin(current);
        }
        break;
      case 'a':
        if (open) {
          this.#tab = 'questions';
          (open.state === 'current' ? this.#commands.questions.answer : this.#commands.questions.highlight)(open, null);
        }
        break;
      case 'm':
        this.#picture?.toggleMute();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.#picture?.sending) {
      event.preventDefault();
    }
  };

  #change(work: () => void): void {
    work();
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
    if (this.#tab === 'chat') {
      this.#seenChat = this.#state?.chat.length ?? 0;
    }
    render(this.#view(), this);
    const list = this.querySelector<HTMLElement>('.lr-chat:not(:hover)');
    if (list) {
      list.scrollTop = list.scrollHeight;
    }
  }

  #view(): TemplateResult {
    return html`${this.#bar()}
      <div class="ld-columns">
        <section class="ld-picture">${this.#pictureView()}</section>
        <section class="ld-middle">
          ${jobsView(this.#jobs, this.#onAir, this.#commands.jobs)} ${rundownView(this.#details?.rundown ?? [], this.#minutesOnAir)}
        </section>
        <section class="ld-side">${this.#side()}</section>
      </div>`;
  }

  get #minutesOnAir(): number | null {
    return this.#onAir && this.#state?.startedAt ? (Date.now() - Date.parse(this.#state.startedAt)) / 60_000 : null;
  }

  /** Says when something needs a person. */
  #bar(): TemplateResult | typeof nothing {
    const warning =
      this.#commands.error ??
      (this.#onAir ? this.#hindrance : null) ??
      (this.#state?.session === 'ended' ? null : this.#picture?.warning()) ??
      (this.#connection === 'reconnecting' ? roomTexts.reconnecting : null) ??
      (this.#onAir && this.#picture && !this.#busy && !this.#picture.sending && !this.#picture.takeoverNeeded ? texts.nobodySees : null) ??
      (this.#onAir && this.#picture?.state === 'publishing' && this.#state?.cards.length === 0 ? texts.tooFew : null);
    return warning ? html`<p class="ld-bar" role="alert">${withWay(warning)}</p>` : nothing;
  }

  #pictureView(): TemplateResult {
    const state = this.#state;
    const session = state?.session;
    return html`
      <div class="ld-screen" data-session=${session ?? 'loading'}>
        <video playsinline muted autoplay></video>
        <span class=${this.#onAir ? 'lr-live' : 'ld-off'}>${this.#onAir ? texts.onAir : session === 'ended' ? texts.ended : texts.offAir}</span>
        ${this.#onAir && state?.startedAt
          ? html`<time class="ld-time" data-testid="on-air-time">${duration(Date.now() - Date.parse(state.startedAt))}</time>`
          : nothing}
      </div>
      ${roomFigures(state, this.#applications.total)}
      ${session === 'ended' ? nothing : (this.#picture?.view() ?? nothing)} ${this.#controls()} ${this.#onAir ? roomControls(state, (path, body) => this.#commands.send(path, body)) : nothing}
      ${this.#onAir ? html`<p class="ld-keys">${texts.keys}</p>` : nothing}
    `;
  }

  #controls(): TemplateResult {
    const picture = this.#picture;
    if (this.#state?.session === 'ended') {
      return html`<a class="ld-button ld-button-main" href=${`/recruiting/live-rooms/${this.#room()}/summary`}>${texts.summary}</a>`;
    }
    if (!picture || !this.#state) {
      return html`<div class="lr-skeleton" aria-busy="true"><i></i><i></i></div>`;
    }
    if (picture.sending) {
      return html`<button type="button" class="ld-button ld-button-danger" data-testid="end" @click=${this.#end}>${texts.end}</button>`;
    }
    if (picture.takeoverNeeded) {
      return html`<p>${texts.otherPublisher}</p>
        <button type="button" class="ld-button ld-button-main" @click=${() => void picture.start(true)}>${texts.takeover}</button>`;
    }
    return html`
      ${picture.state === 'idle' || picture.state === 'stopped'
        ? html`${this.#onAir ? nothing : html`<p class="lr-hint">${texts.previewHint}</p>`}
            <button type="button" class="ld-button" data-testid="preview" @click=${() => void this.#rehearsal!.run()}>${texts.preview}</button>`
        : picture.state === 'previewing'
          ? html`${this.#rehearsal!.view()}
              <button type="button" class="ld-button" data-testid="check-again" @click=${() => void this.#rehearsal!.run()}>${texts.checkAgain}</button>`
          : nothing}
      <button type="button" class="ld-button ld-button-live" data-testid="go-live" ?disabled=${this.#busy} @click=${this.#goLive}>
        ${this.#busy ? texts.going : this.#onAir ? texts.resume : texts.goLive}
      </button>
      ${this.#onAir ? html`<button type="button" class="ld-button ld-button-danger" data-testid="end" @click=${this.#end}>${texts.end}</button>` : nothing}
    `;
  }

  #side(): TemplateResult {
    const state = this.#state;
    const questions = state ? sortedQuestions(state) : [];
    const tab = (name: Tab, label: string, waiting: number): TemplateResult =>
      html`<button type="button" role="tab" data-testid=${`tab-${name}`} aria-selected=${this.#tab === name} @click=${() => this.#change(() => (this.#tab = name))}>
        ${label}${waiting > 0 ? html`<b>${count(waiting)}</b>` : nothing}
      </button>`;
    return html`<div role="tablist">
        ${tab('questions', texts.questions, questions.filter((question) => question.state === 'open').length)}
        ${tab('chat', texts.chat, Math.max(0, (state?.chat.length ?? 0) - this.#seenChat))} ${tab('applications', texts.received, this.#applications.unseen)}
      </div>
      <div class="ld-side-body" role="tabpanel">
        ${this.#tab === 'questions'
          ? questionsView(questions, this.#onAir, this.#commands.questions)
          : this.#tab === 'chat'
            ? chatView(state?.chat ?? [], this.#session.userId, this.#onAir, this.#commands.chat)
            : this.#applications.view()}
      </div>`;
  }
}
