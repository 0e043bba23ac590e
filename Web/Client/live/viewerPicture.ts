import { LivePlayer, type PlayerState } from '../media';
import { apiBase, socketBase } from './api';

/** What the viewer sees and hears: the player while there is something to play, and what it says of itself. */
export class ViewerPicture {
  state: PlayerState = 'idle';
  muted = true;
  soundOnly = false;

  /** Seconds behind the live edge. */
  behind = 0;

  /** As the picture itself lies, not the screen. */
  shape: 'wide' | 'upright' = 'upright';

  #player: LivePlayer | null = null;

  constructor(
    private readonly video: () => HTMLVideoElement,
    private readonly changed: () => void,
    private readonly moved: (mediaTime: number) => void,
  ) {}

  /** Where the viewer is on the recording's time line; null while nothing plays. */
  get mediaTime(): number | null {
    return this.state === 'playing' ? (this.#player?.mediaTime ?? null) : null;
  }

  watch(room: string): void {
    if (this.#player) {
      return;
    }
    const player = new LivePlayer(this.video(), {
      wsUrl: `${socketBase}/media/rooms/${room}/play`,
      hlsUrl: `${apiBase}/media/rooms/${room}/hls/index.m3u8`,
    });
    this.#player = player;
    player.on('state', (state) => this.#note(() => (this.state = state)));
    player.on('muted', (muted) => this.#note(() => (this.muted = muted)));
    player.on('behind', (behind) => this.#note(() => (this.behind = behind)));
    player.on('way', (way) => this.#note(() => (this.soundOnly = way === 'audio')));
    player.on('time', this.moved);
    player.start();
  }

  stop(): void {
    this.#player?.stop();
    this.#player = null;
    this.state = 'idle';
  }

  unmute(): void {
    void this.#player?.unmute();
  }

  toLive(): void {
    this.#player?.toLive();
  }

  readonly measure = (event: Event): void => {
    const video = event.target as HTMLVideoElement;
    this.#note(() => (this.shape = video.videoWidth > video.videoHeight ? 'wide' : 'upright'));
  };

  #note(change: () => void): void {
    change();
    this.changed();
  }
}
