import { RefusedError, sentenceOf } from '../live/api';
import type { ExamSessionView, OpenedPaperKey, PaperContent, PaperDraw } from './contracts';
import type { ExamSession } from './examSession';
import type { ExamStore, KeptSession } from './examStore';
import { place, type PlacedQuestion } from './paperOrder';
import { importKeys, openPaper } from './seal';

/** Those who ask for the key spread over this much, so that a crowd's first instant is not one instant; nobody misses it in an hour. */
const spread = 700;

/** The key usually comes by itself over the line that is open; so long nobody asks who has one. */
const patience = 1_500;

/**
 * The paper: fetched sealed while there is time and kept on the disk; opened with the key that comes at the start. Before that
 * there is nothing on this machine that anybody could read.
 */
export class PaperDesk {
  questions: PlacedQuestion[] = [];
  content: PaperContent | null = null;
  /** The sealed paper lies here. */
  fetched = false;
  /** Why the start has not succeeded yet; null while there is nothing to say. */
  sentence: string | null = null;
  #fetching: Promise<ArrayBuffer> | null = null;
  #ordering: Promise<PaperDraw> | null = null;
  #starting: Promise<void> | null = null;
  #given: OpenedPaperKey | null = null;
  #wakeUp: (() => void) | null = null;
  #notBefore = 0;
  #failures = 0;

  constructor(
    private readonly session: ExamSession,
    private readonly store: ExamStore,
    private readonly changed: () => void,
  ) {}

  /** Entry is open: bring the sealed bytes here, and once entered the own order of them, in no hurry. */
  prepare(view: ExamSessionView): void {
    if (!this.fetched) {
      void this.#sealed(view.sittingId).catch(() => undefined);
    }
    if (view.epoch && !this.session.kept?.draw) {
      void this.#order().catch(() => undefined);
    }
  }

  /** Once a second in the waiting room. */
  tick(): void {
    const { view } = this.session;
    const ready = view !== null && view.checks.rules && (!view.settings.deviceCheck || view.checks.device);
    const identified = view !== null && (!view.settings.identityCheck || view.checks.identity === 'passed' || view.checks.identity === 'waived');
    if (ready && identified && this.session.time.hasStarted && performance.now() >= this.#notBefore) {
      void this.begin();
    }
  }

  /** Without the network: what a reload finds. */
  async openKept(kept: KeptSession): Promise<boolean> {
    const sealed = kept.keys && kept.draw && (await this.store.paper(kept.view!.sittingId));
    if (!sealed) {
      return false;
    }
    try {
      this.#show(await openPaper(sealed, kept.keys!.paper), kept.draw!);
      return true;
    } catch {
      return false;
    }
  }

  /** The key came by itself: whoever waits here opens with it. */
  opened(key: OpenedPaperKey): void {
    const { session } = this;
    if (session.stage === 'preparing' && session.view?.sittingId === key.sittingId && session.kept?.epoch === session.view.epoch) {
      this.#given = key;
      this.#wakeUp?.();
      void this.begin();
    }
  }

  /** Opens the paper with the key that came, or asks for it; true when it lies open. */
  async begin(): Promise<boolean> {
    const kept = this.session.kept;
    if (kept && this.questions.length === 0 && (await this.openKept(kept))) {
      return true;
    }
    this.#starting ??= this.#start().finally(() => (this.#starting = null));
    await this.#starting;
    return this.questions.length > 0 && this.session.stage === 'answering';
  }

  async #start(): Promise<void> {
    try {
      if (this.#failures === 0 && !this.#given) {
        await this.#awaitKey((this.session.hub.connected ? patience : 0) + Math.random() * spread);
      }
      const start = this.#given
        ? { ...this.#given, deadline: this.session.view!.deadline! }
        : await this.session.api.start(this.session.kept!.epoch!);
      this.#given = null;
      const keys = await importKeys(start.paperKey, this.session.id);
      const content = await this.#open(this.session.view!.sittingId, keys.paper);
      const draw = await this.#order();
      this.session.kept = await this.store.keepSession(this.session.id, { keys, draw });
      this.#show(content, draw);
      this.sentence = null;
      this.#failures = 0;
      await this.session.begun(start.deadline, start.startedAt);
    } catch (error) {
      this.#failures++;
      this.#notBefore = performance.now() + Math.min(10_000, 500 * 2 ** this.#failures) * (0.5 + Math.random() / 2);
      this.sentence = sentenceOf(error);
      if (error instanceof RefusedError && error.status !== 503) {
        void this.session.ask();
      }
      this.changed();
    }
  }

  #awaitKey(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeUp = resolve;
      setTimeout(resolve, milliseconds);
    });
  }

  /** Bytes that do not open were cut off or replaced on the disk: fetched once more. */
  async #open(sittingId: string, key: CryptoKey): Promise<PaperContent> {
    try {
      return await openPaper(await this.#sealed(sittingId), key);
    } catch (error) {
      if (error instanceof RefusedError) {
        throw error;
      }
      this.#fetching = null;
      const sealed = await this.session.api.paper(sittingId);
      await this.store.keepPaper(sittingId, sealed);
      return openPaper(sealed, key);
    }
  }

  async #order(): Promise<PaperDraw> {
    this.#ordering ??= this.#fetchOrder().finally(() => (this.#ordering = null));
    return this.#ordering;
  }

  async #fetchOrder(): Promise<PaperDraw> {
    const known = this.session.kept?.draw;
    if (known) {
      return known;
    }
    const draw = await this.session.api.draw();
    this.session.kept = await this.store.keepSession(this.session.id, { draw });
    return draw;
  }

  async #sealed(sittingId: string): Promise<ArrayBuffer> {
    this.#fetching ??= this.#fetch(sittingId);
    try {
      return await this.#fetching;
    } catch (error) {
      this.#fetching = null;
      throw error;
    }
  }

  async #fetch(sittingId: string): Promise<ArrayBuffer> {
    const sealed = (await this.store.paper(sittingId)) ?? (await this.session.api.paper(sittingId));
    // Without room for it on the disk the exam goes on; only a reload will have to fetch it again.
    await this.store.keepPaper(sittingId, sealed).catch(() => undefined);
    this.fetched = true;
    this.changed();
    return sealed;
  }

  #show(content: PaperContent, draw: PaperDraw): void {
    this.content = content;
    this.questions = place(content, draw);
  }
}
