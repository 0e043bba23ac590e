import { html, nothing, render, type TemplateResult } from 'lit-html';
import { get } from './api';
import { appliedJobs, ApplySheet } from './applySheet';
import { CardTiming } from './cardTiming';
import type { FeedItem, JobCard, SessionDetails } from './contracts';
import { DanmakuOverlay } from './danmakuOverlay';
import { closeIcon } from './icons';
import { LikeButton } from './likes';
import { RoomClient, type ConnectionState } from './roomClient';
import { applyItem, currentCard, fromSnapshot, withCard, type RoomState } from './roomState';
import { chatLine, reportLine, risenCard, type CardActions } from './roomViews';
import { SignInForm } from './signInForm';
import { SpeechBan } from './speechBan';
import { texts } from './texts';
import { ViewerPicture } from './viewerPicture';
import { panelView, sheetView, type RoomContents, type Sheet, type Tab } from './viewerSheets';
import { ViewerTalk } from './viewerTalk';
import { barView, placardView, stripsView, topView, type ViewerActions, type ViewerModel } from './viewerViews';
import { clock } from './words';

const LINES_ON_PICTURE = 4;

/**
 * `<live-room room="…">`: the viewer's place. The picture fills a phone's screen, and one thumb reaches everything;
 * on a desk the chat, jobs and questions stand beside it. Attribute `employer` names who is live, `source` where the
 * viewer came from (share, home, search, qr, direct), `own` that the room is for the organisation alone.
 */
export class LiveRoomElement extends HTMLElement implements CardActions {
  #state: RoomState | null = null;
  #session: SessionDetails = { isSignedIn: false, phoneVerified: false };
  #client: RoomClient | null = null;
  #connection: ConnectionState = 'connecting';
  #sheet: Sheet = 'none';
  #tab: Tab = 'chat';
  #shownCard: string | null = null;
  #dismissed: string | null = null;
  #hint: string | null = null;
  #refusal: string | null = null;
  #drawing = 0;
  readonly #applied = new Set<string>();
  #danmaku: DanmakuOverlay | null = null;
  readonly #likes = new LikeButton(
    () => this.querySelector<HTMLElement>('.lr-hearts'),
    (likes) => this.#client?.like(likes),
  );
  readonly #picture = new ViewerPicture(
    () => this.querySelector('video')!,
    () => this.#draw(),
    (time) => this.#cards.moved(time),
  );
  readonly #cards = new CardTiming(
    () => this.#picture.mediaTime,
    (card) => this.#showCard(card),
  );
  readonly #talk = new ViewerTalk(
    () => this.#room,
    (text) => this.#client!.sendChat(text),
    () => this.#session.isSignedIn,
    () => this.#open('sign-in'),
    () => this.#draw(),
  );
  readonly #signIn = new SignInForm(
    () => this.#draw(),
    (session) => {
      this.#signedIn(session);
      this.#open('none');
    },
  );
  readonly #restricted = new SpeechBan(() => {
    this.#talk.error = null;
    this.#draw();
  });
  #apply!: ApplySheet;

  get #room(): string {
    return this.getAttribute('room') ?? '';
  }

  connectedCallback(): void {
    this.#apply = new ApplySheet(
      this.#room,
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
    void this.#enter();
  }

  disconnectedCallback(): void {
    void this.#client?.stop();
    this.#picture.stop();
    this.#cards.stop();
    this.#restricted.free();
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

  async #enter(): Promise<void> {
    void get<SessionDetails>('/api/session').then((session) => {
      this.#session = session;
      this.#draw();
      if (session.isSignedIn) {
        void this.#loadApplied();
      }
    }, () => undefined);
    this.#client = new RoomClient(
      this.#room,
      {
        snapshot: (snapshot) => {
          this.#state = fromSnapshot(snapshot);
          const current = currentCard(this.#state);
          if (current) {
            this.#showCard(current);
          }
          if (this.#state.session === 'onAir') {
            this.#picture.watch(this.#room);
          }
          this.#draw();
        },
        items: (items) => {
          items.forEach((item) => this.#take(item));
          this.#draw();
        },
        audience: (audience) => {
          this.#state = { ...this.#state!, audience };
          this.#draw();
        },
        connection: (state) => {
          this.#connection = state;
          if (state === 'connecting') {
            // Whoever is still muted is told so with the way in.
            this.#restricted.free();
          }
          this.#draw();
        },
        restricted: (until, removed) => {
          this.#talk.error = until ? texts.mutedUntil(clock(until)) : texts.muteLifted;
          this.#restricted.take(removed ? null : until);
          this.#draw();
        },
        refused: (_code, title) => {
          this.#refusal = title;
          this.#picture.stop();
          this.#draw();
        },
      },
      { source: this.getAttribute('source') ?? 'direct' },
    );
    await this.#client.start();
  }

  #take(item: FeedItem): void {
    if (item.kind === 'card') {
      this.#cards.arrived(item.card);
      // The card waits for the picture; the number does not.
      this.#state = { ...this.#state!, sequence: Math.max(this.#state!.sequence, item.sequence) };
      return;
    }
    this.#state = applyItem(this.#state!, item);
    if (item.kind === 'chat') {
      this.#danmaku?.emit(item.message.text, item.message.authorId === this.#session.userId, item.message.staff);
    } else if (item.kind === 'started') {
      this.#picture.watch(this.#room);
    } else if (item.kind === 'ended') {
      this.#picture.stop();
      this.dispatchEvent(new CustomEvent('session-ended', { bubbles: true }));
    }
  }

  async #loadApplied(): Promise<void> {
    (await appliedJobs()).forEach((job) => this.#applied.add(job));
    this.#draw();
  }

  #signedIn(session: SessionDetails): void {
    this.#session = session;
    void this.#loadApplied();
    // The socket still speaks for the anonymous viewer: come in again as the person.
    void this.#client?.stop().then(() => this.#enter());
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
    // Drawn before it is shown, so that the cursor stands in the sheet's first field.
    this.#render();
    const dialog = this.querySelector<HTMLDialogElement>('.lr-sheet');
    if (sheet === 'none') {
      dialog?.close();
    } else if (dialog && !dialog.open) {
      // Not modal: the picture goes on above, and can be seen and heard.
      dialog.show();
    }
  }

  async #share(): Promise<void> {
    const url = `${location.origin}/live/${this.#room}?from=share`;
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

  readonly #actions: ViewerActions = {
    say: (event) => void this.#talk.say(event),
    like: () => {
      this.#likes.tap();
      this.#draw();
    },
    toggleDanmaku: () => {
      this.#danmaku?.toggle();
      this.#draw();
    },
    toggleSheet: (sheet) => this.#open(this.#sheet === sheet ? 'none' : sheet),
    unmute: () => this.#picture.unmute(),
    toLive: () => this.#picture.toLive(),
    share: () => void this.#share(),
  };

  #model(): ViewerModel {
    return {
      room: this.#room,
      employer: this.getAttribute('employer') ?? '',
      shared: !this.hasAttribute('own'),
      state: this.#state,
      player: this.#picture.state,
      connection: this.#connection,
      behind: this.#picture.behind,
      muted: this.#picture.muted,
      soundOnly: this.#picture.soundOnly,
      danmakuShown: this.#danmaku?.shown ?? true,
      signedIn: this.#session.isSignedIn,
      mutedUntil: this.#restricted.until,
      refusal: this.#refusal,
      sayError: this.#talk.error,
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
    const contents: RoomContents = { room: this.#room, state, userId: this.#session.userId, cards: this, talk: this.#talk };
    const card = state && currentCard(state);
    const risen = card && this.#dismissed !== card.id && this.#sheet !== 'apply' ? card : null;
    return html`
      <div class="lr-stage" data-state=${this.#picture.state} data-session=${state?.session ?? 'loading'} data-shape=${this.#picture.shape}>
        <video playsinline muted autoplay @resize=${this.#picture.measure} @loadedmetadata=${this.#picture.measure}></video>
        <div class="lr-danmaku" aria-hidden="true"></div>
        <div class="lr-hearts" aria-hidden="true"></div>
        ${topView(model, this.#actions)} ${stripsView(model, this.#actions)} ${placardView(model)}
        <div class="lr-foot">
          ${state?.notice ? html`<p class="lr-notice" role="status">${state.notice}</p>` : nothing}
          <ol class="lr-lines" aria-hidden="true">
            ${(state?.chat ?? []).slice(-LINES_ON_PICTURE).map((line) => chatLine(line, line.authorId === this.#session.userId, line.authorId === this.#session.userId ? nothing : reportLine(this.#room, line)))}
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
      ${panelView(contents, this.#tab, (tab) => {
        this.#tab = tab;
        this.#draw();
      })}
      ${sheetView(
        contents,
        this.#sheet,
        { apply: () => this.#apply.view(), signIn: () => this.#signIn.view(texts.signInChatTitle) },
        () => this.#open('none'),
      )}
    `;
  }
}
