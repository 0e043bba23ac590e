export { CallDevices } from './callDevices';
export type { CallStats } from './callStats';
export { loadIceServers } from './iceServers';
export { PeerCall, type PeerCallEvents, type PeerCallOptions, type PeerCallState } from './peerCall';
export { RelayCall, type RelayLevel } from './relayCall';
export type { CallDevicesState, RelayReason, Signal, SignalChannel } from './signals';
