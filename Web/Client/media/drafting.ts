import type { EncodedSample } from './mp4Writer';
import type { Draft } from './outbox';

/** Microseconds of picture in a fragment. Shorter costs bytes, longer costs delay. */
const fragmentLength = 120_000;

/** Opus packets are 20 ms; encoders date them with jitter, a time line must not have any. */
const opusPacket = 20_000;

/** Collects frames and sound into drafts. A frame's length is known when the next one comes, so it waits for that. */
export class Drafting {
  #video: EncodedSample[] = [];
  #audio: EncodedSample[] = [];
  #audioEnd: number | null = null;

  constructor(private readonly ready: (draft: Draft) => void) {}

  addVideo(sample: EncodedSample): void {
    const last = this.#video[this.#video.length - 1];
    if (last) {
      if (sample.timestamp <= last.timestamp) {
        return;
      }

      last.duration = Math.min(sample.timestamp - last.timestamp, 5_000_000);
      if (sample.key || sample.timestamp - this.#video[0]!.timestamp >= fragmentLength) {
        this.#close(sample.timestamp);
      }
    }

    this.#video.push(sample);
  }

  addAudio(sample: EncodedSample): void {
    const expected = this.#audioEnd ?? sample.timestamp;
    const timestamp = Math.abs(sample.timestamp - expected) < 3 * opusPacket ? expected : Math.max(sample.timestamp, expected);
    this.#audio.push({ ...sample, timestamp, duration: opusPacket });
    this.#audioEnd = timestamp + opusPacket;
  }

  /** Forgets what is not complete, when the picture's source changes. */
  clear(): void {
    this.#video = [];
  }

  #close(end: number): void {
    const later = this.#audio.findIndex((sample) => sample.timestamp >= end);
    const audio = this.#audio.splice(0, later < 0 ? this.#audio.length : later);
    const video = this.#video.splice(0);
    this.ready({ key: video[0]!.key, video, audio });
  }
}
