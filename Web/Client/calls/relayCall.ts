import { socketBase } from '../live/api';
import { Emitter } from '../media/emitter';
import { MediaFeed } from '../media/mediaFeed';
import { MediaProblem } from '../media/problems';
import { Publisher } from '../media/publisher';
import { PushWay } from '../media/pushWay';
import type { CallDevices } from './callDevices';

/** What goes through: picture and sound, sound alone, nothing (only what is written). */
export type RelayLevel = 'picture' | 'sound' | 'nothing';

export interface RelayCallEvents {
  sending: RelayLevel;
  receiving: RelayLevel;
  problem: MediaProblem;
}

export interface RelayCallOptions {
  callId: string;
  devices: CallDevices;
  /** Where the other's picture is shown. */
  video: HTMLVideoElement;
}

/** A weak uplink is borne for so many looks (twice a second) before the picture is given up for the sound. */
const weakLooks = 16;

/**
 * The way by the server, in both directions, about a second behind: the live room's publisher and player, for two people.
 * Steps down from picture to sound by itself when the line does not carry it, and says so; `wantPicture` tries again.
 */
export class RelayCall extends Emitter<RelayCallEvents> {
  readonly #stopListening: (() => void)[] = [];
  #publisher: Publisher | null = null;
  #player: PushWay | null = null;
  #still: StillPicture | null = null;
  #weak = 0;
  #soundOnly = false;
  #sending: RelayLevel = 'nothing';
  #receiving: RelayLevel = 'nothing';
  #closed = false;

  constructor(private readonly options: RelayCallOptions) {
    super();
  }

  get sending(): RelayLevel {
    return this.#sending;
  }

  get receiving(): RelayLevel {
    return this.#receiving;
  }

  start(): void {
    this.#play();
    this.#stopListening.push(this.options.devices.on('track', () => this.#exchange()));
    void this.#publish();
  }

  /** The picture again after it was given up for the sound. */
  wantPicture(): void {
    this.#soundOnly = false;
    this.#weak = 0;
    this.#exchange();
  }

  close(): void {
    this.#closed = true;
    this.#stopListening.forEach((stop) => stop());
    this.#publisher?.stop();
    this.#player?.stop();
    this.#still?.stop();
    this.options.video.removeEventListener('loadeddata', this.#begin);
  }

  async #publish(): Promise<void> {
    if (this.options.devices.tracks.length === 0) {
      this.#send('nothing');
      return;
    }
    const publisher = new Publisher({ url: `${socketBase}/media/calls/${this.options.callId}/publish`, stream: this.#makeStream() });
    this.#publisher = publisher;
    publisher.on('stats', ({ uplink }) => this.#look(uplink));
    publisher.on('state', (state) => {
      if (state === 'publishing') {
        this.#send(this.#hasPicture ? 'picture' : 'sound');
      } else if (state === 'stopped') {
        this.#send('nothing');
      }
    });
    try {
      await publisher.start();
    } catch (error) {
      if (!this.#closed) {
        this.#send('nothing');
        this.emit('problem', MediaProblem.from(error));
      }
    }
  }

  #exchange(): void {
    if (this.#closed) {
      return;
    }
    if (!this.#publisher) {
      void this.#publish();
      return;
    }
    this.#publisher.use(this.#makeStream());
    this.#send(this.#hasPicture ? 'picture' : 'sound');
  }

  get #hasPicture(): boolean {
    return !this.#soundOnly && this.options.devices.stream.getVideoTracks().length > 0;
  }

  /** Clones, since the publisher closes what it was given; the sound follows the mute of the one it was made of. */
  #makeStream(): MediaStream {
    this.#still?.stop();
    this.#still = null;
    const own = this.options.devices.stream;
    const [camera, microphone] = [own.getVideoTracks()[0], own.getAudioTracks()[0]];
    const stream = new MediaStream();
    if (this.#hasPicture && camera) {
      stream.addTrack(camera.clone());
    } else {
      this.#still = new StillPicture();
      stream.addTrack(this.#still.track);
    }
    if (microphone) {
      const sound = microphone.clone();
      stream.addTrack(sound);
      this.#stopListening.push(this.options.devices.on('state', ({ microphone: on }) => (sound.enabled = on)));
    }
    return stream;
  }

  #look(uplink: 'good' | 'weak' | 'broken'): void {
    this.#weak = uplink === 'weak' ? this.#weak + 1 : 0;
    if (this.#weak >= weakLooks && this.#hasPicture) {
      this.#soundOnly = true;
      this.#exchange();
    }
  }

  #play(): void {
    const { video, callId } = this.options;
    if (!MediaFeed.isThere) {
      this.emit('problem', new MediaProblem('unsupported'));
      return;
    }
    video.srcObject = null;
    video.playsInline = true;
    video.addEventListener('loadeddata', this.#begin);
    this.#player = new PushWay(video, `${socketBase}/media/calls/${callId}/play`, {
      waiting: () => this.#receive('nothing'),
      live: () => this.#receive('picture'),
      interrupted: () => this.#receive('nothing'),
      ended: () => this.#receive('nothing'),
      reconnecting: () => this.#receive('nothing'),
      refused: () => this.#receive('nothing'),
      unable: (error) => {
        this.#receive('nothing');
        this.emit('problem', new MediaProblem('unsupported', error));
      },
    });
    this.#player.start();
  }

  /** Both took the call by a click, so the sound may play; where a browser thinks otherwise the picture plays without. */
  readonly #begin = (): void => {
    void this.options.video.play().catch(() => {
      this.options.video.muted = true;
      return this.options.video.play().catch(() => undefined);
    });
  };

  #send(level: RelayLevel): void {
    this.#sending = level;
    this.emit('sending', level);
  }

  #receive(level: RelayLevel): void {
    if (level !== this.#receiving) {
      this.#receiving = level;
      this.emit('receiving', level);
    }
  }
}

/** A few frames a second of nothing: a stream without a camera still needs a picture to be timed by. */
class StillPicture {
  readonly #canvas = document.createElement('canvas');
  readonly #timer: number;
  readonly track: MediaStreamTrack;

  constructor() {
    [this.#canvas.width, this.#canvas.height] = [640, 360];
    const pen = this.#canvas.getContext('2d')!;
    const draw = (): void => pen.fillRect(0, 0, 640, 360);
    draw();
    this.track = this.#canvas.captureStream(8).getVideoTracks()[0]!;
    this.#timer = window.setInterval(draw, 125);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
