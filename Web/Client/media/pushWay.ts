import { EdgeTarget, keepToEdge } from './liveEdge';
import { MediaFeed } from './mediaFeed';
import { backoff, headerLength, readHeader, type PlayText } from './wire';

const longestBackoff = 8000;
const silence = 12_000;
const controlEvery = 100;

export interface WayEvents {
  waiting(): void;
  live(): void;
  interrupted(): void;
  ended(): void;
  reconnecting(): void;
  refused(code: string): void;
  /** This way does not work here; another must be tried. */
  unable(error: unknown): void;
}

/** One way for the picture to come. */
export interface Way {
  start(): void;
  stop(): void;
  toLive(): void;
  /** Milliseconds on the recording's time line of the picture shown. */
  readonly mediaTime: number | null;
  /** Seconds. */
  readonly behind: number;
}

/** Pushed over a WebSocket into Media Source. */
export class PushWay implements Way {
  readonly #target = new EdgeTarget();
  #socket: WebSocket | null = null;
  #feed: MediaFeed | null = null;
  #mime: string | null = null;
  #timer = 0;
  #attempt = 0;
  #heardAt = 0;
  #stopped = false;
  #placed = false;
  #live = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly url: string,
    private readonly events: WayEvents,
  ) {}

  get mediaTime(): number | null {
    return this.#placed ? Math.round(this.video.currentTime * 1000) : null;
  }

  get behind(): number {
    const end = this.#feed?.end;
    return end === null || end === undefined || !this.#placed ? 0 : Math.max(0, end - this.video.currentTime);
  }

  start(): void {
    this.#timer = window.setInterval(() => this.#control(), controlEvery);
    document.addEventListener('visibilitychange', this.#seen);
    this.video.addEventListener('waiting', this.#stalled);
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#seen);
    this.video.removeEventListener('waiting', this.#stalled);
    this.#disconnect();
    this.#feed?.close();
    this.#feed = null;
  }

  toLive(): void {
    const [start, end] = [this.#feed?.start, this.#feed?.end];
    if (typeof start === 'number' && typeof end === 'number') {
      this.video.currentTime = Math.max(start, end - this.#target.value);
    }
  }

  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') {
      this.toLive();
    }
  };

  readonly #stalled = (): void => {
    if (this.#placed && this.#live) {
      this.#target.stalled();
    }
  };

  #connect(): void {
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      this.#heardAt = performance.now();
      this.#attempt = 0;
      if (typeof data === 'string') {
        this.#hear(JSON.parse(data) as PlayText);
      } else {
        this.#show(data);
      }
    };
    socket.onclose = () => socket === this.#socket && this.#comeBack();
  }

  #hear(message: PlayText): void {
    if (message.type === 'stream') {
      this.#open(`video/mp4; codecs="${message.codecs}"`);
    } else if (message.type === 'refused') {
      this.stop();
      this.events.refused(message.code);
    } else {
      this.#live = message.state === 'live';
      if (message.state === 'ended') {
        this.#disconnect();
        clearInterval(this.#timer);
      }

      this.events[message.state]();
    }
  }

  #open(mime: string): void {
    if (this.#feed && mime === this.#mime) {
      return;
    }

    this.#feed?.close();
    this.#placed = false;
    this.#mime = mime;
    if (MediaFeed.canPlay(mime)) {
      this.#feed = new MediaFeed(this.video, mime, (error) => this.#restart(error));
    } else {
      this.stop();
      this.events.unable(new Error(`${mime} cannot be played`));
    }
  }

  #show(message: ArrayBuffer): void {
    if (readHeader(message).kind !== 'init') {
      this.#live = true;
    }

    this.#feed?.append(message.slice(headerLength));
  }

  /** A broken decoder or a full buffer: from the beginning, with the next connection's keyframe. */
  #restart(error: unknown): void {
    this.#feed?.close();
    [this.#feed, this.#mime, this.#placed] = [null, null, false];
    if (this.#attempt > 4) {
      this.stop();
      this.events.unable(error);
      return;
    }

    this.#disconnect();
    this.#comeBack();
  }

  #control(): void {
    if (this.video.error && this.#feed) {
      this.#restart(this.video.error);
      return;
    }

    if (this.#socket && this.#live && performance.now() - this.#heardAt > silence) {
      this.#disconnect();
      this.#comeBack();
    }

    const [start, end] = [this.#feed?.start, this.#feed?.end];
    if (typeof start !== 'number' || typeof end !== 'number') {
      return;
    }

    if (!this.#placed) {
      this.#placed = true;
      this.toLive();
      return;
    }

    if (this.video.paused || document.visibilityState === 'hidden') {
      return;
    }

    const decision = keepToEdge({ current: this.video.currentTime, start, end, target: this.#target.value });
    if (decision.jumpTo !== null && this.#live) {
      this.video.currentTime = decision.jumpTo;
    }

    if (this.video.playbackRate !== decision.rate) {
      this.video.playbackRate = decision.rate;
    }

    this.#target.smooth();
  }

  #disconnect(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #comeBack(): void {
    this.#socket = null;
    if (!this.#stopped) {
      this.events.reconnecting();
      setTimeout(() => this.#stopped || this.#socket || this.#connect(), backoff(this.#attempt++, longestBackoff));
    }
  }
}
