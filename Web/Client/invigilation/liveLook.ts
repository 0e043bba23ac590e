import { loadIceServers, PeerCall, type Signal } from '../calls';
import { sentenceOf } from '../live/api';
import type { LookSignal, RecordingTrack } from './contracts';
import { texts } from './texts';
import type { WatchClient } from './watchClient';

export type LookState = 'idle' | 'waiting' | 'live' | 'failed';

/** As long as a connection may take; after it the stills are what there is. */
const patience = 8000;

/** The invigilator's side of a look at one candidate. */
export class LookAt {
  state: LookState = 'idle';
  track: RecordingTrack = 'camera';
  stream: MediaStream | null = null;
  problem: string | null = null;
  #lookId: string | null = null;
  #asked = 0;
  #call: PeerCall | null = null;
  #hear: ((signal: Signal) => void) | null = null;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: () => WatchClient,
    private readonly changed: () => void,
  ) {}

  async begin(sessionId: string, track: RecordingTrack): Promise<void> {
    this.end();
    const asked = ++this.#asked;
    [this.state, this.track, this.problem] = ['waiting', track, null];
    this.changed();
    try {
      const [answer, iceServers] = await Promise.all([this.client().requestLook(sessionId, track), loadIceServers()]);
      if (asked !== this.#asked) {
        // Ended meanwhile: the candidate must not go on sending for nobody.
        if (answer.value) {
          this.client().endLook(answer.value.id);
        }
        return;
      }
      if (!answer.value) {
        this.#fail(answer.problem?.title ?? texts.lookFailed);
        return;
      }
      this.#open(answer.value.id, iceServers);
    } catch (error) {
      if (asked === this.#asked) {
        this.#fail(sentenceOf(error));
      }
    }
  }

  signal({ lookId, body }: LookSignal): void {
    if (lookId === this.#lookId) {
      this.#hear?.(JSON.parse(body) as Signal);
    }
  }

  ended(lookId: string): void {
    if (lookId === this.#lookId) {
      this.#fail(texts.lookFailed);
    }
  }

  end(): void {
    this.#asked++;
    clearTimeout(this.#late);
    if (this.#lookId) {
      this.client().endLook(this.#lookId);
    }
    this.#call?.close();
    [this.#lookId, this.#call, this.#hear, this.stream, this.state] = [null, null, null, null, 'idle'];
  }

  #open(lookId: string, iceServers: RTCIceServer[]): void {
    this.#lookId = lookId;
    const call = (this.#call = new PeerCall({
      channel: {
        send: (signal) => this.client().signal({ lookId, body: JSON.stringify(signal) }),
        listen: (hear) => {
          this.#hear = hear;
          return () => (this.#hear = null);
        },
      },
      polite: false,
      iceServers,
      direction: 'recvonly',
      patience,
    }));
    call.on('remote', (stream) => {
      this.stream = stream;
      this.changed();
    });
    call.on('state', (state) => {
      if (state === 'connected') {
        clearTimeout(this.#late);
        this.state = 'live';
        this.changed();
      }
    });
    call.on('relay', () => this.#fail(texts.lookFailed));
    call.on('left', () => this.#fail(texts.lookFailed));
    // The candidate's page may never answer at all.
    this.#late = setTimeout(() => this.state === 'waiting' && this.#fail(texts.lookFailed), patience);
    call.start();
  }

  #fail(problem: string): void {
    this.end();
    [this.state, this.problem] = ['failed', problem];
    this.changed();
  }
}
