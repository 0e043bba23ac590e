import { MediaProblem } from './problems';
import type { Quality } from './types';

export const sizes: Record<Quality, { width: number; height: number; bitrate: number }> = {
  '360p': { width: 640, height: 360, bitrate: 800_000 },
  '720p': { width: 1280, height: 720, bitrate: 2_000_000 },
};

export const frameRate = 24;

/** Chrome's way to the raw frames of a track; others get them from a video element. */
interface TrackProcessor<Frame> {
  readonly readable: ReadableStream<Frame>;
}

declare global {
  interface Window {
    MediaStreamTrackProcessor?: new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor<VideoFrame | AudioData>;
  }
}

export async function openCamera(quality: Quality, cameraId?: string, microphoneId?: string): Promise<MediaStream> {
  if (!window.isSecureContext) {
    throw new MediaProblem('insecure-page');
  }

  const { width, height } = sizes[quality];
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { deviceId: cameraId, width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate, max: 30 }, facingMode: 'user' },
      audio: { deviceId: microphoneId, channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    throw MediaProblem.from(error);
  }
}

export async function openScreen(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15, max: frameRate } }, audio: false });
  } catch (error) {
    const problem = MediaProblem.from(error);
    throw problem.code === 'permission-denied' ? new MediaProblem('screen-cancelled', error) : problem;
  }
}

/**
 * Hands out each frame of a track, dated by this page's own clock (microseconds), until it is stopped.
 * Camera and microphone count from different beginnings; the clock they are seen by is the same.
 */
export function readFrames<Frame extends VideoFrame | AudioData>(track: MediaStreamTrack, take: (frame: Frame, timestamp: number) => void): () => void {
  const abort = new AbortController();
  if (window.MediaStreamTrackProcessor) {
    const reader = new window.MediaStreamTrackProcessor({ track }).readable.getReader();
    let offset = Infinity;
    const read = async (): Promise<void> => {
      while (!abort.signal.aborted) {
        const { value: frame, done } = await reader.read();
        if (done) {
          return;
        }

        const now = performance.now() * 1000;
        // The frame that came quickest shows best where the two clocks stand; after a pause of the device they stand elsewhere.
        if (now - frame.timestamp < offset || now - frame.timestamp > offset + 500_000) {
          offset = now - frame.timestamp;
        }

        take(frame as Frame, frame.timestamp + offset);
      }
    };
    read().catch(() => undefined);
    abort.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  } else if (track.kind === 'video') {
    readFromElement(track, abort.signal, take as (frame: VideoFrame, timestamp: number) => void);
  }

  return () => abort.abort();
}

function readFromElement(track: MediaStreamTrack, stopped: AbortSignal, take: (frame: VideoFrame, timestamp: number) => void): void {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const next = (now: number): void => {
    if (!stopped.aborted) {
      take(new VideoFrame(video, { timestamp: Math.round(now * 1000) }), now * 1000);
      video.requestVideoFrameCallback(next);
    }
  };
  video.requestVideoFrameCallback(next);
  void video.play();
  stopped.addEventListener('abort', () => (video.srcObject = null));
}

/** The loudest fiftieth of a second, as an effective value. */
function loudest(samples: Float32Array): number {
  const piece = 1024;
  let most = 0;
  for (let start = 0; start + piece <= samples.length; start += piece) {
    let energy = 0;
    for (let at = start; at < start + piece; at++) {
      energy += samples[at]! ** 2;
    }
    most = Math.max(most, energy / piece);
  }
  return Math.sqrt(most);
}

/** Loudness of a stream's sound, 0–1. */
export class LevelMeter {
  readonly #context = new AudioContext();
  // As long as the pause between two looks, so that no sound falls between them.
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: 32_768 });
  readonly #samples = new Float32Array(32_768);
  #source: MediaStreamAudioSourceNode | null = null;

  listen(stream: MediaStream): void {
    this.#source?.disconnect();
    this.#source = stream.getAudioTracks().length > 0 ? this.#context.createMediaStreamSource(stream) : null;
    this.#source?.connect(this.#analyser);
    void this.#context.resume();
  }

  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return Math.min(1, loudest(this.#samples) * 4);
  }

  close(): void {
    void this.#context.close();
  }
}
