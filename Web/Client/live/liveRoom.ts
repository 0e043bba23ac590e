import { html, nothing, render, type TemplateResult } from 'lit-html';
import { LivePlayer, type PlayerState } from '../media';
import { apiBase, commandKey, get, post, sentenceOf, socketBase } from './api';
import { ApplySheet } from './applySheet';
import { CardTiming } from './cardTiming';
import type { JobCard, Question, SessionDetails } from './contracts';
import { DanmakuOverlay } from './danmakuOverlay';
import { closeIcon } from './icons';
import { LikeButton } from './likes';
import { RoomClient, type ConnectionState } from './roomClient';
import { applyItem, currentCard, drawerCards, fromSnapshot, sortedQuestions, withCard, type RoomState } from './roomState';
import { chatLine, chatList, jobList, questionList, risenCard, type CardActions } from './roomViews';
import { SignInForm } from './signInForm';
import { texts } from './texts';
import { barView, placardView, stripsView, topView, type ViewerActions, type ViewerModel } from './viewerViews';
import { clock } from './words';

type Sheet = 'none' | 'jobs' | 'questions' | 'apply' | 'sign-in';
type Tab = 'chat' | 'jobs' | 'questions';

const LINES_ON_PICTURE = 4;

/**
 * `<live-room room="…">`: the viewer's place. The picture fills a phone's screen, and one thumb reaches everything;
 * on a desk the chat, jobs and questions stand beside it. Attribute `employer` names who is live, `source` where the
 * viewer came from (share, home, search, qr, direct).
 */
export class LiveRoomElement extends HTMLElement implements CardActions {
  #state: RoomState | null = null;
  #session: SessionDetails = { isSignedIn: false, phoneVerified: false };
  #client: RoomClient | null = null;
  #player: LivePlayer | null = null;
  #playerState: PlayerState = 'idle';
  #connection: ConnectionState = 'connecting';
  #muted = true;
  #behind = 0;
  #soundOnly = false;
  #sheet: Sheet = 'none';
  #tab: Tab = 'chat';
  #shownCard: string | null = null;
  #dismissed: string | null = null;
  #sayError: string | null = null;
  #hint: string | null = null;
  #shape: 'wide' | 'upright' = 'upright';
  #restricted: { until: string | null; removed: boolean } | null = null;
  #refusal: string | null = null;
  #drawing = 0;
  readonly #applied = new Set<string>();
  readonly #voted = new Set<string>();
  #danmaku: DanmakuOverlay | null = null;
  readonly #likes = new LikeButton(
    () => this.querySelector<HTMLElement>('.lr-hearts'),
    (likes) => this.#client?.like(likes),
  );
  readonly #cards = new CardTiming(
    () => (this.#playerState === 'playing' ? (this.#player?.mediaTime ?? null) : null),
    (card) => this.#showCard(card),
  );
  readonly #signIn = new SignInForm(
    () => this.#draw(),
    (session) => {
      this.#signedIn(session);
      this.#open('none');
    },
  );
  #apply!: ApplySheet;

  connectedCallback(): void {
    const room = this.getAttribute('room') ?? '';
    this.#apply = new ApplySheet(
      room,
      () => this.#session,
      () => this.#draw(),
      (session) => this.#signedIn(session),
      (jobId) => this.#applied.add(jobId),
      () => this.#open('none'),
    );
    this.classList.add('lr');
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#sheet !== 'none') {
        this.#open('none');
      }
    });
    this.replaceChildren();
    this.#render();
    this.#danmaku = new DanmakuOverlay(this.querySelector<HTMLElement>('.lr-danmaku')!);
    void this.#enter(room);
  }

  disconnectedCallback(): void {
    void this.#client?.stop();
    this.#player?.stop();
    this.#cards.stop();
    this.#danmaku?.destroy();
  }

  apply(card: JobCard): void {
    this.#client?.cardOpened(card.id);
    this.#apply.open(card);
    this.#open('apply');
  }

  applied(jobId: string): boolean {
    return this.#applied.has(jobId);
  }

  async #enter(room: string): Promise<void> {
    void get<SessionDetails>('/api/session').then((session) => {
      this.#session = session;
      this.#draw();
      if (session.isSignedIn) {
        void this.#loadApplied();
      }
    }, () => undefined);
    this.#client = new RoomClient(
      room,
      {
        snapshot: (snapshot) => {
          this.#state = fromSnapshot(snapshot);
          const current = currentCard(this.#state);
          if (current) {
            this.#showCard(current);
          }
          this.#watch(room);
          this.#draw();
        },
        items: (items) => {
          for (const item of items) {
            if (item.kind === 'card') {
              this.#cards.arrived(item.card);
              // The card waits for the picture; the number does not.
              this.#state = { ...this.#state!, sequence: Math.max(this.#state!.sequence, item.sequence) };
              continue;
            }
            this.#state = applyItem(this.#state!, item);
            if (item.kind === 'chat') {
              this.#danmaku?.emit(item.message.text, item.message.authorId === this.#session.userId, item.message.staff);
            } else if (item.kind === 'started') {
              this.#watch(room);
            } else if (item.kind === 'ended') {
              this.#player?.stop();
              this.#player = null;
              this.dispatchEvent(new CustomEvent('session-ended', { bubbles: true }));
            }
          }
          this.#draw();
        },
        audience: (audience) => {
          this.#state = { ...this.#state!, audience };
          this.#draw();
        },
        connection: (state) => {
          this.#connection = state;
          this.#draw();
        },
        restricted: (until, removed) => {
          this.#restricted = until ? { until, removed } : null;
          this.#sayError = until ? texts.mutedUntil(clock(until)) : texts.muteLifted;
          this.#draw();
        },
        refused: (_code, title) => {
          this.#refusal = title;
          this.#player?.stop();
          this.#draw();
        },
      },
      { source: this.getAttribute('source') ?? 'direct' },
    );
    await this.#client.start();
  }

  #watch(room: string): void {
    if (this.#player || this.#state?.session !== 'onAir') {
      return;
    }
    const video = this.querySelector('video')!;
    const player = new LivePlayer(video, {
      wsUrl: `${socketBase}/media/rooms/${room}/play`,
      hlsUrl: `${apiBase}/media/rooms/${room}/hls/index.m3u8`,
    });
    this.#player = player;
    player.on('state', (state) => {
      this.#playerState = state;
      this.#draw();
    });
    player.on('muted', (muted) => {
      this.#muted = muted;
      this.#draw();
    });
    player.on('behind', (behind) => {
      this.#behind = behind;
      this.#draw();
    });
    player.on('way', (way) => {
      this.#soundOnly = way === 'audio';
      this.#draw();
    });
    player.on('time', (time) => this.#cards.moved(time));
    player.start();
  }

  async #loadApplied(): Promise<void> {
    const mine = await get<{ items: { jobId: string; state: string }[] }>('/api/applications').catch(() => null);
    mine?.items.filter((application) => application.state !== 'withdrawn').forEach((application) => this.#applied.add(application.jobId));
    this.#draw();
  }

  #signedIn(session: SessionDetails): void {
    this.#session = session;
    void this.#loadApplied();
    // The socket still speaks for the anonymous viewer: come in again as the person.
    const room = this.getAttribute('room') ?? '';
    void this.#client?.stop().then(() => this.#enter(room));
  }

  #showCard(card: JobCard): void {
    if (!this.#state) {
      return;
    }
    this.#state = { ...this.#state, cards: withCard(this.#state.cards, card) };
    if (card.state === 'current') {
      this.#dismissed = null;
      if (this.#shownCard !== `${card.id}@${card.pushedAt}`) {
        this.#shownCard = `${card.id}@${card.pushedAt}`;
        this.#client?.cardViewed(card.id);
      }
    }
    this.#draw();
  }

  #open(sheet: Sheet): void {
    this.#sheet = sheet;
    this.#draw();
    const dialog = this.querySelector<HTMLDialogElement>('.lr-sheet');
    if (sheet === 'none') {
      dialog?.close();
    } else if (dialog && !dialog.open) {
      // Not modal: the picture goes on above, and can be seen and heard.
      dialog.show();
    }
  }

  readonly #say = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const input = form.elements.namedItem('text') as HTMLInputElement;
    const text = input.value.trim();
    if (!this.#session.isSignedIn) {
      this.#open('sign-in');
      return;
    }
    if (text.length === 0) {
      return;
    }
    try {
      const answer = await this.#client!.sendChat(text);
      this.#sayError = answer.problem?.title ?? null;
      if (!answer.problem) {
        input.value = '';
      }
    } catch {
      this.#sayError = texts.reconnecting;
    }
    this.#draw();
  };

  readonly #ask = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('question') as HTMLInputElement;
    const text = input.value.trim();
    if (!this.#session.isSignedIn) {
      this.#open('sign-in');
      return;
    }
    if (text.length === 0) {
      return;
    }
    await this.#attempt(async () => {
      await post<Question>(`/api/live-rooms/${this.getAttribute('room')}/questions`, { text }, commandKey());
      input.value = '';
    });
  };

  readonly #vote = (question: Question): void => {
    if (!this.#session.isSignedIn) {
      this.#open('sign-in');
      return;
    }
    const up = !this.#voted.has(question.id);
    if (up) {
      this.#voted.add(question.id);
    } else {
      this.#voted.delete(question.id);
    }
    void this.#attempt(async () => {
      await post(`/api/live-rooms/${this.getAttribute('room')}/questions/${question.id}/votes`, { up });
    });
  };

  readonly #measure = (event: Event): void => {
    const video = event.target as HTMLVideoElement;
    this.#shape = video.videoWidth > video.videoHeight ? 'wide' : 'upright';
    this.#draw();
  };

  async #share(): Promise<void> {
    const url = `${location.origin}/live/${this.getAttribute('room')}?from=share`;
    if (typeof navigator.share === 'function' && matchMedia('(pointer: coarse)').matches) {
      await navigator.share({ title: document.title, url }).catch(() => undefined);
      return;
    }
    await navigator.clipboard?.writeText(url).catch(() => undefined);
    this.#hint = texts.shared;
    this.#draw();
    setTimeout(() => {
      this.#hint = null;
      this.#draw();
    }, 3000);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#sayError = null;
    } catch (error) {
      this.#sayError = sentenceOf(error);
    }
    this.#draw();
  }

  readonly #actions: ViewerActions = {
    say: (event) => void this.#say(event),
    like: () => {
      this.#likes.tap();
      this.#draw();
    },
    toggleDanmaku: () => {
      this.#danmaku?.toggle();
      this.#draw();
    },
    toggleSheet: (sheet) => this.#open(this.#sheet === sheet ? 'none' : sheet),
    unmute: () => void this.#player?.unmute(),
    toLive: () => this.#player?.toLive(),
    share: () => void this.#share(),
  };

  #model(): ViewerModel {
    return {
      room: this.getAttribute('room') ?? '',
      employer: this.getAttribute('employer') ?? '',
      state: this.#state,
      player: this.#playerState,
      connection: this.#connection,
      behind: this.#behind,
      muted: this.#muted,
      soundOnly: this.#soundOnly,
      danmakuShown: this.#danmaku?.shown ?? true,
      signedIn: this.#session.isSignedIn,
      restricted: this.#restricted !== null,
      refusal: this.#refusal,
      sayError: this.#sayError,
      hint: this.#hint,
      pendingLikes: this.#likes.pending,
    };
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
    this.querySelectorAll<HTMLElement>('.lr-chat').forEach((list) => {
      if (list.dataset.held !== 'true') {
        list.scrollTop = list.scrollHeight;
      }
    });
  }

  #view(): TemplateResult {
    const state = this.#state;
    const model = this.#model();
    const card = state && currentCard(state);
    const risen = card && this.#dismissed !== card.id && this.#sheet !== 'apply' ? card : null;
    return html`
      <div class="lr-stage" data-state=${this.#playerState} data-session=${state?.session ?? 'loading'} data-shape=${this.#shape}>
        <video playsinline muted autoplay @resize=${this.#measure} @loadedmetadata=${this.#measure}></video>
        <div class="lr-danmaku" aria-hidden="true"></div>
        <div class="lr-hearts" aria-hidden="true"></div>
        ${topView(model, this.#actions)} ${stripsView(model, this.#actions)} ${placardView(model)}
        <div class="lr-foot">
          ${state?.notice ? html`<p class="lr-notice" role="status">${state.notice}</p>` : nothing}
          <ol class="lr-lines" aria-hidden="true">
            ${(state?.chat ?? []).slice(-LINES_ON_PICTURE).map((line) => chatLine(line, line.authorId === this.#session.userId))}
          </ol>
          ${risen
            ? risenCard(
                risen,
                this,
                () => {
                  this.#dismissed = risen.id;
                  this.#draw();
                },
                closeIcon,
              )
            : nothing}
          ${barView(model, this.#actions)}
        </div>
      </div>
      ${this.#panel()}
      <dialog class="lr-sheet" data-sheet=${this.#sheet}>
        <button type="button" class="lr-sheet-close" aria-label=${texts.sheetClose} @click=${() => this.#open('none')}>${closeIcon}</button>
        ${this.#sheetBody()}
      </dialog>
    `;
  }

  #panel(): TemplateResult {
    const state = this.#state;
    const tab = (name: Tab, label: string): TemplateResult =>
      html`<button
        type="button"
        role="tab"
        aria-selected=${this.#tab === name}
        @click=${() => {
          this.#tab = name;
          this.#draw();
        }}
      >
        ${label}
      </button>`;
    return html`<aside class="lr-panel" aria-label=${texts.chat}>
      <div role="tablist">
        ${tab('chat', texts.chat)} ${tab('jobs', `${texts.jobs} ${state ? drawerCards(state).length : 0}`)} ${tab('questions', texts.questions)}
      </div>
      <div class="lr-panel-body" role="tabpanel">
        ${this.#tab === 'chat' ? chatList(state?.chat ?? [], this.#session.userId) : this.#tab === 'jobs' ? this.#jobs() : this.#questions()}
      </div>
    </aside>`;
  }

  #jobs(): TemplateResult {
    return jobList(this.#state ? drawerCards(this.#state) : [], this);
  }

  #questions(): TemplateResult {
    return html`<form class="lr-ask" @submit=${this.#ask}>
        <input name="question" maxlength="200" autocomplete="off" placeholder=${texts.askHint} aria-label=${texts.ask} />
        <button class="lr-button-plain">${texts.ask}</button>
      </form>
      ${this.#sayError ? html`<p class="lr-error" role="alert">${this.#sayError}</p>` : nothing}
      ${questionList(this.#state ? sortedQuestions(this.#state) : [], (id) => this.#voted.has(id), this.#vote)}`;
  }

  #sheetBody(): TemplateResult | typeof nothing {
    switch (this.#sheet) {
      case 'none':
        return nothing;
      case 'jobs':
        return html`<h3>${texts.jobs}</h3>${this.#jobs()}`;
      case 'questions':
        return html`<h3>${texts.questions}</h3>${this.#questions()}`;
      case 'apply':
        return this.#apply.view();
      case 'sign-in':
        return this.#signIn.view(texts.signInChatTitle);
    }
  }
}
