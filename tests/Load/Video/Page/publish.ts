import { Publisher } from '../../../../Web/Client/media';
import { drawClock } from './clock';

const room = new URLSearchParams(location.search).get('room')!;
const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360, frameRate: 24 }, audio: true });
const video = Object.assign(document.createElement('video'), { srcObject: camera, muted: true });
await video.play();

const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
const context = canvas.getContext('2d')!;
setInterval(() => {
  context.drawImage(video, 0, 0, 640, 360);
  drawClock(context);
}, 1000 / 24);

const publisher = new Publisher({
  url: `ws://${location.host}/media/rooms/${room}/publish`,
  stream: new MediaStream([...canvas.captureStream(24).getVideoTracks(), ...camera.getAudioTracks()]),
});
publisher.on('state', (state) => console.log('publisher', state));
publisher.on('problem', (problem) => console.log('publisher', problem.code, problem.technical));
await publisher.start();
Object.assign(window, { publisher });
