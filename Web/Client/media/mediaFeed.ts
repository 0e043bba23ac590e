type AnyMediaSource = MediaSource & { streaming?: boolean };

/** Media Source, or what iPhones have instead. */
const sourceType = (): typeof MediaSource | undefined =>
  (window as { ManagedMediaSource?: typeof MediaSource }).ManagedMediaSource ?? (window as { MediaSource?: typeof MediaSource }).MediaSource;

const kept = 30;
const mostWaiting = 200;

/** Fragments into a video element: one source buffer, fed in order, trimmed behind the picture. */
export class MediaFeed {
  readonly #source: AnyMediaSource;
  readonly #url: string;
  readonly #waiting: ArrayBuffer[] = [];
  #buffer: SourceBuffer | null = null;
  #closed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    mime: string,
    private readonly failed: (error: unknown) => void,
  ) {
    const Source = sourceType()!;
    this.#source = new Source();
    this.#url = URL.createObjectURL(this.#source);
    video.disableRemotePlayback = true;
    this.#source.addEventListener('sourceopen', () => this.#open(mime), { once: true });
    video.src = this.#url;
  }

  static canPlay(mime: string): boolean {
    return sourceType()?.isTypeSupported(mime) ?? false;
  }

  static get isThere(): boolean {
    return sourceType() !== undefined;
  }

  /** Seconds; null while empty. */
  get end(): number | null {
    const { buffered } = this.video;
    return buffered.length > 0 ? buffered.end(buffered.length - 1) : null;
  }

  /** Where the last piece without a hole begins. */
  get start(): number | null {
    const { buffered } = this.video;
    return buffered.length > 0 ? buffered.start(buffered.length - 1) : null;
  }

  append(bytes: ArrayBuffer): void {
    this.#waiting.push(bytes);
    if (this.#waiting.length > mostWaiting) {
      this.failed(new Error('The source buffer takes nothing.'));
      return;
    }

    this.#feed();
  }

  close(): void {
    this.#closed = true;
    URL.revokeObjectURL(this.#url);
    this.video.removeAttribute('src');
    this.video.load();
  }

  #open(mime: string): void {
    try {
      this.#source.duration = Infinity;
      this.#buffer = this.#source.addSourceBuffer(mime);
      this.#buffer.addEventListener('updateend', () => this.#feed());
      this.#feed();
    } catch (error) {
      this.failed(error);
    }
  }

  #feed(): void {
    if (this.#closed || !this.#buffer || this.#buffer.updating || this.#source.readyState !== 'open') {
      return;
    }

    try {
      const old = this.video.currentTime - kept;
      if (this.#buffer.buffered.length > 0 && this.#buffer.buffered.start(0) < old - kept) {
        this.#buffer.remove(0, old);
        return;
      }

      const next = this.#waiting.shift();
      if (next) {
        this.#buffer.appendBuffer(next);
      }
    } catch (error) {
      this.failed(error);
    }
  }
}
