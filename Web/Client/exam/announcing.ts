import type { ExamSession } from './examSession';
import { texts } from './texts';

const shownFor = 25_000;

/** The last fifteen and the last five minutes are said once: in words, to the eye and to a reader, also over a reload. */
export class Announcing {
  #timer = 0;

  constructor(
    private readonly session: ExamSession,
    private readonly say: (words: string | null) => void,
  ) {}

  /** Once a second. */
  tick(): void {
    const left = this.session.time.left;
    if (left === null || left === 0 || this.session.stage !== 'answering') {
      return;
    }
    const said = this.session.kept?.announced ?? [];
    // Who comes back with three minutes left hears of the five, not of both.
    const due = left <= 5 * 60 ? 5 : left <= 15 * 60 ? 15 : null;
    if (due === null) {
      // Extra time moved the end away: what was said then holds no more.
      if (said.length > 0) {
        void this.#remember([]);
      }
    } else if (!said.includes(due)) {
      void this.#remember([...said, due]);
      this.#show(left < due * 60 - 90 ? texts.minutesLeft(Math.ceil(left / 60)) : due === 5 ? texts.fiveLeft : texts.fifteenLeft);
    }
  }

  async #remember(announced: number[]): Promise<void> {
    this.session.kept = { ...this.session.kept!, announced };
    await this.session.store.keepSession(this.session.id, { announced }).catch(() => undefined);
  }

  #show(words: string): void {
    clearTimeout(this.#timer);
    this.say(words);
    this.#timer = window.setTimeout(() => this.say(null), shownFor);
  }
}
