import type { AnswerAck, AnswerResponse } from './contracts';
import type { AnswerOutbox } from './answerOutbox';
import type { ExamStore, KeptAnswer, KeptChange } from './examStore';
import { stateOf, type QuestionState } from './paperOrder';

/** Typing pauses this long, and the text is a change… */
const settlesAfter = 700;

/** …and so it is when somebody types on and on. */
const settlesAtLatest = 2_500;

interface Draft {
  response: AnswerResponse;
  since: number;
  timer: number;
}

/** The answers as they stand on this screen: what was kept, and on top what is being typed this moment. */
export class Answers {
  readonly #kept = new Map<string, KeptAnswer>();
  readonly #drafts = new Map<string, Draft>();
  #held: ReadonlySet<string> = new Set();

  constructor(
    private readonly sessionId: string,
    private readonly outbox: AnswerOutbox,
    private readonly serverNow: () => string,
    private readonly changed: () => void,
  ) {}

  async load(store: ExamStore): Promise<void> {
    const kept = await store.answers(this.sessionId);
    this.#kept.clear();
    kept.forEach((answer) => this.#kept.set(answer.questionId, answer));
    // What was changed while the disk was read is newer than what it held.
    for (const { questionId, response, marked, epoch, sequence } of this.outbox.pending) {
      this.#kept.set(questionId, { sessionId: this.sessionId, questionId, response, marked, epoch, sequence, savedAt: null });
    }
    this.outboxChanged();
  }

  response(questionId: string): AnswerResponse | undefined {
    return this.#drafts.get(questionId)?.response ?? this.#kept.get(questionId)?.response;
  }

  state(questionId: string): QuestionState {
    const kept = this.#kept.get(questionId);
    const draft = this.#drafts.get(questionId);
    const state = stateOf(draft && kept ? { ...kept, response: draft.response } : kept, this.#held);
    return draft ? { ...stateOfDraft(draft, state), saving: 'pending' } : state;
  }

  /** Questions whose newest state has no receipt. */
  get pending(): number {
    return new Set([...this.#held, ...this.#drafts.keys()]).size;
  }

  get all(): ReadonlyMap<string, KeptAnswer> {
    return this.#kept;
  }

  /** An option or a mark: a change at once. */
  set(questionId: string, response: AnswerResponse, marked: boolean): void {
    this.#discard(questionId);
    const before = this.#kept.get(questionId);
    const at = this.serverNow();
    this.#kept.set(questionId, { sessionId: this.sessionId, questionId, response, marked, epoch: before?.epoch ?? 0, sequence: 0, savedAt: null });
    void this.outbox.record(questionId, response, marked, at);
  }

  mark(questionId: string): void {
    this.set(questionId, this.response(questionId) ?? {}, !(this.#kept.get(questionId)?.marked ?? false));
  }

  /** A keystroke: a change when the hand rests. */
  type(questionId: string, response: AnswerResponse): void {
    const now = performance.now();
    const before = this.#drafts.get(questionId);
    clearTimeout(before?.timer);
    const since = before?.since ?? now;
    const wait = Math.max(0, Math.min(settlesAfter, since + settlesAtLatest - now));
    this.#drafts.set(questionId, { response, since, timer: window.setTimeout(() => this.settle(questionId), wait) });
    this.changed();
  }

  settle(questionId: string): void {
    const draft = this.#drafts.get(questionId);
    if (draft) {
      this.set(questionId, draft.response, this.#kept.get(questionId)?.marked ?? false);
    }
  }

  /** Everything that is being typed becomes a change now: the page goes away, the paper is handed in. */
  settleAll(): void {
    [...this.#drafts.keys()].forEach((questionId) => this.settle(questionId));
  }

  /** Recomputes what waits; the outbox says when. */
  outboxChanged(): void {
    this.#held = new Set(this.outbox.pending.map((change) => change.questionId));
    this.changed();
  }

  acknowledged(ack: AnswerAck, batch: KeptChange[]): void {
    const stillHeld = new Set(this.outbox.pending.map((change) => change.questionId));
    for (const { questionId } of batch) {
      const kept = this.#kept.get(questionId);
      if (kept && !stillHeld.has(questionId)) {
        this.#kept.set(questionId, { ...kept, savedAt: ack.serverNow });
      }
    }
    this.outboxChanged();
  }

  #discard(questionId: string): void {
    clearTimeout(this.#drafts.get(questionId)?.timer);
    this.#drafts.delete(questionId);
  }
}

const stateOfDraft = (draft: Draft, state: QuestionState): QuestionState => ({
  ...state,
  answered: stateOf({ response: draft.response } as KeptAnswer, new Set()).answered,
});
