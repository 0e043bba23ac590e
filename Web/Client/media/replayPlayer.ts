import type Hls from 'hls.js';
import { Emitter } from './emitter';
import { MediaProblem } from './problems';
import type { ReplayPlayerEvents, ReplayPlayerOptions } from './types';

/** Plays a session's recording; `mediaTime` is what cards and chat of the replay are timed by. */
export class ReplayPlayer extends Emitter<ReplayPlayerEvents> {
  #frame = 0;
  #last = -1;
  #hls: Hls | null = null;
  #triedHls = false;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly options: ReplayPlayerOptions,
  ) {
    super();
  }

  get mediaTime(): number {
    return Math.round(this.video.currentTime * 1000);
  }

  start(): void {
    this.emit('state', 'loading');
    this.video.playsInline = true;
    this.video.addEventListener('playing', this.#playing);
    this.video.addEventListener('pause', this.#paused);
    this.video.addEventListener('ended', this.#ended);
    this.video.addEventListener('error', this.#failed);
    this.#triedHls = false;
    this.video.src = this.options.recordingUrl;
    this.#frame = requestAnimationFrame(this.#watch);
  }

  /** Milliseconds on the recording's time line. */
  seek(mediaTime: number): void {
    this.video.currentTime = mediaTime / 1000;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#hls?.destroy();
    this.#hls = null;
    this.video.removeEventListener('playing', this.#playing);
    this.video.removeEventListener('pause', this.#paused);
    this.video.removeEventListener('ended', this.#ended);
    this.video.removeEventListener('error', this.#failed);
    this.video.removeAttribute('src');
    this.video.load();
  }

  readonly #playing = (): void => this.emit('state', 'playing');

  readonly #paused = (): void => this.emit('state', 'paused');

  readonly #ended = (): void => this.emit('state', 'ended');

  readonly #failed = (): void => {
    if (this.#triedHls) {
      this.emit('state', 'failed');
      this.emit('problem', new MediaProblem('unsupported', this.video.error));
    } else {
      this.#triedHls = true;
      void this.#openHls();
    }
  };

  /** A recording of several parts is no single file; its playlist has the same time line. */
  async #openHls(): Promise<void> {
    const { default: Player } = await import('hls.js');
    if (!Player.isSupported()) {
      this.video.src = this.options.hlsUrl;
      return;
    }

    this.#hls = new Player({
      xhrSetup: (request) => {
        request.withCredentials = true;
      },
    });
    this.#hls.on(Player.Events.ERROR, (_, error) => error.fatal && this.#failed());
    this.#hls.loadSource(this.options.hlsUrl);
    this.#hls.attachMedia(this.video);
  }

  readonly #watch = (): void => {
    this.#frame = requestAnimationFrame(this.#watch);
    if (this.mediaTime !== this.#last) {
      this.#last = this.mediaTime;
      this.emit('time', this.#last);
    }
  };
}
