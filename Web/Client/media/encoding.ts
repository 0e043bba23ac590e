import { frameRate, readFrames, sizes } from './capture';
import type { AudioSetup, EncodedSample, VideoSetup } from './mp4Writer';
import { MediaProblem } from './problems';
import type { Quality } from './types';

const keyEvery = 1_000_000;
const mostQueued = 4;

interface PictureOutput {
  setup(video: VideoSetup): void;
  sample(sample: EncodedSample): void;
  failed(problem: MediaProblem): void;
}

/** Frames to H.264 of one fixed size, with a keyframe each second. */
export class PictureEncoder {
  readonly #encoder: VideoEncoder;
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;
  #stop: () => void = () => undefined;
  #bitrate: number;
  #lastKey = -Infinity;
  #lastFrame = -Infinity;
  #wantsKey = false;

  framesSent = 0;
  framesDropped = 0;

  constructor(
    private readonly quality: Quality,
    portrait: boolean,
    output: PictureOutput,
  ) {
    if (!('VideoEncoder' in window)) {
      throw new MediaProblem('unsupported');
    }

    const { width, height, bitrate } = sizes[quality];
    this.#bitrate = bitrate;
    this.#canvas = portrait ? new OffscreenCanvas(height, width) : new OffscreenCanvas(width, height);
    this.#context = this.#canvas.getContext('2d', { alpha: false })!;
    this.#encoder = new VideoEncoder({
      output: (chunk, metadata) => {
        const description = metadata?.decoderConfig?.description;
        if (description) {
          output.setup({ width: this.#canvas.width, height: this.#canvas.height, description: bytesOf(description) });
        }

        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.framesSent++;
        output.sample({ data, timestamp: chunk.timestamp, duration: 1e6 / frameRate, key: chunk.type === 'key' });
      },
      error: (error) => output.failed(new MediaProblem('unsupported', error)),
    });
    this.#configure();
  }

  /** Another source; the size stays. */
  read(track: MediaStreamTrack): void {
    this.#stop();
    this.#wantsKey = true;
    this.#stop = readFrames<VideoFrame>(track, (frame, timestamp) => this.#encode(frame, timestamp));
  }

  askForKey(): void {
    this.#wantsKey = true;
  }

  /** A share of the quality's full bitrate, when the uplink is weak. */
  scale(share: number): void {
    const bitrate = Math.max(200_000, Math.round(sizes[this.quality].bitrate * share));
    if (bitrate !== this.#bitrate && this.#encoder.state === 'configured') {
      this.#bitrate = bitrate;
      this.#configure();
    }
  }

  close(): void {
    this.#stop();
    if (this.#encoder.state !== 'closed') {
      this.#encoder.close();
    }
  }

  #configure(): void {
    this.#encoder.configure({
      codec: this.quality === '720p' ? 'avc1.42E01F' : 'avc1.42E01E',
      width: this.#canvas.width,
      height: this.#canvas.height,
      bitrate: this.#bitrate,
      framerate: frameRate,
      latencyMode: 'realtime',
      avc: { format: 'avc' },
    });
    this.#wantsKey = true;
  }

  #encode(frame: VideoFrame, timestamp: number): void {
    try {
      if (this.#encoder.state !== 'configured' || timestamp - this.#lastFrame < 0.6e6 / frameRate) {
        return;
      }

      if (this.#encoder.encodeQueueSize > mostQueued) {
        this.framesDropped++;
        return;
      }

      const key = this.#wantsKey || timestamp - this.#lastKey >= keyEvery - 0.5e6 / frameRate;
      const fitted = this.#fit(frame, Math.round(timestamp));
      this.#encoder.encode(fitted, { keyFrame: key });
      fitted.close();
      this.#lastFrame = timestamp;
      if (key) {
        this.#wantsKey = false;
        this.#lastKey = timestamp;
      }
    } finally {
      frame.close();
    }
  }

  /**
   * The whole picture inside the fixed size, so that changing from camera to screen does not change the stream. Also where it fits
   * already: a frame of the camera's own has other colours than a drawn one, and the encoder would begin a new stream at the change.
   */
  #fit(frame: VideoFrame, timestamp: number): VideoFrame {
    const { width, height } = this.#canvas;
    const ratio = Math.min(width / frame.displayWidth, height / frame.displayHeight);
    const [w, h] = [frame.displayWidth * ratio, frame.displayHeight * ratio];
    this.#context.fillRect(0, 0, width, height);
    this.#context.drawImage(frame, (width - w) / 2, (height - h) / 2, w, h);
    return new VideoFrame(this.#canvas, { timestamp });
  }
}

/** Sound to Opus. */
export class SoundEncoder {
  readonly #encoder: AudioEncoder;
  #stop: () => void = () => undefined;

  constructor(output: { setup(audio: AudioSetup): void; sample(sample: EncodedSample): void }) {
    this.#encoder = new AudioEncoder({
      output: (chunk, metadata) => {
        if (metadata?.decoderConfig) {
          output.setup(setupOf(metadata.decoderConfig));
        }

        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        output.sample({ data, timestamp: chunk.timestamp, duration: 20_000, key: true });
      },
      error: () => undefined,
    });
  }

  static get isSupported(): boolean {
    return 'AudioEncoder' in window && window.MediaStreamTrackProcessor !== undefined;
  }

  read(track: MediaStreamTrack): void {
    this.#stop();
    let configured = false;
    this.#stop = readFrames<AudioData>(track, (sound, timestamp) => {
      if (!configured && this.#encoder.state !== 'closed') {
        configured = true;
        this.#encoder.configure({ codec: 'opus', sampleRate: sound.sampleRate, numberOfChannels: sound.numberOfChannels, bitrate: 48_000 });
      }

      const dated = redate(sound, timestamp);
      sound.close();
      if (this.#encoder.state === 'configured') {
        this.#encoder.encode(dated);
      }

      dated.close();
    });
  }

  close(): void {
    this.#stop();
    if (this.#encoder.state !== 'closed') {
      this.#encoder.close();
    }
  }
}

function redate(sound: AudioData, timestamp: number): AudioData {
  const length = sound.numberOfFrames * sound.numberOfChannels;
  const data = new Float32Array(length);
  for (let channel = 0; channel < sound.numberOfChannels; channel++) {
    sound.copyTo(data.subarray(channel * sound.numberOfFrames), { planeIndex: channel, format: 'f32-planar' });
  }

  return new AudioData({
    format: 'f32-planar',
    sampleRate: sound.sampleRate,
    numberOfFrames: sound.numberOfFrames,
    numberOfChannels: sound.numberOfChannels,
    timestamp: Math.round(timestamp),
    data,
  });
}

function setupOf(config: AudioDecoderConfig): AudioSetup {
  const head = config.description ? bytesOf(config.description) : null;
  const preSkip = head && head.length >= 12 ? head[10]! | (head[11]! << 8) : 312;
  return { channels: config.numberOfChannels, sampleRate: config.sampleRate, preSkip };
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice() : new Uint8Array(source).slice();
}
