import { openCamera } from '../media/capture';
import { Emitter } from '../media/emitter';
import { MediaProblem } from '../media/problems';
import type { CallDevicesState } from './signals';

export interface CallDevicesEvents {
  /** A track came, went or was exchanged: give it to the call. */
  track: { kind: 'audio' | 'video'; track: MediaStreamTrack | null };
  /** What is sent now changed. */
  state: CallDevicesState;
  /** Something a person must know; the call goes on with what is left. */
  problem: MediaProblem;
}

/**
 * The own camera and microphone during a call. Takes what there is: without a camera the sound, without a microphone
 * nothing, and never fails as a whole. A camera that is off is closed, so that its light goes out.
 */
export class CallDevices extends Emitter<CallDevicesEvents> {
  readonly #stream = new MediaStream();
  #cameraId: string | undefined;
  #microphoneId: string | undefined;
  #closed = false;

  /** For the own picture: `video.srcObject` (muted). */
  get stream(): MediaStream {
    return this.#stream;
  }

  get tracks(): MediaStreamTrack[] {
    return this.#stream.getTracks();
  }

  get state(): CallDevicesState {
    return { camera: this.#track('video') !== undefined, microphone: this.#track('audio')?.enabled ?? false };
  }

  async open(wish: CallDevicesState = { camera: true, microphone: true }): Promise<void> {
    navigator.mediaDevices?.addEventListener('devicechange', this.#devicesChanged);
    if (wish.camera) {
      try {
        const both = await openCamera('360p', this.#cameraId, this.#microphoneId);
        both.getTracks().forEach((track) => this.#take(track));
        return;
      } catch (error) {
        this.emit('problem', MediaProblem.from(error));
      }
    }
    await this.#open('audio');
  }

  async setCamera(on: boolean): Promise<void> {
    if (on && !this.#track('video')) {
      await this.#open('video');
    } else if (!on) {
      this.#drop('video');
      this.emit('track', { kind: 'video', track: null });
      this.emit('state', this.state);
    }
  }

  /** The microphone stays open while muted, so that unmuting is heard at once. */
  async setMicrophone(on: boolean): Promise<void> {
    const track = this.#track('audio');
    if (track) {
      track.enabled = on;
      this.emit('state', this.state);
    } else if (on) {
      await this.#open('audio');
    }
  }

  async use(kind: 'audio' | 'video', deviceId: string): Promise<void> {
    if (kind === 'video') {
      this.#cameraId = deviceId;
    } else {
      this.#microphoneId = deviceId;
    }
    await this.#open(kind);
  }

  /** Names are known only after a permission was given. */
  static async list(): Promise<{ cameras: MediaDeviceInfo[]; microphones: MediaDeviceInfo[] }> {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const ofKind = (kind: MediaDeviceKind): MediaDeviceInfo[] => devices.filter((device) => device.kind === kind && device.deviceId !== '');
    return { cameras: ofKind('videoinput'), microphones: ofKind('audioinput') };
  }

  close(): void {
    this.#closed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#devicesChanged);
    this.#drop('video');
    this.#drop('audio');
  }

  async #open(kind: 'audio' | 'video'): Promise<void> {
    if (!window.isSecureContext) {
      this.emit('problem', new MediaProblem('insecure-page'));
      return;
    }
    try {
      const device = { deviceId: kind === 'video' ? this.#cameraId : this.#microphoneId };
      const stream = await navigator.mediaDevices.getUserMedia(
        kind === 'video'
          ? { video: { ...device, width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 }, facingMode: 'user' } }
          : { audio: { ...device, channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
      );
      this.#take(stream.getTracks()[0]!);
    } catch (error) {
      this.emit('problem', MediaProblem.from(error));
      this.emit('state', this.state);
    }
  }

  #take(track: MediaStreamTrack): void {
    if (this.#closed) {
      track.stop();
      return;
    }
    const kind = track.kind as 'audio' | 'video';
    const enabled = this.#track(kind)?.enabled ?? true;
    this.#drop(kind);
    track.enabled = enabled;
    track.addEventListener('ended', () => this.#lost(track));
    this.#stream.addTrack(track);
    this.emit('track', { kind, track });
    this.emit('state', this.state);
  }

  /** Unplugged, or taken by another program: whatever else there is takes its place. */
  #lost(track: MediaStreamTrack): void {
    if (this.#closed || !this.#stream.getTracks().includes(track)) {
      return;
    }
    const kind = track.kind as 'audio' | 'video';
    this.#stream.removeTrack(track);
    this.emit('track', { kind, track: null });
    this.emit('problem', new MediaProblem('device-lost'));
    if (kind === 'video') {
      this.#cameraId = undefined;
    } else {
      this.#microphoneId = undefined;
    }
    void this.#open(kind);
  }

  readonly #devicesChanged = (): void => {
    // A headset that comes while there was nothing to speak into.
    if (!this.#closed && !this.#track('audio')) {
      void this.#open('audio');
    }
  };

  #track(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    return this.#stream.getTracks().find((track) => track.kind === kind);
  }

  #drop(kind: 'audio' | 'video'): void {
    const track = this.#track(kind);
    if (track) {
      this.#stream.removeTrack(track);
      track.stop();
    }
  }
}
