import type { MediaProblem } from './problems';

export type Quality = '360p' | '720p';

export type PublisherState =
  /** Nothing opened. */
  | 'idle'
  /** The devices are open and can be seen in the preview; nothing is sent. */
  | 'previewing'
  | 'connecting'
  | 'publishing'
  /** The connection broke; it comes back by itself, the newest picture is kept meanwhile. */
  | 'reconnecting'
  /** Ended by `stop`, by a takeover or by a refusal (see the `problem` event). */
  | 'stopped';

export interface PublisherOptions {
  /** `ws(s)://…/media/rooms/{roomId}/publish` */
  url: string;
  quality?: Quality;
  cameraId?: string;
  microphoneId?: string;
  source?: 'camera' | 'screen';
  /** A picture made elsewhere (tests, a canvas) instead of the devices. */
  stream?: MediaStream;
}

export interface PublisherStats {
  /** Bits per second over the last two seconds. */
  bitrate: number;
  framesSent: number;
  /** Frames left out because encoder or uplink did not keep up. */
  framesDropped: number;
  /** Loudness of the microphone, 0–1, for the level meter. */
  level: number;
  /** Seconds without any sound above the floor; the desk warns from 10. */
  silentSeconds: number;
  /** Milliseconds of picture waiting to be taken by the server. */
  waiting: number;
  uplink: 'good' | 'weak' | 'broken';
  /** Milliseconds on the recording's time line of the newest picture sent; null before the first. */
  mediaTime: number | null;
}

export interface PublisherEvents {
  state: PublisherState;
  /** Twice a second from `open` on. */
  stats: PublisherStats;
  /** Something a person must know; `state` tells whether it goes on. */
  problem: MediaProblem;
}

export type PlayerState =
  | 'idle'
  | 'loading'
  /** On air, but no picture has come yet. */
  | 'waiting'
  | 'playing'
  /** The presenter's connection broke (up to five minutes' grace); the last picture stays. */
  | 'interrupted'
  | 'ended'
  /** The way to the server is broken; it is tried again by itself. */
  | 'reconnecting'
  | 'failed';

/** How the picture comes: pushed (about a second), HLS (several seconds), sound only. */
export type PlayerWay = 'push' | 'hls' | 'native-hls' | 'audio';

export interface LivePlayerOptions {
  /** `ws(s)://…/media/rooms/{roomId}/play` */
  wsUrl: string;
  /** `…/media/rooms/{roomId}/hls/index.m3u8` */
  hlsUrl: string;
  /** For tests and for a person's choice; otherwise the best the browser can. */
  way?: PlayerWay;
}

export interface LivePlayerEvents {
  state: PlayerState;
  /** Seconds behind the newest picture, whole, when it changes: 0 while near the edge. Show 落后 n 秒 from 3. */
  behind: number;
  /** True when the browser lets it play only without sound: show 点此开声音 and call `unmute` from the click. */
  muted: boolean;
  way: PlayerWay;
  /** Milliseconds on the recording's time line of the picture being shown, about ten times a second. */
  time: number;
  problem: MediaProblem;
}

export interface ReplayPlayerOptions {
  /** `…/media/sessions/{sessionId}/recording.mp4` */
  recordingUrl: string;
  /** `…/media/sessions/{sessionId}/hls/index.m3u8`, tried when the file does not play */
  hlsUrl: string;
}

export interface ReplayPlayerEvents {
  state: 'loading' | 'playing' | 'paused' | 'ended' | 'failed';
  time: number;
  problem: MediaProblem;
}
