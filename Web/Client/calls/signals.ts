/** What two sides of a call tell each other; everything in it is made by browsers and only passed on by the server. */
export type SignalBody =
  /** This side is there (`again`: as an answer to the other's hello), and by which way it goes; `anew` asks to leave the relay. */
  | { kind: 'hello'; again: boolean; relayed: boolean; anew: boolean }
  | { kind: 'description'; description: RTCSessionDescriptionInit }
  | { kind: 'candidate'; candidate: RTCIceCandidateInit | null }
  /** What this side sends now, so that the other can say it in words. */
  | { kind: 'devices'; devices: CallDevicesState }
  /** No connection forms: both go by the server's relay. */
  | { kind: 'relay'; reason: RelayReason }
  | { kind: 'bye' };

/** `from` and `to` are made anew by every page, so that what belonged to a page before is not taken for this one's. */
export type Signal = SignalBody & { from: string; to: string | null };

/** No candidate pair in time, or the person's (or a test's) own choice. */
export type RelayReason = 'no-connection' | 'chosen';

export interface CallDevicesState {
  camera: boolean;
  microphone: boolean;
}

/** The way for signals between exactly two sides, in order; what is sent while the other is away may be lost. */
export interface SignalChannel {
  send(signal: Signal): void;
  /** Returns how to stop listening. */
  listen(take: (signal: Signal) => void): () => void;
}
