import { Emitter } from '../media/emitter';
import { CallMeter, type CallStats } from './callStats';
import type { CallDevicesState, RelayReason, Signal, SignalBody, SignalChannel } from './signals';

export type PeerCallState =
  /** This side is ready, the other is not there (yet, or any more). */
  | 'waiting'
  | 'connecting'
  | 'connected'
  /** It was connected; a new way is being looked for. */
  | 'interrupted'
  /** No connection formed in time: go by the server (`relay` event). Stays so until `retry`. */
  | 'relayed'
  | 'closed';

export interface PeerCallOptions {
  channel: SignalChannel;
  /** Exactly one of the two sides is polite: it gives way when both offer at once. */
  polite: boolean;
  iceServers: RTCIceServer[];
  /** Own tracks; none for one who only looks. More may come by `replaceTrack`. */
  tracks?: MediaStreamTrack[];
  /** `recvonly` only looks (a live look), `sendonly` is only looked at. */
  direction?: 'sendrecv' | 'sendonly' | 'recvonly';
  /** Milliseconds in which a connection must form. */
  patience?: number;
  /** Bits per second of the own picture. */
  mostVideo?: number;
  /** `relay` to try TURN alone. */
  iceTransportPolicy?: RTCIceTransportPolicy;
}

export interface PeerCallEvents {
  state: PeerCallState;
  /** The other's picture and sound, whenever a track comes or goes: give it to `video.srcObject`. */
  remote: MediaStream;
  /** What the other sends now. */
  devices: CallDevicesState;
  /** Once a second while connected. */
  stats: CallStats;
  /** Both sides hear it: no connection formed. Open the other way. */
  relay: RelayReason;
  /** The other left by itself. */
  left: void;
}

const usualPatience = 8000;
const restartAfter = 1500;

/**
 * One side of a call between two browsers. Says hello until the other is there, negotiates perfectly (either side may offer
 * at any time), trickles candidates, looks for a new way when the network changes, and gives up after eight seconds, so that
 * both can go by the server instead. Knows nothing of what it is used for.
 */
export class PeerCall extends Emitter<PeerCallEvents> {
  readonly #tracks = new Map<string, MediaStreamTrack>();
  #self = pageName();
  #peer: string | null = null;
  #state: PeerCallState = 'waiting';
  #connection: RTCPeerConnection | null = null;
  #senders = new Map<string, RTCRtpSender>();
  #remote = new MediaStream();
  #devices: CallDevicesState = { camera: false, microphone: false };
  #makingOffer = false;
  #ignoringOffer = false;
  #settingAnswer = false;
  #early: (RTCIceCandidateInit | null)[] = [];
  #heardSinceTrouble = false;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #restart: ReturnType<typeof setTimeout> | undefined;
  #measuring: ReturnType<typeof setInterval> | undefined;
  #stopListening: (() => void) | null = null;
  #lastStats: CallStats | null = null;

  constructor(private readonly options: PeerCallOptions) {
    super();
    options.tracks?.forEach((track) => this.#tracks.set(track.kind, track));
  }

  get state(): PeerCallState {
    return this.#state;
  }

  get remote(): MediaStream {
    return this.#remote;
  }

  get stats(): CallStats | null {
    return this.#lastStats;
  }

  start(): void {
    this.#stopListening = this.options.channel.listen((signal) => void this.#hear(signal));
    window.addEventListener('online', this.#networkChanged);
    networkInformation()?.addEventListener('change', this.#networkChanged);
    this.#greet(false, null);
  }

  /** The channel was away and is back: what was said meanwhile may be lost, so a call that does not stand begins anew. */
  channelRestored(): void {
    if (this.#state === 'connected' || this.#state === 'closed') {
      return;
    }
    this.#self = pageName();
    this.#peer = null;
    this.#dropConnection();
    if (this.#state !== 'relayed') {
      this.#become('waiting');
    }
    this.#greet(false, null);
  }

  /** Another camera or microphone, or none (`null`: camera off); the other side need not agree to it. */
  async replaceTrack(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    if (track) {
      this.#tracks.set(kind, track);
    } else {
      this.#tracks.delete(kind);
    }
    const sender = this.#senders.get(kind);
    if (sender) {
      await sender.replaceTrack(track);
    } else if (track && this.#connection) {
      this.#addTrack(track);
    }
  }

  /** Tells the other side what it gets, so that a dark picture is not taken for a fault. */
  tellDevices(devices: CallDevicesState): void {
    this.#devices = devices;
    this.#tell({ kind: 'devices', devices });
  }

  /** Both sides leave the direct way, as if it had failed. */
  giveUp(reason: RelayReason = 'chosen'): void {
    if (this.#state !== 'closed' && this.#state !== 'relayed') {
      this.#tell({ kind: 'relay', reason });
      this.#relay(reason);
    }
  }

  /** From the relay back to the direct way: the other side follows. */
  retry(): void {
    if (this.#state === 'relayed') {
      this.#self = pageName();
      this.#peer = null;
      this.#become('waiting');
      this.options.channel.send({ kind: 'hello', again: false, relayed: false, anew: true, from: this.#self, to: null });
    }
  }

  /** Leaves for good and says so. The tracks stay as they are: whoever opened them closes them. */
  close(): void {
    if (this.#state === 'closed') {
      return;
    }
    this.#tell({ kind: 'bye' });
    this.#stopListening?.();
    window.removeEventListener('online', this.#networkChanged);
    networkInformation()?.removeEventListener('change', this.#networkChanged);
    this.#dropConnection();
    this.#become('closed');
  }

  async #hear(signal: Signal): Promise<void> {
    if (this.#state === 'closed' || signal.from === this.#self || (signal.to !== null && signal.to !== this.#self)) {
      return;
    }
    this.#heardSinceTrouble = true;
    if (signal.kind === 'hello') {
      this.#greeted(signal);
      return;
    }
    if (signal.from !== this.#peer) {
      return;
    }
    switch (signal.kind) {
      case 'description':
        await this.#describe(signal.description);
        break;
      case 'candidate':
        await this.#offerCandidate(signal.candidate);
        break;
      case 'devices':
        this.emit('devices', signal.devices);
        break;
      case 'relay':
        this.#relay(signal.reason);
        break;
      case 'bye':
        this.#peer = null;
        this.#dropConnection();
        this.#become('waiting');
        this.emit('left', undefined);
        break;
    }
  }

  #greeted(signal: Signal & { kind: 'hello' }): void {
    const isNew = signal.from !== this.#peer;
    this.#peer = signal.from;
    if (signal.anew && this.#state === 'relayed') {
      this.#become('waiting');
    }
    if (!signal.again) {
      // A newcomer learns from this, too, that the relay is the way.
      this.#greet(true, signal.from);
    }
    if (signal.relayed && this.#state !== 'relayed') {
      this.#relay('no-connection');
    } else if (isNew && this.#state !== 'relayed') {
      this.#connect();
    }
    this.#tell({ kind: 'devices', devices: this.#devices });
  }

  #connect(): void {
    this.#dropConnection();
    const connection = new RTCPeerConnection({
      iceServers: this.options.iceServers,
      iceTransportPolicy: this.options.iceTransportPolicy ?? 'all',
      bundlePolicy: 'max-bundle',
    });
    this.#connection = connection;
    this.#become('connecting');
    connection.onnegotiationneeded = () => void this.#offer(connection);
    connection.onicecandidate = ({ candidate }) => this.#tell({ kind: 'candidate', candidate: candidate?.toJSON() ?? null });
    connection.onconnectionstatechange = () => connection === this.#connection && this.#follow(connection.connectionState);
    connection.ontrack = ({ track }) => {
      this.#remote.getTracks().filter((old) => old.kind === track.kind).forEach((old) => this.#remote.removeTrack(old));
      this.#remote.addTrack(track);
      this.emit('remote', this.#remote);
    };
    this.#tracks.forEach((track) => this.#addTrack(track));
    if (this.#tracks.size > 0) {
      this.#expectConnection();
    }
  }

  #addTrack(track: MediaStreamTrack): void {
    if (this.options.direction === 'recvonly') {
      return;
    }
    const connection = this.#connection!;
    const sender = connection.addTrack(track, new MediaStream([track]));
    this.#senders.set(track.kind, sender);
    const transceiver = connection.getTransceivers().find((candidate) => candidate.sender === sender);
    if (transceiver && this.options.direction === 'sendonly') {
      transceiver.direction = 'sendonly';
    }
  }

  async #offer(connection: RTCPeerConnection): Promise<void> {
    try {
      this.#makingOffer = true;
      await connection.setLocalDescription();
      this.#tell({ kind: 'description', description: connection.localDescription!.toJSON() as RTCSessionDescriptionInit });
    } catch {
      // The connection was closed meanwhile, or an offer of the other side won; the next need brings the next offer.
    } finally {
      this.#makingOffer = false;
    }
  }

  async #describe(description: RTCSessionDescriptionInit): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      return;
    }
    const isStable = !this.#makingOffer && (connection.signalingState === 'stable' || this.#settingAnswer);
    this.#ignoringOffer = description.type === 'offer' && !isStable && !this.options.polite;
    if (this.#ignoringOffer) {
      return;
    }
    if (this.#state !== 'connected') {
      this.#expectConnection();
    }
    try {
      this.#settingAnswer = description.type === 'answer';
      await connection.setRemoteDescription(description);
      this.#settingAnswer = false;
      for (const candidate of this.#early.splice(0)) {
        await this.#offerCandidate(candidate);
      }
      if (description.type === 'offer') {
        await connection.setLocalDescription();
        this.#tell({ kind: 'description', description: connection.localDescription!.toJSON() as RTCSessionDescriptionInit });
      }
      await this.#limit();
    } catch (error) {
      this.#settingAnswer = false;
      if (connection === this.#connection) {
        console.warn('The other side of the call could not be understood', error);
      }
    }
  }

  async #offerCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (!this.#connection?.remoteDescription) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#connection.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      if (!this.#ignoringOffer) {
        console.warn('A candidate of the call could not be used', error);
      }
    }
  }

  #follow(state: RTCPeerConnectionState): void {
    clearTimeout(this.#restart);
    switch (state) {
      case 'connected':
        clearTimeout(this.#deadline);
        this.#deadline = undefined;
        this.#become('connected');
        this.#measure();
        break;
      case 'disconnected':
        this.#trouble();
        // Most come back by themselves within a second.
        this.#restart = setTimeout(() => this.#connection?.restartIce(), restartAfter);
        break;
      case 'failed':
        this.#trouble();
        this.#connection?.restartIce();
        break;
    }
  }

  #trouble(): void {
    if (this.#state === 'connected') {
      this.#heardSinceTrouble = false;
      this.#become('interrupted');
      // Whoever is there answers; a side that is gone altogether is waited for, not relayed to.
      this.#greet(false, this.#peer);
    }
    this.#expectConnection();
  }

  #expectConnection(): void {
    this.#deadline ??= setTimeout(() => this.#late(), this.options.patience ?? usualPatience);
  }

  #late(): void {
    if (this.#state === 'interrupted' && !this.#heardSinceTrouble) {
      this.#peer = null;
      this.#dropConnection();
      this.#become('waiting');
      this.emit('left', undefined);
    } else {
      this.giveUp('no-connection');
    }
  }

  #relay(reason: RelayReason): void {
    this.#dropConnection();
    if (this.#state !== 'relayed') {
      this.#become('relayed');
      this.emit('relay', reason);
    }
  }

  readonly #networkChanged = (): void => {
    if (this.#connection && this.#connection.signalingState !== 'closed') {
      this.#connection.restartIce();
    }
  };

  async #limit(): Promise<void> {
    const sender = this.#senders.get('video');
    const parameters = sender?.getParameters();
    if (!sender || !parameters || this.options.mostVideo === undefined || parameters.encodings.length === 0) {
      return;
    }
    parameters.encodings[0]!.maxBitrate = this.options.mostVideo;
    await sender.setParameters(parameters).catch(() => undefined);
  }

  #measure(): void {
    clearInterval(this.#measuring);
    const [meter, connection] = [new CallMeter(), this.#connection!];
    this.#measuring = setInterval(() => {
      void meter.read(connection).then((stats) => {
        if (connection === this.#connection && this.#state === 'connected') {
          this.#lastStats = stats;
          this.emit('stats', stats);
        }
      });
    }, 1000);
  }

  #dropConnection(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#restart);
    clearInterval(this.#measuring);
    this.#deadline = undefined;
    const connection = this.#connection;
    this.#connection = null;
    if (connection) {
      connection.onnegotiationneeded = connection.onicecandidate = connection.onconnectionstatechange = connection.ontrack = null;
      connection.close();
    }
    this.#senders.clear();
    this.#early = [];
    [this.#makingOffer, this.#ignoringOffer, this.#settingAnswer] = [false, false, false];
    this.#lastStats = null;
    this.#remote = new MediaStream();
  }

  #greet(again: boolean, to: string | null): void {
    this.options.channel.send({ kind: 'hello', again, relayed: this.#state === 'relayed', anew: false, from: this.#self, to });
  }

  #tell(body: SignalBody): void {
    if (this.#peer !== null) {
      this.options.channel.send({ ...body, from: this.#self, to: this.#peer });
    }
  }

  #become(state: PeerCallState): void {
    if (state !== this.#state) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}

const networkInformation = (): EventTarget | undefined => (navigator as { connection?: EventTarget }).connection;

const pageName = (): string => [...crypto.getRandomValues(new Uint8Array(9))].map((value) => value.toString(36).padStart(2, '0')).join('');
