import { Emitter } from './emitter';
import { MediaProblem } from './problems';
import type { DeviceCheckEvents, DeviceCheckOptions, DeviceCheckResult, DeviceCheckStep } from './types';

/** Bytes of the upload that is measured: a second and a half at 720p. */
const probeBytes = 512 * 1024;

/** Bits per second that a stream of this quality needs, with room to breathe. */
const needed = { '360p': 1_200_000, '720p': 3_000_000 };

/** The rehearsal before going on air (调试设备): page, browser, camera, microphone, upload speed, one after the other. */
export class DeviceCheck extends Emitter<DeviceCheckEvents> {
  #stream: MediaStream | null = null;
  #audio: AudioContext | null = null;
  #timer = 0;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly options: DeviceCheckOptions,
  ) {
    super();
  }

  /** Runs all steps; each is told as it ends. The camera stays open for the preview until `close`. */
  async run(): Promise<DeviceCheckResult[]> {
    this.close();
    return [
      this.#tell('page', window.isSecureContext ? null : new MediaProblem('insecure-page'), '页面连接安全'),
      this.#tell('browser', 'VideoEncoder' in window && 'AudioEncoder' in window ? null : new MediaProblem('unsupported'), '浏览器支持直播'),
      await this.#try('camera', () => this.#openCamera()),
      await this.#try('microphone', () => this.#openMicrophone()),
      await this.#try('uplink', () => this.#measureUplink()),
    ];
  }

  /** Gives the devices back. */
  close(): void {
    clearInterval(this.#timer);
    void this.#audio?.close();
    this.#audio = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.video.srcObject = null;
  }

  async #try(step: DeviceCheckStep, run: () => Promise<string>): Promise<DeviceCheckResult> {
    try {
      return this.#tell(step, null, await run());
    } catch (error) {
      return this.#tell(step, window.isSecureContext ? MediaProblem.from(error) : new MediaProblem('insecure-page'), '');
    }
  }

  #tell(step: DeviceCheckStep, problem: Error | null, good: string): DeviceCheckResult {
    const result = { step, passed: problem === null, message: problem?.message ?? good };
    this.emit('result', result);
    return result;
  }

  async #openCamera(): Promise<string> {
    const camera = await navigator.mediaDevices.getUserMedia({
      video: { deviceId: this.options.cameraId, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    this.#keep(camera);
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = camera;
    await this.video.play();
    const { width, height } = camera.getVideoTracks()[0]!.getSettings();
    return `摄像头正常（${width ?? '?'}×${height ?? '?'}）`;
  }

  async #openMicrophone(): Promise<string> {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: { deviceId: this.options.microphoneId } });
    this.#keep(microphone);
    this.#audio = new AudioContext();
    const analyser = new AnalyserNode(this.#audio, { fftSize: 1024 });
    this.#audio.createMediaStreamSource(microphone).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let loudest = 0;
    this.#timer = window.setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const level = Math.min(1, Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length) * 4);
      loudest = Math.max(loudest, level);
      this.emit('level', level);
    }, 100);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return loudest > 0.01 ? '麦克风正常' : '麦克风已打开，但没有听到声音，请对着麦克风说句话';
  }

  async #measureUplink(): Promise<string> {
    const body = crypto.getRandomValues(new Uint8Array(64 * 1024));
    const parts = Array.from({ length: probeBytes / body.length }, () => body);
    const begun = performance.now();
    let answer: Response;
    try {
      answer = await fetch(this.options.probeUrl, { method: 'POST', body: new Blob(parts), credentials: 'include' });
    } catch (error) {
      throw new MediaProblem('connection-lost', error);
    }

    if (!answer.ok) {
      throw new MediaProblem(answer.status === 401 ? 'session.signed-out' : 'connection-lost');
    }

    const rate = (probeBytes * 8000) / Math.max(1, performance.now() - begun);
    const said = `上传速度 ${(rate / 1e6).toFixed(1)} Mbit/s`;
    return rate >= needed[this.options.quality ?? '360p'] ? said : `${said}，可能会卡顿，建议换网络或降低清晰度`;
  }

  #keep(stream: MediaStream): void {
    this.#stream ??= new MediaStream();
    stream.getTracks().forEach((track) => this.#stream!.addTrack(track));
  }
}
