/** The sixteen bytes before each binary message, the same in both directions (see ADR 0004). */
export type MessageKind = 'init' | 'key' | 'delta';

export const headerLength = 16;

const kinds: readonly MessageKind[] = ['init', 'key', 'delta'];

export interface MessageHeader {
  kind: MessageKind;
  afterGap: boolean;
  sequence: number;
  /** Milliseconds on the recording's time line. */
  mediaTime: number;
}

export function writeMessage(header: MessageHeader, mp4: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(headerLength + mp4.length);
  const view = new DataView(message.buffer);
  view.setUint8(0, kinds.indexOf(header.kind) + 1);
  view.setUint8(1, header.afterGap ? 1 : 0);
  view.setUint32(4, header.sequence);
  view.setBigInt64(8, BigInt(header.mediaTime));
  message.set(mp4, headerLength);
  return message;
}

export function readHeader(message: ArrayBuffer): MessageHeader {
  const view = new DataView(message);
  return {
    kind: kinds[view.getUint8(0) - 1] ?? 'delta',
    afterGap: (view.getUint8(1) & 1) !== 0,
    sequence: view.getUint32(4),
    mediaTime: Number(view.getBigInt64(8)),
  };
}

export type PublishText =
  | { type: 'welcome'; sessionId: string; nextSequence: number; mediaTime: number }
  | { type: 'ack'; sequence: number; mediaTime: number }
  | { type: 'pong'; at: number }
  | { type: 'refused'; code: string };

export type PlayText =
  | { type: 'state'; state: 'waiting' | 'live' | 'interrupted' | 'ended' }
  | { type: 'stream'; codecs: string; hasAudio: boolean }
  | { type: 'refused'; code: string };

/** Full jitter: all who lost the server do not come back at once. */
export const backoff = (attempt: number, longest: number): number => Math.random() * Math.min(longest, 300 * 2 ** attempt) + 50;
