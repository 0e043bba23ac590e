import { LivePlayer } from '../../../../Web/Client/media';
import { readDelay } from './clock';

const query = new URLSearchParams(location.search);
const room = query.get('room')!;
const [warmUp, seconds] = [Number(query.get('warmUp')) * 1000, Number(query.get('seconds')) * 1000];
const video = document.querySelector('video')!;
const context = Object.assign(document.createElement('canvas'), { width: 640, height: 360 }).getContext('2d', { willReadFrequently: true })!;

const player = new LivePlayer(video, {
  wsUrl: `ws://${location.host}/media/rooms/${room}/play`,
  hlsUrl: `/media/rooms/${room}/hls/index.m3u8`,
});
Object.assign(window, { player });

const delays: number[] = [];
let stalls = 0;
let playing = 0;
let first = 0;
let joined = 0;
let bytes = 0;

const Socket = WebSocket;
window.WebSocket = class extends Socket {
  constructor(url: string) {
    super(url);
    this.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      joined ||= typeof data === 'string' ? 0 : performance.now();
      bytes += first && typeof data !== 'string' ? data.byteLength : 0;
    });
  }
};

player.on('state', (state) => console.log('player', state));
player.on('problem', (problem) => console.log('player', problem.code, problem.technical));
video.addEventListener('waiting', () => (stalls += first && performance.now() - first > warmUp ? 1 : 0));
player.start();

const look = (): void => {
  first ||= performance.now();
  playing = performance.now() - first - warmUp;
  if (playing > 0) {
    context.drawImage(video, 0, 0, 640, 360);
    const delay = readDelay(context);
    if (delay !== null) {
      delays.push(delay);
    }
  }

  if (playing > seconds) {
    const bitrate = (bytes * 8000) / (performance.now() - first);
    void fetch('/results', { method: 'POST', body: JSON.stringify({ delays, join: first - joined, stalls, bitrate }) });
  } else {
    video.requestVideoFrameCallback(look);
  }
};
video.requestVideoFrameCallback(look);
