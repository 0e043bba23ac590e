import { Emitter } from './emitter';
import { MediaProblem } from './problems';
import type { PublisherEvents, PublisherOptions, PublisherState, PublisherStats } from './types';

/**
 * Sends camera or screen to a room. `open` shows the preview, `start` sends; a broken connection is taken up again by itself.
 */
export class Publisher extends Emitter<PublisherEvents> {
  #stream: MediaStream | null = null;
  #state: PublisherState = 'idle';
  #muted = false;

  constructor(private readonly options: PublisherOptions) {
    super();
  }

  get state(): PublisherState {
    return this.#state;
  }

  /** For the own picture: `video.srcObject = publisher.stream` (muted). Changes with `useCamera` and `useScreen`. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  get stats(): PublisherStats {
    return {
      bitrate: 0, framesSent: 0, framesDropped: 0, level: 0, silentSeconds: 0, waiting: 0, uplink: 'good', mediaTime: null,
    };
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(value: boolean) {
    this.#muted = value;
  }

  /** Asks for the devices; nothing is sent yet. Throws a `MediaProblem`. */
  async open(): Promise<MediaStream> {
    try {
      this.#stream = this.options.stream ?? (await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    } catch (error) {
      throw MediaProblem.from(error);
    }

    this.#become('previewing');
    return this.#stream;
  }

  /**
   * Connects and sends; resolves when the server took the stream. Throws a `MediaProblem`, with code
   * `live-rooms.other-publisher` when somebody else is sending: ask the person, then `start({ takeover: true })`.
   */
  async start(how: { takeover?: boolean } = {}): Promise<void> {
    void how;
    await this.open();
    throw new MediaProblem('unsupported');
  }

  /** Another camera or microphone, without interrupting the stream. */
  async useCamera(cameraId?: string, microphoneId?: string): Promise<void> {
    void cameraId;
    void microphoneId;
    await this.open();
  }

  /** The screen instead of the camera, with the microphone as before. Returns to the camera when sharing is ended. */
  async useScreen(): Promise<void> {
    await this.open();
  }

  /** Stops sending and gives the devices back. The session itself is ended by `POST …/endings`. */
  stop(): void {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#become('stopped');
  }

  #become(state: PublisherState): void {
    if (state !== this.#state) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}
