import type { AnswerSheet, ExamSessionView } from './contracts';
import type { ExamSession } from './examSession';

/** Brings this machine into step with what the server holds of an entry. */
export class InStep {
  #done = false;

  constructor(private readonly session: ExamSession) {}

  /** A new entry of this device: what was answered elsewhere lies here from now on. */
  async enter(view: ExamSessionView): Promise<void> {
    const sheet = await this.session.api.sheet().catch(() => null);
    this.#done = sheet !== null;
    await this.#takeOver(view, sheet);
  }

  /**
   * An entry that goes on after a reload: a last request may have outlived this browser's disk, and then the server knows more
   * than lies here.
   */
  async goOn(view: ExamSessionView): Promise<void> {
    if (this.#done) {
      return;
    }
    this.#done = true;
    try {
      await this.#takeOver(view, await this.session.api.sheet());
      await this.session.outbox.resync();
      await this.session.answers.load(this.session.store);
    } catch {
      this.#done = false;
    }
  }

  async #takeOver(view: ExamSessionView, sheet: AnswerSheet | null): Promise<void> {
    const { id, store } = this.session;
    const answers = (sheet?.answers ?? []).map(({ questionId, response, marked, epoch, sequence, receivedAt }) => ({
      sessionId: id,
      questionId,
      response,
      marked,
      epoch,
      sequence,
      savedAt: receivedAt,
    }));
    await store.takeOver(id, view.epoch!, Math.max(view.durableSequence, sheet?.durableSequence ?? 0) + 1, answers);
    this.session.kept = (await store.session(id)) ?? null;
  }
}
