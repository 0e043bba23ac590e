import { RefusedError } from '../live/api';
import type { Heartbeat, HeartbeatAck } from './contracts';

const every = 15_000;

/** A sign of life about every fifteen seconds, each page at its own moment: what the server measures interruptions by. */
export class Heart {
  #timer = 0;

  constructor(
    private readonly beat: (heartbeat: Heartbeat) => Promise<HeartbeatAck>,
    private readonly state: () => Heartbeat | null,
    private readonly heard: (ack: HeartbeatAck) => void,
    private readonly missed: () => void,
  ) {}

  start(): void {
    if (this.#timer === 0) {
      this.#next();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #next(): void {
    this.#timer = window.setTimeout(() => this.#next(), every * (0.9 + Math.random() / 5));
    const state = this.state();
    if (state) {
      this.beat(state).then(this.heard, (error: unknown) => {
        if (!(error instanceof RefusedError) || error.status >= 500) {
          this.missed();
        }
      });
    }
  }
}
