import type { JobCard } from './contracts';

const LONGEST_HOLD_MS = 8_000;

/**
 * Holds a pushed card until the picture that this viewer sees reaches the moment it was pushed at.
 * Without a picture, or when the picture lags too far, it is shown anyway: a card that must arrive is never lost to a stall.
 */
export class CardTiming {
  readonly #held = new Map<string, { card: JobCard; timer: ReturnType<typeof setTimeout> }>();

  constructor(
    readonly playhead: () => number | null,
    readonly show: (card: JobCard) => void,
  ) {}

  arrived(card: JobCard): void {
    this.#drop(card.id);
    const playhead = this.playhead();
    if (card.state !== 'current' || playhead === null || card.mediaTime == null || playhead >= card.mediaTime) {
      this.show(card);
      return;
    }
    const wait = Math.min(LONGEST_HOLD_MS, card.mediaTime - playhead);
    this.#held.set(card.id, {
      card,
      timer: setTimeout(() => {
        this.#held.delete(card.id);
        this.show(card);
      }, wait),
    });
  }

  /** Called as the picture moves on: it may have jumped ahead of a held card. */
  moved(playhead: number): void {
    for (const { card } of [...this.#held.values()]) {
      if (card.mediaTime != null && playhead >= card.mediaTime) {
        this.#drop(card.id);
        this.show(card);
      }
    }
  }

  stop(): void {
    [...this.#held.keys()].forEach((id) => this.#drop(id));
  }

  #drop(id: string): void {
    clearTimeout(this.#held.get(id)?.timer);
    this.#held.delete(id);
  }
}
