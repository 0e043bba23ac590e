import { LevelMeter, openScreen } from '../media/capture';
import { MediaProblem } from '../media/problems';
import type { SessionEventKind } from './contracts';
import type { ExamSession } from './examSession';
import { PieceQueue } from './pieceQueue';
import { Stills } from './stills';
import { TrackRecorder } from './trackRecorder';

export type DeviceHealth = 'off' | 'on' | 'lost';

/** Loudness (0–1) that is talking rather than typing, if it lasts. */
const loud = 0.22;
const loudFor = 4;
const quietBetween = 60_000;

/**
 * Camera, microphone and screen while the exam lasts. It looks after itself: whatever happens here never touches an answer. What
 * stops is shown to the candidate with one button, and told to the invigilator.
 */
export class Monitoring {
  camera: MediaStream | null = null;
  screen: MediaStream | null = null;
  health: { camera: DeviceHealth; microphone: DeviceHealth; screen: DeviceHealth } = { camera: 'off', microphone: 'off', screen: 'off' };
  problem: string | null = null;
  readonly queue: PieceQueue;
  readonly stills: Stills;
  #recorders = new Map<'camera' | 'screen', TrackRecorder>();
  #meter: LevelMeter | null = null;
  #loudTicks = 0;
  #lastNoise = -Infinity;
  #recording = false;
  #started = false;

  constructor(
    private readonly session: ExamSession,
    private readonly raise: (kind: SessionEventKind, detail?: string) => void,
    private readonly changed: () => void,
  ) {
    this.queue = new PieceQueue(session.id, session.store, session.api, () => session.outbox.pending.length > 0, {
      changed,
      runRefused: (run) => [...this.#recorders.values()].find((recorder) => recorder.isRun(run))?.begin(),
    });
    this.stills = new Stills(session);
  }

  /** Everything that should run runs. */
  get sound(): boolean {
    return this.health.camera === 'on' && this.health.microphone === 'on' && this.health.screen === 'on';
  }

  /** What is on, for the heartbeat; nothing is said where nothing is recorded. */
  get devices(): Partial<Record<'camera' | 'microphone' | 'screen', boolean>> {
    const { camera, microphone, screen } = this.health;
    return this.#recording ? { camera: camera === 'on', microphone: microphone === 'on', screen: screen === 'on' } : {};
  }

  /** 0–1, the loudness now. */
  get level(): number {
    return this.#meter?.read() ?? 0;
  }

  async openCamera(): Promise<void> {
    this.problem = null;
    try {
      if (!window.isSecureContext) {
        throw new MediaProblem('insecure-page');
      }
      // The one that runs is given up only for one that is there: whoever closes the browser's question goes on as before.
      const camera = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 12, max: 15 }, facingMode: 'user' },
        audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
      });
      giveBack(this.camera);
      this.camera = camera;
    } catch (error) {
      this.problem = MediaProblem.from(error).message;
      this.changed();
      return;
    }
    const again = this.health.camera === 'lost';
    this.health = { ...this.health, camera: 'on', microphone: 'on' };
    this.#listen();
    this.#follow(this.camera, 'video', 'camera', 'cameraStopped');
    this.#follow(this.camera, 'audio', 'microphone', 'microphoneStopped');
    if (again) {
      this.raise('cameraResumed');
    }
    this.stills.watch(this.camera);
    this.#record('camera');
    this.changed();
  }

  async shareScreen(): Promise<void> {
    this.problem = null;
    try {
      if (typeof navigator.mediaDevices?.getDisplayMedia !== 'function') {
        throw new MediaProblem('unsupported');
      }
      const screen = await openScreen();
      giveBack(this.screen);
      this.screen = screen;
    } catch (error) {
      const { code, message } = MediaProblem.from(error);
      this.problem = code === 'unsupported' ? '这个浏览器不能共享屏幕，请换电脑上的新版 Chrome 或 Edge' : message;
      this.changed();
      return;
    }
    const video = this.screen.getVideoTracks()[0]!;
    // Text stays readable at three pictures a second, and costs little.
    await video.applyConstraints({ frameRate: 4, width: { max: 1280 }, height: { max: 800 } }).catch(() => undefined);
    const again = this.health.screen === 'lost';
    this.health = { ...this.health, screen: 'on' };
    this.#follow(this.screen, 'video', 'screen', 'screenStopped');
    if (again) {
      this.raise('screenResumed');
    }
    this.#record('screen');
    this.changed();
  }

  /** True when the whole screen is shared and not a window or a tab; true also where the browser does not say. */
  get wholeScreen(): boolean {
    const surface = (this.screen?.getVideoTracks()[0]?.getSettings() as { displaySurface?: string } | undefined)?.displaySurface;
    return surface === undefined || surface === 'monitor';
  }

  /** From now on what is open is recorded. */
  async start(): Promise<void> {
    if (this.#started) {
      return;
    }
    this.#started = true;
    this.#recording = true;
    await this.queue.start();
    this.#record('camera');
    this.#record('screen');
    this.stills.start();
  }

  /** Nothing is recorded here any more; what was goes on leaving for as long as the page is open. The devices are given back at once. */
  async stop(): Promise<void> {
    this.#recording = false;
    this.#started = false;
    this.problem = null;
    this.stills.stop();
    await Promise.all([...this.#recorders.values()].map((recorder) => recorder.stop()));
    this.#recorders.clear();
    this.health = { camera: 'off', microphone: 'off', screen: 'off' };
    [this.camera, this.screen].forEach(giveBack);
    this.camera = null;
    this.screen = null;
    this.#meter?.close();
    this.#meter = null;
    this.changed();
  }

  /** Once a second: a person who talks for several of them is told to the invigilator, once a minute at most. */
  tick(): void {
    if (!this.#recording || !this.#meter) {
      return;
    }
    this.#loudTicks = this.level > loud ? this.#loudTicks + 1 : 0;
    if (this.#loudTicks >= loudFor && performance.now() - this.#lastNoise > quietBetween) {
      this.#lastNoise = performance.now();
      this.#loudTicks = 0;
      this.raise('noise');
    }
  }

  #record(track: 'camera' | 'screen'): void {
    const stream = track === 'camera' ? this.camera : this.screen;
    if (!this.#recording || !stream) {
      return;
    }
    void this.#recorders.get(track)?.stop();
    const now = (): number => this.session.clock.now() ?? Date.now();
    const recorder = new TrackRecorder(this.session.id, track, stream, now, (piece) => this.queue.add(piece));
    this.#recorders.set(track, recorder);
    recorder.begin();
  }

  #listen(): void {
    this.#meter ??= new LevelMeter();
    this.#meter.listen(this.camera!);
  }

  #follow(stream: MediaStream, kind: 'video' | 'audio', device: 'camera' | 'microphone' | 'screen', stopped: SessionEventKind): void {
    const track = stream.getTracks().find((candidate) => candidate.kind === kind);
    const lost = (): void => {
      const current = device === 'screen' ? this.screen : this.camera;
      if (current === stream && this.health[device] === 'on') {
        this.health = { ...this.health, [device]: 'lost' };
        this.raise(stopped);
        this.changed();
      }
    };
    if (track) {
      track.addEventListener('ended', lost);
    } else {
      lost();
    }
  }
}

const giveBack = (stream: MediaStream | null): void => stream?.getTracks().forEach((track) => track.stop());
