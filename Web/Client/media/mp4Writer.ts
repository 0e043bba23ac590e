/** An encoded frame or sound packet; times in microseconds. */
export interface EncodedSample {
  data: Uint8Array;
  timestamp: number;
  duration: number;
  key: boolean;
}

export interface VideoSetup {
  width: number;
  height: number;
  /** The avcC record as the encoder gave it. */
  description: Uint8Array;
}

export interface AudioSetup {
  channels: number;
  sampleRate: number;
  /** Samples to leave out at the start, as the encoder says. */
  preSkip: number;
}

const videoTrack = 1;
const audioTrack = 2;
const videoTimescale = 90_000;
const audioTimescale = 48_000;
const syncSample = 0x0200_0000;
const deltaSample = 0x0101_0000;
const identity = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];

type Part = Uint8Array | number[];

const u16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
const u32 = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u64 = (value: number): number[] => [...u32(Math.floor(value / 2 ** 32)), ...u32(value % 2 ** 32)];
const text = (value: string): number[] => [...value].map((letter) => letter.charCodeAt(0));

function join(parts: Part[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }

  return joined;
}

function box(name: string, ...parts: Part[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  return join([u32(length), text(name), ...parts]);
}

const fullBox = (name: string, version: number, flags: number, ...parts: Part[]): Uint8Array =>
  box(name, [version, (flags >>> 16) & 255, (flags >>> 8) & 255, flags & 255], ...parts);

/** ftyp + moov of a stream with this picture and, perhaps, this sound. */
export function writeInit(video: VideoSetup, audio: AudioSetup | null): Uint8Array {
  const traks = [writeTrak(videoTrack, videoTimescale, 'vide', video.width, video.height, avcEntry(video))];
  const trexs = [trex(videoTrack)];
  if (audio) {
    traks.push(writeTrak(audioTrack, audioTimescale, 'soun', 0, 0, opusEntry(audio)));
    trexs.push(trex(audioTrack));
  }

  return join([
    box('ftyp', text('iso6'), u32(1), text('iso6mp41avc1')),
    box(
      'moov',
      fullBox('mvhd', 0, 0, u32(0), u32(0), u32(1000), u32(0), u32(0x10000), u16(0x100), new Uint8Array(10), identity.flatMap(u32), new Uint8Array(24), u32(3)),
      ...traks,
      box('mvex', ...trexs),
    ),
  ]);
}

const trex = (track: number): Uint8Array => fullBox('trex', 0, 0, u32(track), u32(1), u32(0), u32(0), u32(0));

function writeTrak(id: number, timescale: number, handler: string, width: number, height: number, entry: Uint8Array): Uint8Array {
  const isVideo = handler === 'vide';
  const none = fullBox('stco', 0, 0, u32(0));
  return box(
    'trak',
    fullBox('tkhd', 0, 3, u32(0), u32(0), u32(id), u32(0), u32(0), new Uint8Array(8), u16(0), u16(0), u16(isVideo ? 0 : 0x100), u16(0), identity.flatMap(u32), u32(width * 65536), u32(height * 65536)),
    box(
      'mdia',
      fullBox('mdhd', 0, 0, u32(0), u32(0), u32(timescale), u32(0), u16(0x55c4), u16(0)),
      fullBox('hdlr', 0, 0, u32(0), text(handler), new Uint8Array(12), text('Pinchang'), [0]),
      box(
        'minf',
        isVideo ? fullBox('vmhd', 0, 1, new Uint8Array(8)) : fullBox('smhd', 0, 0, u32(0)),
        box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))),
        box('stbl', fullBox('stsd', 0, 0, u32(1), entry), fullBox('stts', 0, 0, u32(0)), fullBox('stsc', 0, 0, u32(0)), fullBox('stsz', 0, 0, u32(0), u32(0)), none),
      ),
    ),
  );
}

function avcEntry({ width, height, description }: VideoSetup): Uint8Array {
  return box(
    'avc1',
    new Uint8Array(6), u16(1), new Uint8Array(16), u16(width), u16(height),
    u32(0x48_0000), u32(0x48_0000), u32(0), u16(1), new Uint8Array(32), u16(24), u16(0xffff),
    box('avcC', description),
  );
}

function opusEntry({ channels, sampleRate, preSkip }: AudioSetup): Uint8Array {
  return box(
    'Opus',
    new Uint8Array(6), u16(1), new Uint8Array(8), u16(channels), u16(16), u32(0), u32(audioTimescale * 65536),
    box('dOps', [0, channels], u16(preSkip), u32(sampleRate), u16(0), [0]),
  );
}

/** moof + mdat. `shift` (microseconds) is added to all times: it puts the samples on the recording's time line. */
export function writeFragment(sequence: number, shift: number, video: EncodedSample[], audio: EncodedSample[]): Uint8Array {
  const videoBytes = byteLength(video);
  const write = (moofLength: number): Uint8Array =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(sequence)),
      box(
        'traf',
        fullBox('tfhd', 0, 0x02_0000, u32(videoTrack)),
        fullBox('tfdt', 1, 0, u64(videoTicks(video[0]!.timestamp + shift))),
        fullBox('trun', 0, 0x701, u32(video.length), u32(moofLength + 8), ...video.map((sample) => [...u32(videoDuration(sample, shift)), ...u32(sample.data.length), ...u32(sample.key ? syncSample : deltaSample)])),
      ),
      ...(audio.length === 0
        ? []
        : [
            box(
              'traf',
              fullBox('tfhd', 0, 0x02_0020, u32(audioTrack), u32(syncSample)),
              fullBox('tfdt', 1, 0, u64(Math.max(0, ticks(audio[0]!.timestamp + shift, audioTimescale)))),
              fullBox('trun', 0, 0x301, u32(audio.length), u32(moofLength + 8 + videoBytes), ...audio.map((sample) => [...u32(ticks(sample.duration, audioTimescale)), ...u32(sample.data.length)])),
            ),
          ]),
    );
  const moof = write(write(0).length);
  return join([moof, u32(8 + videoBytes + byteLength(audio)), text('mdat'), ...video.map((sample) => sample.data), ...audio.map((sample) => sample.data)]);
}

const byteLength = (samples: EncodedSample[]): number => samples.reduce((sum, sample) => sum + sample.data.length, 0);

const ticks = (microseconds: number, timescale: number): number => Math.round((microseconds * timescale) / 1e6);

const videoTicks = (microseconds: number): number => Math.max(0, ticks(microseconds, videoTimescale));

/** Rounded from the ends, so that rounding never adds up. */
const videoDuration = ({ timestamp, duration }: EncodedSample, shift: number): number =>
  videoTicks(timestamp + duration + shift) - videoTicks(timestamp + shift);

/** Milliseconds as the server will read them from the fragment. */
export const mediaTimeOf = (timestamp: number, shift: number): number => Math.floor((videoTicks(timestamp + shift) * 1000) / videoTimescale);
