import { CallDevices, loadIceServers, PeerCall, RelayCall, type CallDevicesState, type CallStats, type RelayLevel, type Signal } from '../calls';
import { Emitter } from '../media/emitter';
import type { MediaProblem } from '../media';
import type { FairClient } from './fairClient';

export type TalkCallState =
  | 'off'
  /** The other side is in its picture and this one is not. */
  | 'invited'
  | 'opening'
  | 'waiting'
  | 'connecting'
  | 'connected'
  | 'interrupted'
  | 'relayed';

/** Said by a page of the talk when it comes. */
interface Presence {
  kind: 'present';
}

interface TalkCallEvents {
  changed: void;
}

/**
 * Picture and sound of one talk: off until somebody wants them, straight between the two browsers where that goes, else
 * by the server. Text never waits for it.
 */
export class TalkCall extends Emitter<TalkCallEvents> {
  readonly #stopListening: (() => void)[] = [];
  readonly #heard = new Set<(signal: Signal) => void>();
  #devices: CallDevices | null = null;
  #peer: PeerCall | null = null;
  #relay: RelayCall | null = null;
  #state: TalkCallState = 'off';
  #closed = false;

  problem: MediaProblem | null = null;
  other: CallDevicesState | null = null;
  stats: CallStats | null = null;

  constructor(
    private readonly talkId: string,
    private readonly client: FairClient,
    private readonly isRecruiter: boolean,
    /** Where the pictures are, whenever they are drawn. */
    private readonly videos: () => { own: HTMLVideoElement | null; other: HTMLVideoElement | null },
  ) {
    super();
    this.#stopListening.push(
      client.on('signalled', ({ talkId: about, signal }) => about === talkId && this.#hear(JSON.parse(signal) as Signal | Presence)),
      client.on('entered', () => {
        this.#peer?.channelRestored();
        this.#present();
      }),
    );
    if (client.entry) {
      this.#present();
    }
  }

  get state(): TalkCallState {
    return this.#state;
  }

  get own(): CallDevicesState {
    return this.#devices?.state ?? { camera: false, microphone: false };
  }

  get sending(): RelayLevel | null {
    return this.#relay?.sending ?? null;
  }

  get receiving(): RelayLevel | null {
    return this.#relay?.receiving ?? null;
  }

  /** By a click: opens what there is of devices and calls the other side. */
  async start(wish: CallDevicesState): Promise<void> {
    if (this.#peer || this.#state === 'opening') {
      return;
    }
    this.problem = null;
    this.#become('opening');
    const devices = new CallDevices();
    this.#devices = devices;
    devices.on('problem', (problem) => {
      this.problem = problem;
      this.emit('changed', undefined);
    });
    const [iceServers] = await Promise.all([loadIceServers(), devices.open(wish)]);
    if (this.#closed || this.#devices !== devices) {
      devices.close();
      return;
    }
    const peer = new PeerCall({
      channel: {
        send: (signal) => this.client.signal(this.talkId, JSON.stringify(signal)),
        listen: (take) => {
          this.#heard.add(take);
          return () => this.#heard.delete(take);
        },
      },
      polite: !this.isRecruiter,
      iceServers,
      tracks: devices.tracks,
      mostVideo: 900_000,
      // For trying the other way on purpose: /fairs/…/talks/…?way=relay.
      iceTransportPolicy: new URLSearchParams(location.search).get('way') === 'relay' ? 'relay' : 'all',
    });
    this.#peer = peer;
    devices.on('track', ({ kind, track }) => void peer.replaceTrack(kind, track));
    devices.on('state', (state) => {
      peer.tellDevices(state);
      this.emit('changed', undefined);
    });
    peer.on('state', (state) => {
      if (state === 'waiting' || state === 'connecting' || state === 'connected' || state === 'interrupted') {
        this.#endRelay();
        this.#become(state);
      }
    });
    peer.on('remote', () => this.attach());
    peer.on('devices', (state) => {
      this.other = state;
      this.emit('changed', undefined);
    });
    peer.on('stats', (stats) => {
      this.stats = stats;
      this.emit('changed', undefined);
    });
    peer.on('relay', () => this.#startRelay());
    this.#become('waiting');
    peer.start();
    peer.tellDevices(devices.state);
    this.attach();
  }

  /** Back to text; the other side may stay in its picture. */
  hangUp(): void {
    this.#endRelay();
    this.#peer?.close();
    this.#devices?.close();
    [this.#peer, this.#devices, this.other, this.stats, this.problem] = [null, null, null, null, null];
    this.#become('off');
  }

  async setCamera(on: boolean): Promise<void> {
    await this.#devices?.setCamera(on);
    if (on) {
      this.#relay?.wantPicture();
    }
    this.attach();
  }

  async setMicrophone(on: boolean): Promise<void> {
    await this.#devices?.setMicrophone(on);
  }

  /** Not now: the invitation is put away until the next. */
  decline(): void {
    if (this.#state === 'invited') {
      this.#become('off');
    }
  }

  /** After the page drew its video elements. */
  attach(): void {
    const { own, other } = this.videos();
    if (own && this.#devices && own.srcObject !== this.#devices.stream) {
      own.srcObject = this.#devices.stream;
      own.muted = true;
      void own.play().catch(() => undefined);
    }
    if (other && this.#peer && !this.#relay && this.#peer.remote.getTracks().length > 0 && other.srcObject !== this.#peer.remote) {
      other.srcObject = this.#peer.remote;
      void other.play().catch(() => undefined);
    }
    if (other && this.#state === 'relayed' && !this.#relay && this.#devices) {
      this.#openRelay(other);
    }
  }

  close(): void {
    this.#closed = true;
    this.hangUp();
    this.#stopListening.forEach((stop) => stop());
  }

  /** An invitation that came before this page was there comes again. */
  #present(): void {
    this.client.signal(this.talkId, JSON.stringify({ kind: 'present' } satisfies Presence));
  }

  #hear(signal: Signal | Presence): void {
    if (signal.kind === 'present') {
      this.#peer?.channelRestored();
    } else if (this.#peer) {
      this.#heard.forEach((take) => take(signal));
    } else if (signal.kind === 'hello' && this.#state === 'off') {
      this.#become('invited');
    } else if (signal.kind === 'bye' && this.#state === 'invited') {
      this.#become('off');
    }
  }

  #startRelay(): void {
    this.#become('relayed');
    this.attach();
  }

  #openRelay(video: HTMLVideoElement): void {
    const relay = new RelayCall({ callId: this.talkId, devices: this.#devices!, video });
    this.#relay = relay;
    relay.on('sending', () => this.emit('changed', undefined));
    relay.on('receiving', () => this.emit('changed', undefined));
    relay.on('problem', (problem) => {
      this.problem = problem;
      this.emit('changed', undefined);
    });
    relay.start();
  }

  #endRelay(): void {
    this.#relay?.close();
    this.#relay = null;
  }

  #become(state: TalkCallState): void {
    this.#state = state;
    this.emit('changed', undefined);
  }
}
