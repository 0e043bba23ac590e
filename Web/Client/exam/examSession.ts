import { RefusedError, sentenceOf, UnreachableError } from '../live/api';
import { AnswerOutbox } from './answerOutbox';
import { Answers } from './answers';
import type { AnswerItem, ExamReceipt, ExamSessionView, Heartbeat, SessionPhase } from './contracts';
import { deviceId, deviceName } from './device';
import { Ending } from './ending';
import { ExamApi } from './examApi';
import { ExamHub, type ExamHints } from './examHub';
import type { ExamStore, KeptChange, KeptSession } from './examStore';
import { Heart } from './heart';
import { InStep } from './inStep';
import { followPageLife } from './pageLife';
import { PaperDesk } from './paperDesk';
import { ServerClock } from './serverClock';
import { SessionTime } from './sessionTime';
import { SoleTab } from './soleTab';

export type Stage =
  | 'opening'
  | 'unreachable'
  | 'refused'
  | 'otherTab'
  | 'tabLeft'
  | 'notOpen'
  | 'door'
  | 'anotherDevice'
  | 'preparing'
  | 'answering'
  | 'timeUp'
  | 'overtaken'
  | 'ended';

/** While something must be asked for, this often; each page at its own moment. */
const askEvery = 4_000;

export type RoomHints = Pick<ExamHints, 'messageArrived' | 'lookRequested' | 'lookSignal' | 'lookEnded'> & {
  changed(): void;
  connected(): void;
};

/**
 * One candidate in one sitting, seen from the browser: what the server said last, what this machine holds, and what follows from
 * the two. It decides nothing about time or about the end: it asks, and shows.
 */
export class ExamSession {
  readonly clock = new ServerClock();
  readonly time = new SessionTime(this.clock);
  readonly api: ExamApi;
  readonly outbox: AnswerOutbox;
  readonly answers: Answers;
  readonly paper: PaperDesk;
  readonly hub: ExamHub;
  stage: Stage = 'opening';
  view: ExamSessionView | null = null;
  sentence: string | null = null;
  /** Whoever sits here has to sign in before anything else. */
  signedOut = false;
  /** The server answers; false from the first call that did not come back. */
  reachable = true;
  #rejected: { sentence: string; questionId: string } | null = null;
  kept: KeptSession | null = null;
  /** What the devices do, for the heartbeat. */
  heart: () => Pick<Heartbeat, 'camera' | 'microphone' | 'screen' | 'fullScreen'> = () => ({});
  readonly #tab: SoleTab;
  readonly #heart: Heart;
  readonly #inStep = new InStep(this);
  readonly #ending = new Ending(this);
  #stopFollowing: (() => void) | null = null;
  #asking: Promise<void> | null = null;
  #askTimer = 0;
  #left = false;

  constructor(
    readonly id: string,
    readonly store: ExamStore,
    private readonly hints: RoomHints,
  ) {
    this.api = new ExamApi(id, this.clock);
    const line = {
      save: (epoch: number, items: AnswerItem[], last?: boolean) => this.api.save(epoch, items, last),
      durable: async () => (await this.api.sheet()).durableSequence,
      secondsLeft: () => this.time.left,
      isSole: () => this.#tab.held,
    };
    this.outbox = new AnswerOutbox(id, store, line, {
      changed: () => this.answers.outboxChanged(),
      acknowledged: (ack, batch) => {
        if (batch.some((change) => change.questionId === this.#rejected?.questionId)) {
          this.#rejected = null;
        }
        this.#heard(ack);
        this.answers.acknowledged(ack, batch);
      },
      keptApart: (code, batch) => this.#keptApart(code, batch),
      rejected: (sentence, change) => (this.#rejected = { sentence, questionId: change.questionId }),
      unreached: () => this.#reached(false),
      overtakenTab: () => this.#leaveTab(),
    });
    this.answers = new Answers(id, this.outbox, () => this.nowText, () => this.hints.changed());
    this.paper = new PaperDesk(this, store, () => this.hints.changed());
    this.hub = new ExamHub(id, {
      ...hints,
      paperOpened: (key) => this.paper.opened(key),
      reread: () => void this.ask(),
      connected: () => {
        this.outbox.hurry();
        void this.ask();
        hints.connected();
      },
    });
    this.#heart = new Heart(
      (heartbeat) => this.api.beat(heartbeat),
      () => (this.kept?.epoch ? { epoch: this.kept.epoch, pending: this.outbox.pending.length, visible: !document.hidden, ...this.heart() } : null),
      (ack) => {
        this.#reached(true);
        this.#heard(ack);
        if (ack.overtaken || ack.state !== this.view?.state) {
          void this.ask();
        }
      },
      () => this.#reached(false),
    );
    this.#tab = new SoleTab(id, {
      yield: async () => {
        this.answers.settleAll();
        await Promise.race([this.outbox.drain(), new Promise((resolve) => setTimeout(resolve, 1_500))]);
        this.#leaveTab();
      },
      lost: () => this.#leaveTab(),
    });
  }

  /** What the server said of a change it did not take; gone with the next receipt for that question. */
  get rejected(): string | null {
    return this.#rejected?.sentence ?? null;
  }

  /** The server's time as text, for the record; this machine's own where the server's is not known. */
  get nowText(): string {
    return new Date(this.clock.now() ?? Date.now()).toISOString();
  }

  async open(): Promise<void> {
    this.kept = (await this.store.session(this.id)) ?? null;
    if (!(await this.#tab.claim())) {
      this.#become('otherTab');
      return;
    }
    await this.#enterRoom();
  }

  async takeOverTab(): Promise<void> {
    this.#become('opening');
    await this.#tab.takeOver();
    this.kept = (await this.store.session(this.id)) ?? null;
    await this.#enterRoom();
  }

  close(): void {
    this.#left = true;
    clearTimeout(this.#askTimer);
    this.#heart.stop();
    this.#stopFollowing?.();
    this.outbox.stop();
    this.hub.stop();
    this.#tab.close();
  }

  /** Once a second: what only the passing of time brings about. */
  tick(): void {
    if (this.stage === 'answering' && this.time.isOver) {
      this.answers.settleAll();
      this.outbox.hurry();
      this.#become('timeUp');
      void this.ask();
    } else if (this.stage === 'timeUp' && !this.time.isOver && this.time.left !== null) {
      this.#become('answering');
    } else if (this.stage === 'notOpen' && this.time.hasOpened) {
      void this.ask();
    } else if (this.stage === 'preparing') {
      this.paper.tick();
    }
    if (this.time.deadline === null && (this.stage === 'answering' || this.stage === 'timeUp')) {
      void this.ask();
    }
  }

  /** Reads the session; one question at a time, and again by itself while the answer matters. */
  ask(): Promise<void> {
    // A tab that gave its place away knows nothing any more: only a reload asks for the place again.
    if (this.#left) {
      return Promise.resolve();
    }
    this.#asking ??= this.#read().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Takes the next entry for this device. */
  async enter(): Promise<void> {
    try {
      this.view = await this.api.enter(deviceId(), deviceName());
      this.#rejected = null;
      this.sentence = null;
      await this.#inStep.enter(this.view);
      await this.#follow(this.view);
    } catch (error) {
      this.sentence = sentenceOf(error);
      if (error instanceof RefusedError && (error.code === 'exam.another-device' || error.code === 'exam.device-refused')) {
        this.#become('anotherDevice');
      } else {
        this.hints.changed();
      }
    }
  }

  /** A step of the preparation answered with the session as it is now. */
  prepared(view: ExamSessionView): void {
    this.#apply(view);
    this.#askAgain();
  }

  async handIn(): Promise<void> {
    const receipt = await this.#ending.handIn();
    await this.#ended({ ...this.view!, state: 'handedIn', receipt });
  }

  async #enterRoom(): Promise<void> {
    void this.hub.start();
    this.#stopFollowing ??= followPageLife({
      shown: (visible) => {
        this.answers.settleAll();
        this.outbox.hurry();
        if (visible) {
          // A tab that slept must not go on with what it knew before.
          void this.ask();
        }
      },
      online: () => {
        this.outbox.hurry();
        void this.ask();
      },
      leaving: () => {
        this.answers.settleAll();
        this.outbox.leave();
      },
    });
    if (this.kept?.view) {
      this.view = this.kept.view;
      await this.#openFromThisMachine(this.kept);
    }
    await this.ask();
  }

  /** A started session goes on at once from what lies here; the server's word follows. */
  async #openFromThisMachine(kept: KeptSession): Promise<void> {
    if (kept.view?.state === 'started' && kept.epoch !== null && kept.epoch === kept.view.epoch && (await this.paper.openKept(kept))) {
      this.time.plan(kept.view);
      this.time.remember(kept.deadline);
      await this.#answer(kept.epoch);
    }
  }

  async #read(): Promise<void> {
    clearTimeout(this.#askTimer);
    try {
      const view = await this.api.view();
      this.#reached(true);
      await this.#follow(view);
    } catch (error) {
      if (this.#left) {
        return;
      }
      if (error instanceof UnreachableError || (error instanceof RefusedError && error.status >= 500)) {
        this.#reached(false);
        if (this.stage === 'opening') {
          this.#become('unreachable');
        }
      } else if (this.stage !== 'answering' && this.stage !== 'timeUp') {
        this.sentence = sentenceOf(error);
        this.signedOut = error instanceof RefusedError && error.status === 401;
        this.#become('refused');
      }
    }
    this.#askAgain();
  }

  /** The hub usually says when something changed; this is for when it cannot. */
  #askAgain(): void {
    const waiting = ['unreachable', 'anotherDevice', 'timeUp'].includes(this.stage) || (this.stage === 'preparing' && this.view?.checks.identity === 'submitted');
    clearTimeout(this.#askTimer);
    if (!this.#left && (waiting || !this.reachable)) {
      this.#askTimer = window.setTimeout(() => void this.ask(), askEvery * (0.75 + Math.random() / 2));
    }
  }

  async #follow(view: ExamSessionView): Promise<void> {
    if (this.#left) {
      return;
    }
    this.#apply(view);
    this.kept = await this.store.keepSession(this.id, { view, deadline: view.deadline ?? null });
    const mine = view.epoch !== null && view.epoch !== undefined && view.epoch === this.kept.epoch;
    if (view.state === 'handedIn' || view.state === 'terminated' || view.state === 'absent') {
      await this.#ended(view);
    } else if (view.phase === 'notOpen') {
      this.#become('notOpen');
    } else if (mine) {
      await this.#goOn(view);
    } else if (this.stage === 'anotherDevice') {
      if (view.entryRequest?.deviceId === deviceId() && view.entryRequest.admitted) {
        await this.enter();
      }
    } else if (this.kept.epoch !== null && view.state === 'started') {
      await this.#overtaken();
    } else {
      this.#become('door');
    }
  }

  async #goOn(view: ExamSessionView): Promise<void> {
    if (view.state !== 'started') {
      this.paper.prepare(view);
      this.#heart.start();
      this.#become('preparing');
    } else if (this.stage === 'answering' || this.stage === 'timeUp') {
      await this.#inStep.goOn(view);
      this.tick();
      this.hints.changed();
    } else if (await this.paper.begin()) {
      await this.#answer(view.epoch!);
      await this.#inStep.goOn(view);
    } else {
      this.#become('preparing');
    }
  }

  /** The paper lies open on this device. */
  async begun(deadline: string, startedAt: string): Promise<void> {
    this.time.remember(deadline);
    this.view = { ...this.view!, state: 'started', startedAt, deadline };
    this.kept = await this.store.keepSession(this.id, { view: this.view, deadline });
    await this.#answer(this.kept.epoch!);
  }

  async #answer(epoch: number): Promise<void> {
    if (this.#left || this.stage === 'answering' || this.stage === 'timeUp') {
      return;
    }
    await this.outbox.start(epoch);
    await this.answers.load(this.store);
    this.#become('answering');
    this.#heart.start();
  }

  #reached(reachable: boolean): void {
    if (this.reachable !== reachable) {
      this.reachable = reachable;
      if (reachable) {
        this.outbox.hurry();
      }
      this.hints.changed();
    }
  }

  #heard(said: { deadline?: string | null; phase: SessionPhase }): void {
    this.time.hear(said);
    this.reachable = true;
    this.hints.changed();
  }

  #apply(view: ExamSessionView): void {
    this.view = view;
    this.time.plan(view);
    this.#heard(view);
  }

  async #keptApart(code: string, batch: KeptChange[]): Promise<void> {
    await this.#ending.keptApart(code, batch);
    this.hints.changed();
    void this.ask();
  }

  async #overtaken(): Promise<void> {
    this.answers.settleAll();
    await this.outbox.drain().catch(() => undefined);
    this.outbox.stop();
    this.#become('overtaken');
  }

  async #ended(view: ExamSessionView): Promise<void> {
    this.view = view;
    if (this.stage !== 'ended') {
      if (this.outbox.state === 'stopped') {
        await this.outbox.start(this.kept?.epoch ?? 0);
      }
      // What still waits goes to the server, which keeps it apart; then nothing of the exam stays here but its receipt.
      await this.outbox.drain().catch(() => undefined);
      this.#heart.stop();
    }
    this.kept = await this.store.keepSession(this.id, { view });
    this.#become('ended');
  }

  receipt(): ExamReceipt | null {
    return this.view?.receipt ?? null;
  }

  #leaveTab(): void {
    this.#left = true;
    this.#stopFollowing?.();
    this.outbox.stop();
    this.#heart.stop();
    clearTimeout(this.#askTimer);
    this.hub.stop();
    this.#become('tabLeft');
  }

  #become(stage: Stage): void {
    this.stage = stage;
    this.#askAgain();
    this.hints.changed();
  }
}
