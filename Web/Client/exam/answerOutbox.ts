import { RefusedError } from '../live/api';
import type { AnswerAck, AnswerItem, AnswerResponse } from './contracts';
import { OvertakenTab, type ExamStore, type KeptChange } from './examStore';

/** One request carries no more; the server refuses larger ones whole. */
export const mostItems = 100;
const mostCharacters = 120_000;

/** What a browser may still send while the page goes away. */
const mostOnLeaving = 60_000;

/** A picked option leaves almost at once; what comes in a burst travels together. */
const gatherFor = 250;

export type OutboxState = 'idle' | 'sending' | 'retrying' | 'signedOut' | 'stopped';

/** What the outbox sends by, and what it asks. */
export interface AnswerLine {
  save(epoch: number, items: AnswerItem[], last?: boolean): Promise<AnswerAck>;
  /** Up to which number the server has everything of the entry. */
  durable(): Promise<number>;
  secondsLeft(): number | null;
  /** This tab has the session's place in this browser. */
  isSole(): boolean;
}

export interface OutboxEvents {
  /** Something about pending and saved changed: show it. */
  changed(): void;
  /** The server answered with its time, this session's end and phase. */
  acknowledged(ack: AnswerAck, batch: KeptChange[]): void;
  /** The server keeps these, but they do not count by themselves: the code says why. */
  keptApart(code: string, batch: KeptChange[]): Promise<void>;
  /** One change cannot be taken as it is, whatever is tried. */
  rejected(sentence: string, change: KeptChange): void;
  /** No answer, or none that helps. */
  unreached(): void;
  /** Another tab writes now. */
  overtakenTab(): void;
}

const keptApart = new Set(['exam.overtaken', 'exam.too-late', 'exam.handed-in', 'exam.terminated']);

/**
 * From a change on the screen to the server's receipt. Each change is numbered at once, on the disk before it is sent, and
 * forgotten only when a receipt covers it; whatever happens in between, it is sent again. There is no quiet time before the end.
 */
export class AnswerOutbox {
  #waiting: KeptChange[] = [];
  #written: Promise<void> = Promise.resolve();
  #next = 1;
  #epoch = 0;
  #failures = 0;
  #timer = 0;
  #sending: Promise<void> | null = null;
  #state: OutboxState = 'stopped';
  #busy = false;

  constructor(
    private readonly sessionId: string,
    private readonly store: ExamStore,
    private readonly line: AnswerLine,
    private readonly events: OutboxEvents,
  ) {}

  get state(): OutboxState {
    return this.#state;
  }

  /** Changes without a receipt. */
  get pending(): readonly KeptChange[] {
    return this.#waiting;
  }

  /** How often in a row the server could not be reached. */
  get failures(): number {
    return this.#failures;
  }

  /** The server answers, but has too much to do. */
  get busy(): boolean {
    return this.#failures > 0 && this.#busy;
  }

  /** The highest number given. */
  get lastSequence(): number {
    return this.#next - 1;
  }

  async start(epoch: number): Promise<void> {
    const session = await this.store.session(this.sessionId);
    this.#epoch = epoch;
    this.#next = session?.nextSequence ?? 1;
    this.#waiting = await this.store.changes(this.sessionId);
    this.#state = 'idle';
    this.events.changed();
    this.#schedule(0);
  }

  /** The server's numbers may be ahead of this disk's: its last write may have left by the line and not reached the disk. */
  async resync(): Promise<void> {
    await this.#written;
    this.#next = Math.max(this.#next, (await this.store.session(this.sessionId))?.nextSequence ?? 1);
  }

  /** A hand-in took these with it: its receipt is theirs. */
  async sealed(batch: KeptChange[], handedInAt: string): Promise<void> {
    this.#forget(batch);
    await this.store.acknowledge(batch, handedInAt).catch(() => undefined);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#state = 'stopped';
    this.events.changed();
  }

  /** Numbers a change now; the promise is done when the disk has it. */
  record(questionId: string, response: AnswerResponse, marked: boolean, at: string): Promise<void> {
    const newest = this.#waiting.at(-1);
    const rewritten = newest !== undefined && !newest.attempted && newest.epoch === this.#epoch && newest.questionId === questionId;
    const sequence = rewritten ? newest.sequence : this.#next++;
    const change: KeptChange = { sessionId: this.sessionId, epoch: this.#epoch, sequence, questionId, response, marked, at, attempted: false };
    this.#waiting = [...(rewritten ? this.#waiting.slice(0, -1) : this.#waiting), change];
    this.events.changed();
    this.#written = this.#written.then(() => this.store.append(change, rewritten)).catch((error: unknown) => this.#unwritten(change, error));
    this.#schedule(gatherFor);
    return this.#written;
  }

  /** Send now: the network came back, the person asks, the end is near. */
  hurry(): void {
    this.#schedule(0);
  }

  /** Until nothing waits, or the server cannot be reached. */
  async drain(): Promise<void> {
    clearTimeout(this.#timer);
    do {
      await this.#sendOnce();
    } while (this.#waiting.length > 0 && this.#failures === 0 && this.#state === 'idle');
  }

  /** The page goes away: what waits leaves in one last request that survives it. It also lies on the disk. */
  leave(): void {
    if (this.#state === 'stopped' || this.#waiting.length === 0) {
      return;
    }
    const batch = take(this.#waiting, this.#epochToSend(), mostOnLeaving);
    batch.forEach((change) => (change.attempted = true));
    void this.store.attempt(batch).catch(() => undefined);
    void this.line.save(batch[0]!.epoch, batch.map(itemOf), true).then((ack) => this.#acknowledged(ack, batch)).catch(() => undefined);
  }

  #schedule(delay: number): void {
    if (this.#state !== 'stopped') {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#sendOnce(), delay);
    }
  }

  #sendOnce(): Promise<void> {
    this.#sending ??= this.#sendBatch().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0 && this.#state !== 'stopped') {
        this.#schedule(this.#failures === 0 ? gatherFor : retryAfter(this.#failures, this.line.secondsLeft()));
      }
    });
    return this.#sending;
  }

  async #sendBatch(): Promise<void> {
    if (this.#state === 'stopped' || this.#waiting.length === 0) {
      return;
    }
    this.#state = this.#failures === 0 ? 'sending' : this.#state;
    this.events.changed();
    await this.#written;
    const batch = take(this.#waiting, this.#epochToSend(), mostCharacters);
    batch.forEach((change) => (change.attempted = true));
    await this.store.attempt(batch).catch(() => undefined);
    await this.#sendAll(batch);
  }

  async #sendAll(batch: KeptChange[]): Promise<void> {
    let ack: AnswerAck;
    try {
      ack = await this.line.save(batch[0]!.epoch, batch.map(itemOf));
    } catch (error) {
      await this.#refused(error, batch);
      return;
    }
    await this.#acknowledged(ack, batch);
  }

  /** An old entry's changes go first: the server keeps them apart, and they are off this machine. */
  #epochToSend(): number {
    return this.#waiting[0]?.epoch ?? this.#epoch;
  }

  async #acknowledged(ack: AnswerAck, batch: KeptChange[]): Promise<void> {
    const epoch = batch[0]!.epoch;
    const known = new Set(batch.map((change) => change.sequence));
    const done = this.#waiting.filter((change) => change.epoch === epoch && (known.has(change.sequence) || change.sequence <= ack.durableSequence));
    this.#forget(done);
    this.#well();
    this.events.acknowledged(ack, done);
    // A disk that fails now only means that these are sent once more after a reload.
    await this.store.acknowledge(done, ack.serverNow).catch(() => undefined);
  }

  async #refused(error: unknown, batch: KeptChange[]): Promise<void> {
    const code = error instanceof RefusedError ? error.code : null;
    if (error instanceof RefusedError && keptApart.has(error.code)) {
      this.#forget(batch);
      this.#well();
      await this.events.keptApart(error.code, batch);
      await this.store.forget(batch).catch(() => undefined);
    } else if (code === 'exam.sequence-reused') {
      await this.#renumber();
    } else if (error instanceof RefusedError && error.status === 401) {
      this.#failures++;
      this.#state = 'signedOut';
    } else if (!(error instanceof RefusedError) || isPassing(error.status)) {
      this.#failures++;
      this.#busy = error instanceof RefusedError;
      this.#state = 'retrying';
      this.events.unreached();
    } else if (batch.length > 1) {
      // One of them is not as the server wants it. The others must not wait for it.
      for (const change of batch) {
        await this.#sendAll([change]);
        if (this.#failures > 0) {
          break;
        }
      }
    } else {
      this.#forget(batch);
      this.#well();
      this.events.rejected(error.message, batch[0]!);
    }
    this.events.changed();
  }

  async #renumber(): Promise<void> {
    await this.#written;
    const from = Math.max(this.#next, (await this.line.durable().catch(() => 0)) + 1);
    await this.store.renumber(this.sessionId, this.#epoch, from);
    const session = await this.store.session(this.sessionId);
    this.#next = session?.nextSequence ?? from;
    this.#waiting = await this.store.changes(this.sessionId);
    this.#failures = Math.max(1, this.#failures);
    this.#state = 'retrying';
  }

  #forget(done: KeptChange[]): void {
    const gone = new Set(done.map((change) => `${change.epoch}/${change.sequence}`));
    this.#waiting = this.#waiting.filter((change) => !gone.has(`${change.epoch}/${change.sequence}`));
  }

  #well(): void {
    this.#failures = 0;
    this.#state = this.#state === 'stopped' ? 'stopped' : 'idle';
    this.events.changed();
  }

  async #unwritten(change: KeptChange, error: unknown): Promise<void> {
    if (!(error instanceof OvertakenTab)) {
      // The disk is full or gone: the change still waits here in memory, and is sent from here.
      return;
    }
    const session = await this.store.session(this.sessionId).catch(() => undefined);
    if (session?.epoch === this.#epoch && this.line.isSole()) {
      await this.#follow(change, session.nextSequence);
    } else {
      this.stop();
      this.events.overtakenTab();
    }
  }

  /** A tab that has lost its place wrote once more: what is given here comes after that, in its own order. */
  async #follow(change: KeptChange, from: number): Promise<void> {
    const shift = from - change.sequence;
    for (const later of this.#waiting.filter((waiting) => waiting.epoch === change.epoch && waiting.sequence >= change.sequence)) {
      later.sequence += shift;
    }
    this.#next += shift;
    await this.store.append(change, false).catch(() => undefined);
  }
}

/** Full jitter, so that a hall that lost its network does not come back in one instant; near the end nobody waits long. */
export function retryAfter(failures: number, secondsLeft: number | null): number {
  const longest = secondsLeft !== null && secondsLeft < 180 ? 2_500 : 15_000;
  return 250 + Math.random() * Math.min(longest, 500 * 2 ** Math.min(failures, 10));
}

const isPassing = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

export const itemOf = ({ sequence, questionId, response, marked, at }: KeptChange): AnswerItem => ({ sequence, questionId, response, marked, at });

/** The oldest changes of one entry, as many as one request bears. */
function take(waiting: readonly KeptChange[], epoch: number, characters: number): KeptChange[] {
  const batch: KeptChange[] = [];
  let size = 0;
  for (const change of waiting) {
    size += JSON.stringify(change).length;
    if (change.epoch !== epoch || batch.length === mostItems || (size > characters && batch.length > 0)) {
      break;
    }
    batch.push(change);
  }
  return batch;
}
