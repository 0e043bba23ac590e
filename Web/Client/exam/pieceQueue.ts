import { RefusedError, UnreachableError } from '../live/api';
import type { ExamApi } from './examApi';
import type { ExamStore, KeptPiece } from './examStore';

type PieceKey = [string, string, number];

/** Of the disk space that the browser still has for this site, recordings take at most this share: answers come first. */
const share = 0.5;
const mostBytes = 400 * 1024 * 1024;

/** Codes that say: this run cannot be gone on with. */
const runIsOver = new Set(['recordings.chain-broken', 'recordings.number-taken', 'recordings.run-foreign', 'recordings.wrong-type']);

export interface PieceQueueEvents {
  changed(): void;
  /** The server does not go on with this run: begin another. */
  runRefused(run: string): void;
}

/**
 * Recordings on their way: kept on the disk until the server has them, sent one at a time, and only while no answer waits. A network
 * that bears little bears the answers.
 */
export class PieceQueue {
  #keys: PieceKey[] = [];
  #bytes = 0;
  #timer = 0;
  #busy = false;
  #failures = 0;
  #stopped = false;
  #read: Promise<void> | null = null;
  #torn = new Map<string, number>();

  constructor(
    private readonly sessionId: string,
    private readonly store: ExamStore,
    private readonly api: ExamApi,
    private readonly answersWait: () => boolean,
    private readonly events: PieceQueueEvents,
  ) {}

  get waiting(): number {
    return this.#keys.length;
  }

  /** Takes up what an earlier page left on the disk; once. */
  async start(): Promise<void> {
    this.#read ??= this.#readLeft();
    await this.#read;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async add(piece: KeptPiece): Promise<void> {
    const room = await this.#room();
    while (this.#bytes + piece.bytes.size > room && this.#keys.length > 0) {
      // The oldest goes; the server sees the hole in the numbers and shows it.
      await this.#drop(this.#keys[0]!);
    }
    try {
      await this.store.keepPiece(piece);
    } catch {
      return;
    }
    this.#bytes += piece.bytes.size;
    this.#keys.push([piece.sessionId, piece.run, piece.number]);
    this.#schedule(0);
  }

  async #readLeft(): Promise<void> {
    const left = await this.store.pieceKeys(this.sessionId);
    this.#keys = [...left, ...this.#keys];
    this.#schedule(0);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) {
      this.#timer = window.setTimeout(() => void this.#next(), delay);
    }
  }

  async #next(): Promise<void> {
    const key = this.#keys[0];
    if (this.#busy || !key) {
      return;
    }
    if (this.answersWait() || !navigator.onLine) {
      this.#schedule(2_000);
      return;
    }
    this.#busy = true;
    try {
      await this.#send(key);
      this.#failures = 0;
    } catch (error) {
      await this.#refused(key, error);
    } finally {
      this.#busy = false;
      this.events.changed();
      this.#schedule(this.#failures === 0 ? 50 : 1_000 + Math.random() * Math.min(30_000, 1_000 * 2 ** this.#failures));
    }
  }

  async #send(key: PieceKey): Promise<void> {
    const piece = await this.store.piece(key);
    if (piece) {
      await this.api.piece(piece);
    }
    await this.#drop(key);
  }

  async #refused(key: PieceKey, error: unknown): Promise<void> {
    const code = error instanceof RefusedError ? error.code : '';
    if (error instanceof UnreachableError || (error instanceof RefusedError && (error.status >= 500 || error.status === 429 || error.status === 401 || error.status === 408))) {
      this.#failures++;
    } else if (code === 'recordings.wrong-hash' && this.#tear(key) < 3) {
      // Torn on the way, perhaps; a piece torn on the disk is given up after three tries.
      this.#failures++;
    } else if (runIsOver.has(code)) {
      for (const other of this.#keys.filter((candidate) => candidate[1] === key[1])) {
        await this.#drop(other);
      }
      this.events.runRefused(key[1]);
    } else {
      await this.#drop(key);
    }
  }

  #tear(key: PieceKey): number {
    const name = key.join('/');
    this.#torn.set(name, (this.#torn.get(name) ?? 0) + 1);
    return this.#torn.get(name)!;
  }

  async #drop(key: PieceKey): Promise<void> {
    this.#keys = this.#keys.filter((candidate) => candidate !== key);
    const piece = await this.store.piece(key).catch(() => undefined);
    this.#bytes = Math.max(0, this.#bytes - (piece?.bytes.size ?? 0));
    await this.store.dropPiece(key).catch(() => undefined);
  }

  async #room(): Promise<number> {
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate().catch(() => null)) ?? {};
    return quota === 0 ? mostBytes : Math.min(mostBytes, this.#bytes + (quota - usage) * share);
  }
}
