/** What to do with the picture now, so that it stays close to the newest one without stalling. */
export interface EdgeDecision {
  rate: number;
  /** Seconds to jump to, or null. */
  jumpTo: number | null;
}

export interface EdgeState {
  current: number;
  /** The last piece that is there without a hole. */
  start: number;
  end: number;
  /** Seconds that should be in hand; grows after a stall. */
  target: number;
}

const jumpBeyond = 2;
const slack = 0.12;

/** Pure: too far behind jumps, a little behind hurries, too close slows down. */
export function keepToEdge({ current, start, end, target }: EdgeState): EdgeDecision {
  const inHand = end - current;
  if (current < start - 0.05 || inHand > jumpBeyond + target || inHand < -0.5) {
    return { rate: 1, jumpTo: Math.max(start, end - target) };
  }

  if (inHand > target + slack) {
    return { rate: inHand > target + 0.5 ? 1.1 : 1.05, jumpTo: null };
  }

  return { rate: inHand < target / 2 ? 0.95 : 1, jumpTo: null };
}

const smallest = 0.2;
const largest = 1;

/** How much to keep in hand: a little, more after each stall, slowly less again. */
export class EdgeTarget {
  #value = 0.3;
  #changedAt = performance.now();

  get value(): number {
    return this.#value;
  }

  stalled(): void {
    this.#value = Math.min(largest, this.#value * 1.5);
    this.#changedAt = performance.now();
  }

  smooth(): void {
    if (performance.now() - this.#changedAt > 15_000) {
      this.#value = Math.max(smallest, this.#value * 0.9);
      this.#changedAt = performance.now();
    }
  }
}
