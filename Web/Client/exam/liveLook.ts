import { loadIceServers, PeerCall, type Signal } from '../calls';
import type { LiveLook, LookSignal } from './contracts';
import type { ExamHub } from './examHub';
import type { Monitoring } from './monitoring';

interface Look {
  call: PeerCall;
  hear: ((signal: Signal) => void) | null;
  early: Signal[];
}

/** The candidate's side of a look: sends the asked track straight to the invigilator's browser, and says on the screen that it does. */
export class LiveLooks {
  readonly #looks = new Map<string, Look>();

  constructor(
    private readonly hub: () => ExamHub,
    private readonly monitoring: Monitoring,
    private readonly changed: () => void,
  ) {}

  get watched(): boolean {
    return [...this.#looks.values()].some((look) => look.call.state === 'connected');
  }

  async requested({ id, track }: LiveLook): Promise<void> {
    const stream = track === 'camera' ? this.monitoring.camera : this.monitoring.screen;
    if (!stream || this.#looks.has(id)) {
      return;
    }
    const iceServers = await loadIceServers().catch(() => []);
    const look: Look = { call: null!, hear: null, early: [] };
    look.call = new PeerCall({
      channel: {
        send: (signal) => this.hub().signal({ lookId: id, body: JSON.stringify(signal) }),
        listen: (hear) => {
          look.hear = hear;
          look.early.splice(0).forEach(hear);
          return () => (look.hear = null);
        },
      },
      polite: true,
      iceServers,
      tracks: stream.getTracks(),
      direction: 'sendonly',
      mostVideo: 600_000,
    });
    look.call.on('state', (state) => {
      if (state === 'relayed') {
        // No way between the two machines: the stills on the wall go on.
        this.ended(id);
      }
      this.changed();
    });
    look.call.on('left', () => this.ended(id));
    this.#looks.set(id, look);
    look.call.start();
  }

  signal({ lookId, body }: LookSignal): void {
    const look = this.#looks.get(lookId);
    try {
      const signal = JSON.parse(body) as Signal;
      if (look?.hear) {
        look.hear(signal);
      } else {
        look?.early.push(signal);
      }
    } catch {
      // Not one of ours.
    }
  }

  ended(lookId: string): void {
    const look = this.#looks.get(lookId);
    this.#looks.delete(lookId);
    look?.call.close();
    this.changed();
  }

  close(): void {
    [...this.#looks.keys()].forEach((id) => this.ended(id));
  }
}
