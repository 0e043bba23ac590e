import { commandKey } from '../live/api';
import type { ExamSession } from './examSession';

const every = 5_000;
const width = 320;

/** As many bytes as the server takes. */
const mostBytes = 60 * 1024;

/** A picture of now every few seconds, for the invigilator's wall. One that cannot be sent at once is worth nothing later. */
export class Stills {
  readonly #video = document.createElement('video');
  readonly #canvas = document.createElement('canvas');
  #timer = 0;
  #busy = false;

  constructor(private readonly session: ExamSession) {
    this.#video.muted = true;
    this.#video.playsInline = true;
  }

  watch(camera: MediaStream): void {
    this.#video.srcObject = camera;
    void this.#video.play().catch(() => undefined);
  }

  start(): void {
    // Each page at its own moment, or a full hall sends all its pictures at once.
    const next = (wait: number): void => {
      this.#timer = window.setTimeout(() => {
        next(every * (0.9 + Math.random() / 5));
        void this.send();
      }, wait);
    };
    next(Math.random() * every);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#video.srcObject = null;
  }

  /** True when the picture reached the server. */
  async send(): Promise<boolean> {
    const waiting = this.session.outbox.pending.length > 0 && this.session.outbox.failures > 0;
    if (this.#busy || waiting || !this.session.reachable) {
      return false;
    }
    this.#busy = true;
    try {
      const picture = await this.take();
      if (picture) {
        await this.session.api.still(commandKey(), picture);
      }
      return picture !== null;
    } catch {
      // The next one comes in five seconds.
      return false;
    } finally {
      this.#busy = false;
    }
  }

  async take(): Promise<Blob | null> {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0) {
      return null;
    }
    this.#canvas.width = width;
    this.#canvas.height = Math.round((width * videoHeight) / videoWidth);
    this.#canvas.getContext('2d')!.drawImage(this.#video, 0, 0, this.#canvas.width, this.#canvas.height);
    for (const quality of [0.6, 0.4, 0.2]) {
      const picture = await new Promise<Blob | null>((resolve) => this.#canvas.toBlob(resolve, 'image/jpeg', quality));
      if (picture && picture.size <= mostBytes) {
        return picture;
      }
    }
    return null;
  }
}
