import type Hls from 'hls.js';
import type { Way, WayEvents } from './pushWay';

const retryEvery = 3000;

/** From a playlist, some seconds behind: by hls.js where there is Media Source, by the browser itself where it can. */
export class HlsWay implements Way {
  #hls: Hls | null = null;
  #retry = 0;
  #stopped = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly url: string,
    private readonly how: 'hls' | 'native-hls' | 'audio',
    private readonly events: WayEvents,
  ) {}

  get mediaTime(): number | null {
    const date = this.#hls ? this.#hls.playingDate : this.#startDate();
    return date ? date.getTime() : null;
  }

  get behind(): number {
    const { seekable, currentTime } = this.video;
    return seekable.length > 0 ? Math.max(0, seekable.end(seekable.length - 1) - currentTime) : 0;
  }

  start(): void {
    this.video.addEventListener('playing', this.#playing);
    this.video.addEventListener('ended', this.#ended);
    this.video.addEventListener('error', this.#failed);
    void this.#open();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.video.removeEventListener('playing', this.#playing);
    this.video.removeEventListener('ended', this.#ended);
    this.video.removeEventListener('error', this.#failed);
    this.#hls?.destroy();
    this.#hls = null;
    this.video.removeAttribute('src');
    this.video.load();
  }

  toLive(): void {
    const position = this.#hls?.liveSyncPosition ?? (this.video.seekable.length > 0 ? this.video.seekable.end(this.video.seekable.length - 1) - 3 : null);
    if (position !== null) {
      this.video.currentTime = position;
    }
  }

  readonly #playing = (): void => this.events.live();

  readonly #ended = (): void => this.events.ended();

  readonly #failed = (): void => this.#again();

  async #open(): Promise<void> {
    if (this.how !== 'hls') {
      this.video.src = this.url;
      return;
    }

    const { default: Player } = await import('hls.js');
    if (this.#stopped) {
      return;
    }

    if (!Player.isSupported()) {
      this.events.unable(new Error('hls.js is not supported'));
      return;
    }

    const hls = new Player({
      liveSyncDurationCount: 1,
      maxLiveSyncPlaybackRate: 1.1,
      xhrSetup: (request) => {
        request.withCredentials = true;
      },
    });
    this.#hls = hls;
    hls.on(Player.Events.ERROR, (_, error) => {
      if (error.fatal) {
        this.#again();
      }
    });
    hls.loadSource(this.url);
    hls.attachMedia(this.video);
  }

  /** No picture yet, or the line is broken: the same again in a while. */
  #again(): void {
    this.#hls?.destroy();
    this.#hls = null;
    if (!this.#stopped) {
      this.events.reconnecting();
      this.#retry = window.setTimeout(() => void this.#open(), retryEvery);
    }
  }

  #startDate(): Date | null {
    const start = (this.video as HTMLVideoElement & { getStartDate?: () => Date }).getStartDate?.();
    return start && !Number.isNaN(start.getTime()) ? new Date(start.getTime() + this.video.currentTime * 1000) : null;
  }
}
