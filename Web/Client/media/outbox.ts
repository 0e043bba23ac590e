import { mediaTimeOf, writeFragment, type EncodedSample } from './mp4Writer';
import { writeMessage } from './wire';

/** Samples of about an eighth of a second that become one fragment; the first begins with a keyframe or goes on from the one before. */
export interface Draft {
  key: boolean;
  video: EncodedSample[];
  audio: EncodedSample[];
}

interface Numbered {
  sequence: number;
  afterGap: boolean;
  end: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Longer than this without a picture is not kept as a hole: the time line goes on without it. */
const longestHole = 3_000_000;

/**
 * What was encoded and is not yet known to be durable. Numbers and media times are given when a draft is first sent,
 * because only the server knows where the stream stands after a drop.
 */
export class Outbox {
  #drafts: Draft[] = [];
  #sent: Numbered[] = [];
  #resend: Numbered[] = [];
  #next = 1;
  #shift: number | null = null;
  #end = 0;
  #lost = false;

  constructor(private readonly longest = 8_000_000) {}

  /** Encoded and not yet handed to the connection, in microseconds. */
  get waiting(): number {
    return this.#drafts.reduce((sum, draft) => sum + lengthOf(draft), 0);
  }

  /** Milliseconds; null before anything was sent. */
  get mediaTime(): number | null {
    return this.#shift === null ? null : Math.floor(this.#end / 1000);
  }

  /** Keeps it; when too much waits, whole groups of pictures go from the front. Answers how many frames were left out. */
  push(draft: Draft): number {
    this.#drafts.push(draft);
    let dropped = 0;
    while (this.waiting > this.longest) {
      dropped += this.#dropGroup();
    }

    return dropped;
  }

  /** The connection is there (again): goes on where the server stands. */
  resume(nextSequence: number, mediaTime: number): void {
    const unknown = [...this.#sent, ...this.#resend].filter((message) => message.sequence >= nextSequence);
    this.#sent = [];
    const goesOn = this.#shift !== null && (unknown[0]?.sequence ?? this.#next) === nextSequence;
    if (goesOn) {
      this.#resend = unknown;
      return;
    }

    this.#resend = [];
    this.#next = nextSequence;
    this.#end = mediaTime * 1000;
    this.#shift = null;
  }

  acknowledge(sequence: number): void {
    this.#sent = this.#sent.filter((message) => message.sequence > sequence);
  }

  /** The next message to send; null when nothing can be sent now. */
  take(): Uint8Array<ArrayBuffer> | null {
    const again = this.#resend.shift();
    if (again) {
      this.#sent.push(again);
      return again.bytes;
    }

    const newLine = this.#needsNewLine();
    if (newLine) {
      this.#drafts = this.#drafts.slice(firstKey(this.#drafts));
    }

    const draft = this.#drafts.shift();
    if (!draft) {
      return null;
    }

    const message = this.#number(draft, newLine);
    this.#sent.push(message);
    this.#keepWithinBounds();
    return message.bytes;
  }

  /** Only a keyframe would help now. */
  get needsKey(): boolean {
    return this.#needsNewLine() && !this.#drafts.some((draft) => draft.key);
  }

  #number(draft: Draft, newLine: boolean): Numbered {
    const start = draft.video[0]!.timestamp;
    const afterGap = newLine && this.#next > 1;
    if (newLine) {
      this.#shift = this.#end - start;
      this.#lost = false;
    }

    const shift = this.#shift!;
    const audio = draft.audio.filter((sample) => sample.timestamp + shift >= 0);
    const last = draft.video[draft.video.length - 1]!;
    this.#end = last.timestamp + last.duration + shift;
    const sequence = this.#next++;
    const bytes = writeMessage(
      { kind: draft.key ? 'key' : 'delta', afterGap, sequence, mediaTime: mediaTimeOf(start, shift) },
      writeFragment(sequence, shift, draft.video, audio),
    );
    return { sequence, afterGap, end: this.#end, bytes };
  }

  /** True when what comes next cannot be put where the last ended: first of all, after losing some, after a long pause. */
  #needsNewLine(): boolean {
    const head = this.#drafts[0];
    return this.#shift === null || this.#lost || (head !== undefined && head.video[0]!.timestamp + this.#shift > this.#end + longestHole);
  }

  #dropGroup(): number {
    const next = firstKey(this.#drafts, 1);
    this.#lost = true;
    return this.#drafts.splice(0, next).reduce((sum, draft) => sum + draft.video.length, 0);
  }

  /** A server that takes but does not acknowledge must not fill this page's memory; it will ask for what it lacks. */
  #keepWithinBounds(): void {
    while (this.#sent.length > 0 && this.#end - this.#sent[0]!.end > this.longest) {
      this.#sent.shift();
    }
  }
}

const lengthOf = (draft: Draft): number => draft.video.reduce((sum, sample) => sum + sample.duration, 0);

function firstKey(drafts: Draft[], from = 0): number {
  const at = drafts.findIndex((draft, index) => index >= from && draft.key);
  return at < 0 ? drafts.length : at;
}
