import { Emitter } from './emitter';
import { HlsWay } from './hlsWay';
import { MediaFeed } from './mediaFeed';
import { MediaProblem } from './problems';
import { PushWay, type Way, type WayEvents } from './pushWay';
import type { LivePlayerEvents, LivePlayerOptions, PlayerState, PlayerWay } from './types';

/**
 * Shows a room's live picture in a `<video>`, about a second behind the presenter. Keeps itself near the live edge,
 * comes back by itself, and falls back to HLS where the browser cannot do better.
 */
export class LivePlayer extends Emitter<LivePlayerEvents> {
  #state: PlayerState = 'idle';
  #way: PlayerWay;
  #player: Way | null = null;
  #timer = 0;
  #behind = 0;
  #time = -1;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly options: LivePlayerOptions,
  ) {
    super();
    this.#way = options.way ?? (MediaFeed.isThere ? 'push' : 'native-hls');
  }

  get state(): PlayerState {
    return this.#state;
  }

  get way(): PlayerWay {
    return this.#way;
  }

  /** Milliseconds on the recording's time line of the picture being shown; null before the first. Hold a card until then. */
  get mediaTime(): number | null {
    return this.#player?.mediaTime ?? null;
  }

  /** Seconds behind the newest picture. */
  get behind(): number {
    return this.#player?.behind ?? 0;
  }

  /** True while the browser lets it play only without sound. */
  get muted(): boolean {
    return this.video.muted;
  }

  start(): void {
    this.stop();
    this.video.playsInline = true;
    this.#become('loading');
    this.video.addEventListener('loadeddata', this.#begin);
    this.#timer = window.setInterval(() => this.#look(), 100);
    this.#open();
  }

  /** From a click: with sound. */
  async unmute(): Promise<void> {
    this.video.muted = false;
    await this.video.play();
    this.emit('muted', this.video.muted);
  }

  /** 回到直播 */
  toLive(): void {
    this.#player?.toLive();
    void this.#play();
  }

  /** Stops, closes the connection and empties the element. */
  stop(): void {
    clearInterval(this.#timer);
    this.video.removeEventListener('loadeddata', this.#begin);
    this.#player?.stop();
    this.#player = null;
    this.#state = 'idle';
  }

  readonly #begin = (): void => void this.#play();

  #open(): void {
    const events: WayEvents = {
      waiting: () => this.#become('waiting'),
      live: () => this.#become('playing'),
      interrupted: () => this.#become('interrupted'),
      ended: () => this.#become('ended'),
      reconnecting: () => this.#become('reconnecting'),
      refused: (code) => this.#fail(new MediaProblem(MediaProblem.isCode(code) ? code : 'connection-lost', code)),
      unable: (error) => this.#stepDown(error),
    };
    this.#player = this.#way === 'push' ? new PushWay(this.video, this.options.wsUrl, events) : new HlsWay(this.video, this.options.hlsUrl, this.#way, events);
    this.#player.start();
  }

  /** The next way that this browser may know. */
  #stepDown(error: unknown): void {
    this.#player?.stop();
    const canHls = this.video.canPlayType('application/vnd.apple.mpegurl') !== '';
    const next = this.#way === 'push' && MediaFeed.isThere ? 'hls' : (this.#way === 'push' || this.#way === 'hls') && canHls ? 'native-hls' : null;
    if (next === null) {
      this.#fail(new MediaProblem('unsupported', error));
      return;
    }

    this.#way = next;
    this.emit('way', next);
    this.#open();
  }

  /** With sound where the browser lets it, else without, and the page offers the sound. */
  async #play(): Promise<void> {
    try {
      await this.video.play();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) {
        return;
      }

      this.video.muted = true;
      await this.video.play().catch(() => undefined);
    }

    this.emit('muted', this.video.muted);
  }

  #look(): void {
    const behind = Math.floor(this.behind);
    if (behind !== this.#behind) {
      this.#behind = behind;
      this.emit('behind', behind);
    }

    const time = this.mediaTime;
    if (time !== null && time !== this.#time) {
      this.#time = time;
      this.emit('time', time);
    }
  }

  #fail(problem: MediaProblem): void {
    this.#become('failed');
    this.emit('problem', problem);
  }

  #become(state: PlayerState): void {
    if (state !== this.#state) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}
