import { commandKey, UnreachableError } from '../live/api';
import { itemOf, mostItems } from './answerOutbox';
import type { ExamReceipt } from './contracts';
import type { ExamSession } from './examSession';
import type { KeptChange } from './examStore';

/** Handing in, and the truth about what came after an end. */
export class Ending {
  #key: string | null = null;

  constructor(private readonly session: ExamSession) {}

  /** The same command over all retries: a hand-in whose answer was lost gets the first one's receipt. */
  async handIn(): Promise<ExamReceipt> {
    const { answers, outbox, api, kept } = this.session;
    answers.settleAll();
    await outbox.drain();
    const items = outbox.pending.filter((change) => change.epoch === kept?.epoch);
    if (items.length > mostItems) {
      throw new UnreachableError('网络不通，请检查网络后再试');
    }
    this.#key ??= commandKey();
    const receipt = await api.handIn(kept!.epoch!, outbox.lastSequence, items.map(itemOf), this.#key);
    this.#key = null;
    await outbox.sealed(items, receipt.handedInAt);
    return receipt;
  }

  /**
   * The server keeps these without counting them. One whose receipt was lost on the way was counted long before and is only
   * refused now: the sheet says which.
   */
  async keptApart(code: string, batch: KeptChange[]): Promise<void> {
    const { id, api, store, kept } = this.session;
    const sheet = await api.sheet().catch(() => null);
    const uncounted = batch.filter(
      (change) => !sheet?.answers.some((entry) => entry.questionId === change.questionId && entry.epoch === change.epoch && entry.sequence >= change.sequence),
    ).length;
    const late = code === 'exam.too-late';
    this.session.kept = await store.keepSession(id, {
      late: (kept?.late ?? 0) + (late ? uncounted : 0),
      apart: (kept?.apart ?? 0) + (late ? 0 : uncounted),
    });
  }
}
