/** The server's clock as this page knows it: no countdown here hangs on how the person's own clock is set. */
export class ServerClock {
  #ahead = 0;

  /** What the server's clock said, just now. */
  set(serverNow: string): void {
    this.#ahead = Date.parse(serverNow) - Date.now();
  }

  get now(): number {
    return Date.now() + this.#ahead;
  }

  /** Whole seconds until then, never below zero. */
  secondsUntil(at: string | null | undefined): number {
    return at ? Math.max(0, Math.ceil((Date.parse(at) - this.now) / 1000)) : 0;
  }

  minutesSince(at: string | null | undefined): number {
    return at ? Math.max(0, Math.floor((this.now - Date.parse(at)) / 60_000)) : 0;
  }
}

/** The one of this page. */
export const serverClock = new ServerClock();
