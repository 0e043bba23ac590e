import { commandKey } from '../live/api';
import type { RecordingTrack } from './contracts';
import type { KeptPiece } from './examStore';
import { sha256 } from './seal';

/** Milliseconds of a piece. What is lost when a machine dies is less than this. */
const pieceLength = 10_000;

/** Pieces of a run: when one is lost for ever, so much at most cannot be played as one. */
const longestRun = 60;

const qualities: Record<RecordingTrack, MediaRecorderOptions> = {
  camera: { videoBitsPerSecond: 180_000, audioBitsPerSecond: 24_000 },
  screen: { videoBitsPerSecond: 220_000 },
};

/**
 * Records one track in pieces. Each names the hash of the one before, so that taking one out, changing one or putting another in its place
 * shows for ever.
 */
export class TrackRecorder {
  #recorder: MediaRecorder | null = null;
  #run = '';
  #number = 0;
  #previous: string | null = null;
  #began = 0;
  #chain: Promise<void> = Promise.resolve();

  constructor(
    private readonly sessionId: string,
    readonly track: RecordingTrack,
    private readonly stream: MediaStream,
    private readonly serverNow: () => number,
    private readonly keep: (piece: KeptPiece) => Promise<void>,
  ) {}

  get recording(): boolean {
    return this.#recorder?.state === 'recording';
  }

  isRun(run: string): boolean {
    return this.#run === run;
  }

  /** Begins a run: another file, another chain. */
  begin(): void {
    this.#end();
    const type = typeFor(this.stream);
    if (type === null || !this.stream.getTracks().some((track) => track.readyState === 'live')) {
      return;
    }
    this.#run = commandKey();
    this.#number = 0;
    this.#previous = null;
    this.#began = this.serverNow();
    const recorder = new MediaRecorder(this.stream, { ...qualities[this.track], mimeType: type });
    recorder.ondataavailable = ({ data }) => recorder === this.#recorder && this.#take(data);
    this.#recorder = recorder;
    recorder.start(pieceLength);
  }

  /** The last, shorter piece is kept too. */
  async stop(): Promise<void> {
    const recorder = this.#recorder;
    if (recorder && recorder.state !== 'inactive') {
      const last = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
      recorder.stop();
      await last;
    }
    this.#recorder = null;
    await this.#chain;
  }

  #end(): void {
    const recorder = this.#recorder;
    if (recorder && recorder.state !== 'inactive') {
      recorder.stop();
    }
  }

  #take(bytes: Blob): void {
    if (bytes.size === 0) {
      return;
    }
    const now = this.serverNow();
    const piece = {
      sessionId: this.sessionId,
      run: this.#run,
      track: this.track,
      number: this.#number++,
      beginsAt: new Date(this.#began).toISOString(),
      duration: Math.max(1, Math.round(now - this.#began)),
      type: bytes.type.split(';')[0]!,
    };
    this.#began = now;
    // One after the other: the hash of this one goes into the next.
    this.#chain = this.#chain.then(() => this.#seal(piece, bytes)).catch(() => undefined);
    if (this.#number >= longestRun) {
      this.#chain = this.#chain.then(() => this.begin());
    }
  }

  async #seal(piece: Omit<KeptPiece, 'hash' | 'previousHash' | 'bytes'>, bytes: Blob): Promise<void> {
    const hash = await sha256(await bytes.arrayBuffer());
    const previousHash = piece.number === 0 ? null : this.#previous;
    this.#previous = hash;
    await this.keep({ ...piece, hash, previousHash, bytes });
  }
}

/** WebM where the browser records it, else MP4; null where it records nothing. */
function typeFor(stream: MediaStream): string | null {
  if (typeof MediaRecorder === 'undefined') {
    return null;
  }
  const sound = stream.getAudioTracks().length > 0;
  const types = sound ? ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'] : ['video/webm;codecs=vp8', 'video/webm', 'video/mp4'];
  return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}
