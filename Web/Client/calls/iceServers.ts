import { get } from '../live/api';

/** `GET /api/calls/ice-servers`: where this installation has STUN and TURN; empty within one network. */
interface IceServers {
  servers: { urls: string[]; username: string | null; credential: string | null }[];
}

export async function loadIceServers(): Promise<RTCIceServer[]> {
  try {
    const { servers } = await get<IceServers>('/api/calls/ice-servers');
    return servers.map(({ urls, username, credential }) => ({ urls, ...(username && credential ? { username, credential } : {}) }));
  } catch {
    // Without them two browsers of one network still find each other; all others go by the relay.
    return [];
  }
}
