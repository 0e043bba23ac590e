interface Sample {
  /** Server time minus this page's monotonic clock, in milliseconds. */
  offset: number;
  roundTrip: number;
  takenAt: number;
}

/** Older than this a sample no longer stands for the two clocks' distance: quartz drifts. */
const freshFor = 10 * 60_000;

/** The two clocks of this machine may differ by so much in one look before it is taken for a sleep or a changed clock. */
const jump = 2_000;

/**
 * The server's time, as well as this page can know it. It is carried by the monotonic clock, so that setting the machine's
 * clock changes nothing; of the answers of the last minutes, the one that travelled fastest says best where the server stands.
 */
export class ServerClock {
  #samples: Sample[] = [];
  #best: Sample | null = null;
  #difference: number;

  constructor(
    private readonly monotonic: () => number = () => performance.now(),
    private readonly wall: () => number = () => Date.now(),
  ) {
    this.#difference = wall() - monotonic();
  }

  /** A moment to hand to `learn` together with the answer. */
  mark(): number {
    return this.monotonic();
  }

  /** An answer came that says what time the server had between asking and now. */
  learn(askedAt: number, serverNow: string): void {
    const server = Date.parse(serverNow);
    const now = this.monotonic();
    if (!Number.isFinite(server) || server <= 0 || askedAt > now) {
      return;
    }
    this.#forgetAfterSleep();
    const roundTrip = now - askedAt;
    this.#samples = this.#samples.filter((sample) => now - sample.takenAt < freshFor).slice(-31);
    this.#samples.push({ offset: server - (askedAt + now) / 2, roundTrip, takenAt: now });
    this.#best = this.#samples.reduce((best, sample) => (sample.roundTrip <= best.roundTrip ? sample : best));
  }

  /** Milliseconds since 1970 at the server; null before the first answer, and after a sleep until the next one. */
  now(): number | null {
    this.#forgetAfterSleep();
    return this.#best && this.monotonic() + this.#best.offset;
  }

  /** Within how many milliseconds `now` is right. */
  get precision(): number | null {
    return this.#best && this.#best.roundTrip / 2;
  }

  /** How far this machine's own clock is off; only told, never used. */
  get localError(): number | null {
    const now = this.now();
    return now === null ? null : this.wall() - now;
  }

  /**
   * While a machine sleeps some systems stop the monotonic clock. What was known of the server's time is worth nothing then:
   * better no countdown for a second than one that shows time which is already gone.
   */
  #forgetAfterSleep(): void {
    const difference = this.wall() - this.monotonic();
    if (Math.abs(difference - this.#difference) > jump) {
      this.#samples = [];
      this.#best = null;
    }
    this.#difference = difference;
  }
}

/** A server's moment, or null for whatever is none: a missing, empty or impossible deadline means "ask", never "over". */
export function moment(value: string | number | null | undefined): number | null {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(time) && time > 0 ? time : null;
}

/** What is left until a moment, rounded so that it never shows more than there is; null when either is unknown. */
export function secondsLeft(until: number | null, now: number | null): number | null {
  return until === null || now === null ? null : Math.max(0, Math.floor((until - now) / 1000));
}
