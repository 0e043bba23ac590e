import { LevelMeter, openCamera, openScreen } from './capture';
import { Drafting } from './drafting';
import { Emitter } from './emitter';
import { PictureEncoder, SoundEncoder } from './encoding';
import { writeInit, type AudioSetup, type VideoSetup } from './mp4Writer';
import { Outbox } from './outbox';
import { MediaProblem } from './problems';
import { RateMeter } from './rateMeter';
import type { PublisherEvents, PublisherOptions, PublisherState, PublisherStats, Quality } from './types';
import { Uplink } from './uplink';

const soundFloor = 0.01;
const soundMustCome = 700;

/**
 * Sends camera or screen to a room. `open` shows the preview, `start` sends; a broken connection is taken up again by itself.
 */
export class Publisher extends Emitter<PublisherEvents> {
  readonly #outbox = new Outbox();
  readonly #rate = new RateMeter();
  readonly #drafting = new Drafting((draft) => {
    this.#lost += this.#outbox.push(draft);
    this.#uplink?.pump();
    if (this.#outbox.needsKey) {
      this.#picture?.askForKey();
    }
  });

  #stream: MediaStream | null = null;
  #state: PublisherState = 'idle';
  #muted = false;
  #meter: LevelMeter | null = null;
  #picture: PictureEncoder | null = null;
  #sound: SoundEncoder | null = null;
  #uplink: Uplink | null = null;
  #video: VideoSetup | null = null;
  #audio: AudioSetup | null = null;
  #init: Uint8Array | null = null;
  #hasSound = true;
  #timer = 0;
  #lost = 0;
  #level = 0;
  #heardAt = performance.now();
  #weakSince: number | null = null;

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
    const waiting = Math.round(this.#outbox.waiting / 1000) + Math.round((8000 * (this.#uplink?.buffered ?? 0)) / Math.max(64_000, this.#rate.bitrate));
    return {
      bitrate: this.#rate.bitrate,
      framesSent: this.#picture?.framesSent ?? 0,
      framesDropped: (this.#picture?.framesDropped ?? 0) + this.#lost,
      level: this.#level,
      silentSeconds: Math.floor((performance.now() - this.#heardAt) / 1000),
      waiting,
      uplink: this.#uplink && !this.#uplink.isOpen ? 'broken' : waiting > 1500 ? 'weak' : 'good',
      mediaTime: this.#outbox.mediaTime,
    };
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(value: boolean) {
    this.#muted = value;
    this.#stream?.getAudioTracks().forEach((track) => (track.enabled = !value));
  }

  /** Asks for the devices; nothing is sent yet. Throws a `MediaProblem`. */
  async open(): Promise<MediaStream> {
    if (this.#stream) {
      return this.#stream;
    }

    const camera = this.options.stream ?? (await openCamera(this.#quality, this.options.cameraId, this.options.microphoneId));
    this.#show(camera);
    if (this.options.source === 'screen') {
      await this.useScreen();
    }

    this.#timer = window.setInterval(() => this.#look(), 500);
    this.#become('previewing');
    return this.#stream!;
  }

  /**
   * Connects and sends; resolves when the server took the stream. Throws a `MediaProblem`, with code
   * `live-rooms.other-publisher` when somebody else is sending: ask the person, then `start({ takeover: true })`.
   */
  async start(how: { takeover?: boolean } = {}): Promise<void> {
    await this.open();
    // One line at a time: a second one would take the outbox away from the first, and neither would send.
    this.#uplink?.close();
    this.#become('connecting');
    this.#encode();
    await new Promise<void>((resolve, reject) => {
      this.#uplink = new Uplink(this.options.url, this.#outbox, {
        connected: () => {
          this.#become('publishing');
          this.#picture?.askForKey();
          resolve();
        },
        lost: () => this.#become('reconnecting'),
        trouble: (problem) => this.emit('problem', problem),
        refused: (problem) => {
          this.#halt();
          this.#become(problem.code === 'live-rooms.other-publisher' ? 'previewing' : 'stopped');
          this.emit('problem', problem);
          reject(problem);
        },
      });
      if (this.#init) {
        this.#uplink.setInit(this.#init);
      }

      this.#uplink.open(how.takeover ?? false);
    });
  }

  /** Another camera or microphone, without interrupting the stream. */
  async useCamera(cameraId?: string, microphoneId?: string): Promise<void> {
    const before = this.#stream;
    this.#show(await openCamera(this.#quality, cameraId ?? this.options.cameraId, microphoneId ?? this.options.microphoneId));
    before?.getTracks().forEach((track) => track.stop());
  }

  /** A picture or a sound made elsewhere takes the place of the present one, without interrupting the stream. */
  use(stream: MediaStream): void {
    const before = this.#stream;
    this.#show(stream);
    before?.getTracks().filter((track) => !stream.getTracks().includes(track)).forEach((track) => track.stop());
  }

  /** The screen instead of the camera, with the microphone as before. Returns to the camera when sharing is ended. */
  async useScreen(): Promise<void> {
    const screen = await openScreen();
    const picture = screen.getVideoTracks()[0]!;
    picture.addEventListener('ended', () => this.#stream?.getVideoTracks().includes(picture) && void this.useCamera().catch((error) => this.emit('problem', MediaProblem.from(error))));
    this.#stream?.getVideoTracks().forEach((track) => track.stop());
    this.#show(new MediaStream([picture, ...(this.#stream?.getAudioTracks() ?? [])]));
  }

  /** Stops sending and gives the devices back. The session itself is ended by `POST …/endings`. */
  stop(): void {
    this.#halt();
    clearInterval(this.#timer);
    this.#meter?.close();
    this.#meter = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#become('stopped');
  }

  get #quality(): Quality {
    return this.options.quality ?? '360p';
  }

  #show(stream: MediaStream): void {
    this.#stream = stream;
    this.muted = this.#muted;
    this.#meter ??= new LevelMeter();
    this.#meter.listen(stream);
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => this.#stream === stream && this.emit('problem', new MediaProblem('device-lost')));
    }

    this.#read();
  }

  #encode(): void {
    if (this.#picture) {
      return;
    }

    const { width = 16, height = 9 } = this.#stream!.getVideoTracks()[0]?.getSettings() ?? {};
    this.#picture = new PictureEncoder(this.#quality, height > width, {
      setup: (video) => this.#describe(video, this.#audio),
      sample: (sample) => this.#drafting.addVideo(sample),
      failed: (problem) => this.emit('problem', problem),
    });
    if (SoundEncoder.isSupported && this.#stream!.getAudioTracks().length > 0) {
      this.#sound = new SoundEncoder({
        setup: (audio) => this.#describe(this.#video, audio),
        sample: (sample) => this.#hasSound && this.#drafting.addAudio(sample),
      });
    }

    this.#read();
  }

  #read(): void {
    const [picture, sound] = [this.#stream?.getVideoTracks()[0], this.#stream?.getAudioTracks()[0]];
    if (picture) {
      this.#picture?.read(picture);
    }

    if (sound) {
      this.#sound?.read(sound);
    }
  }

  /** The head of the stream is written once both encoders have told theirs; sound that does not come is not waited for. */
  #describe(video: VideoSetup | null, audio: AudioSetup | null): void {
    const audioIsNew = audio !== this.#audio;
    [this.#video, this.#audio] = [video, audio];
    if (!video || (this.#sound && !audio)) {
      setTimeout(() => this.#init === null && this.#video && this.#writeInit(), soundMustCome);
    } else if (this.#init === null || (!audioIsNew && this.#hasSound === (audio !== null))) {
      this.#writeInit();
    }
  }

  #writeInit(): void {
    this.#hasSound = this.#audio !== null;
    const init = writeInit(this.#video!, this.#audio);
    if (!this.#init || init.length !== this.#init.length || init.some((byte, at) => byte !== this.#init![at])) {
      this.#init = init;
      this.#uplink?.setInit(init);
    }
  }

  #halt(): void {
    this.#uplink?.close();
    this.#uplink = null;
    this.#picture?.close();
    this.#sound?.close();
    [this.#picture, this.#sound] = [null, null];
  }

  /** Twice a second: figures for the desk, and less picture for a weak line. */
  #look(): void {
    this.#level = this.#meter?.read() ?? 0;
    this.#heardAt = this.#level > soundFloor || this.#muted ? performance.now() : this.#heardAt;
    this.#rate.add(this.#uplink?.bytes ?? 0);
    const stats = this.stats;
    if (stats.uplink === 'weak') {
      this.#weakSince = performance.now();
      this.#picture?.scale(stats.waiting > 4000 ? 0.25 : 0.5);
    } else if (this.#weakSince !== null && performance.now() - this.#weakSince > 20_000) {
      this.#weakSince = null;
      this.#picture?.scale(1);
    }

    this.emit('stats', stats);
  }

  #become(state: PublisherState): void {
    if (state !== this.#state) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}
