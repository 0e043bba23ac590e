import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { ReplayPlayer } from '../media';
import { apiBase, get, sentenceOf } from './api';
import { appliedJobs, ApplySheet } from './applySheet';
import type { ChatMessage, JobCard, ReplayDetails, SessionDetails } from './contracts';
import { closeIcon } from './icons';
import { withCard } from './roomState';
import { chatList, jobList, risenCard, type CardActions } from './roomViews';
import { texts } from './texts';
import { duration } from './words';

/** What a moment of the replay shows: the cards and the chat as they were at that second. */
interface Moment {
  cards: JobCard[];
  chat: ChatMessage[];
  notice: string | null;
}

/** `<live-replay room="…">`: the recording, with cards, notices and chat again at their second; one can apply from it. */
export class LiveReplayElement extends HTMLElement implements CardActions {
  #replay: ReplayDetails | null = null;
  #player: ReplayPlayer | null = null;
  #session: SessionDetails = { isSignedIn: false, phoneVerified: false };
  #time = 0;
  #failed: string | null = null;
  #applying = false;
  #dismissed: string | null = null;
  #drawing = 0;
  readonly #applied = new Set<string>();
  #apply!: ApplySheet;

  connectedCallback(): void {
    const room = this.getAttribute('room') ?? '';
    this.classList.add('lr', 'lr-replay');
    this.replaceChildren();
    this.#apply = new ApplySheet(
      room,
      () => this.#session,
      () => this.#draw(),
      (session) => this.#signedIn(session),
      (jobId) => this.#applied.add(jobId),
      () => this.#show(false),
    );
    this.#render();
    void this.#load(room);
  }

  disconnectedCallback(): void {
    this.#player?.stop();
  }

  apply(card: JobCard): void {
    this.#apply.open(card);
    this.#show(true);
  }

  applied(jobId: string): boolean {
    return this.#applied.has(jobId);
  }

  async #load(room: string): Promise<void> {
    const session = this.getAttribute('session');
    void get<SessionDetails>('/api/session').then((known) => this.#signedIn(known), () => undefined);
    try {
      this.#replay = await get<ReplayDetails>(`/api/live-rooms/${room}/replay${session ? `?session=${session}` : ''}`);
    } catch (error) {
      this.#failed = sentenceOf(error);
      this.#draw();
      return;
    }
    const sessionId = this.#replay.room.sessionId;
    this.#player = new ReplayPlayer(this.querySelector('video')!, {
      recordingUrl: `${apiBase}/media/sessions/${sessionId}/recording.mp4`,
      hlsUrl: `${apiBase}/media/sessions/${sessionId}/hls/index.m3u8`,
    });
    this.#player.on('time', (time) => {
      this.#time = time;
      this.#draw();
    });
    this.#player.on('problem', () => {
      this.#failed = texts.noPicture;
      this.#draw();
    });
    this.#player.start();
    this.#draw();
  }

  #signedIn(session: SessionDetails): void {
    this.#session = session;
    if (session.isSignedIn) {
      void appliedJobs().then((jobs) => {
        jobs.forEach((job) => this.#applied.add(job));
        this.#draw();
      });
    }
  }

  /** Everything up to this second, so that seeking to and fro shows what was shown. */
  #moment(): Moment {
    const moment: Moment = { cards: [], chat: [], notice: null };
    for (const item of this.#replay?.timeline ?? []) {
      if ((item.mediaTime ?? 0) > this.#time) {
        break;
      }
      if (item.kind === 'card') {
        moment.cards = withCard(moment.cards, item.card);
      } else if (item.kind === 'chat') {
        moment.chat.push(item.message);
      } else if (item.kind === 'chat-removed') {
        moment.chat = moment.chat.filter((line) => line.id !== item.messageId);
      } else if (item.kind === 'notice') {
        moment.notice = item.text ?? null;
      }
    }
    moment.chat = moment.chat.slice(-100);
    return moment;
  }

  /** Every job of the session that still stands; the one that is presented at this second comes first, also when it was withdrawn later. */
  #pushedCards(moment: Moment): JobCard[] {
    const isCurrent = (card: JobCard): boolean => moment.cards.some((known) => known.id === card.id && known.state === 'current');
    const last = new Map<string, JobCard>();
    for (const item of this.#replay?.timeline ?? []) {
      if (item.kind === 'card') {
        last.set(item.card.id, item.card);
      }
    }
    return [...last.values()]
      .filter((card) => card.state !== 'withdrawn' || isCurrent(card))
      .map((card) => ({ ...card, state: isCurrent(card) ? ('current' as const) : ('shown' as const) }))
      .sort((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)));
  }

  #goTo(mediaTime: number): void {
    this.#player?.seek(mediaTime);
    // A tap on a chapter asks to see it; where the browser says no, the controls are there.
    void this.querySelector('video')?.play().catch(() => undefined);
  }

  #show(applying: boolean): void {
    this.#applying = applying;
    this.#draw();
    const sheet = this.querySelector<HTMLDialogElement>('.lr-sheet');
    if (applying) {
      sheet?.show();
    } else {
      sheet?.close();
    }
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
    const moment = this.#moment();
    const card = moment.cards.find((known) => known.state === 'current');
    return html`
      <div class="lr-stage" data-session="replay">
        <video playsinline controls preload="metadata"></video>
        <header class="lr-top">
          <span class="lr-who"><b class="ld-off">${texts.replayOf}</b><strong>${this.getAttribute('employer') ?? ''}</strong></span>
          <a class="lr-round" href="/" aria-label=${texts.close}>${closeIcon}</a>
        </header>
        ${this.#failed ? html`<div class="lr-placard"><p>${this.#failed}</p></div>` : nothing}
        <div class="lr-foot">
          ${moment.notice ? html`<p class="lr-notice">${moment.notice}</p>` : nothing}
          ${card && this.#dismissed !== card.id && !this.#applying
            ? risenCard(
                card,
                this,
                () => {
                  this.#dismissed = card.id;
                  this.#draw();
                },
                closeIcon,
              )
            : nothing}
        </div>
      </div>
      <aside class="lr-panel" aria-label=${texts.jobs}>
        <div class="lr-panel-body">
          ${this.#chapters()} ${jobList(this.#pushedCards(moment), this)} ${moment.chat.length > 0 ? chatList(moment.chat, this.#session.userId) : nothing}
        </div>
      </aside>
      <dialog class="lr-sheet" data-sheet="apply">
        <button type="button" class="lr-sheet-close" aria-label=${texts.sheetClose} @click=${() => this.#show(false)}>${closeIcon}</button>
        ${this.#applying ? this.#apply.view() : nothing}
      </dialog>
    `;
  }

  /** Where each job was presented: a tap goes there. */
  #chapters(): TemplateResult {
    const pushes = (this.#replay?.timeline ?? []).flatMap((item) =>
      item.kind === 'card' && item.card.state === 'current' && item.mediaTime != null ? [{ at: item.mediaTime, card: item.card }] : [],
    );
    // Pinning tells the card again, and two presses push it twice: one moment is one chapter.
    const pushed = new Map(pushes.reverse().map((push) => [`${push.card.id}@${duration(push.card.mediaTime ?? push.at)}`, push]));
    const chapters = [
      ...[...pushed].map(([key, { at, card }]) => ({
        key,
        at,
        view: html`<li><button type="button" @click=${() => this.#goTo(at)}><time>${duration(at)}</time>${card.job.title}</button></li>`,
      })),
      ...(this.#replay?.gaps ?? []).map(({ at }) => ({ key: `gap@${at}`, at, view: html`<li class="lr-gap"><time>${duration(at)}</time>${texts.gap}</li>` })),
    ].sort((a, b) => a.at - b.at);
    return html`<ol class="lr-chapters">
      ${repeat(
        chapters,
        (chapter) => chapter.key,
        (chapter) => chapter.view,
      )}
    </ol>`;
  }
}
