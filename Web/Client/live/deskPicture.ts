import { html, nothing, type TemplateResult } from 'lit-html';
import { Publisher, MediaProblem, type PublisherStats } from '../media';
import { socketBase } from './api';
import { deskTexts as texts } from './deskTexts';
import { cameraIcon, micIcon, micOffIcon, screenIcon } from './icons';

const WARN_SILENT_SECONDS = 10;
const WARN_NOTHING_LEAVES_MS = 5_000;

/** The presenter's own picture: preview, going on air, level, bitrate, and what needs a person's eye. */
export class DeskPicture {
  readonly #publisher: Publisher;
  #stats: PublisherStats | null = null;
  #problem: MediaProblem | null = null;
  #screen = false;
  #leftAt = 0;

  constructor(
    publishPath: string,
    readonly video: () => HTMLVideoElement | null,
    readonly redraw: () => void,
  ) {
    this.#publisher = new Publisher({ url: `${socketBase}${publishPath}` });
    this.#publisher.on('state', () => {
      this.#leftAt = performance.now();
      this.#attach();
      redraw();
    });
    this.#publisher.on('stats', (stats) => {
      this.#stats = stats;
      this.#leftAt = stats.bitrate > 0 ? performance.now() : this.#leftAt;
      redraw();
    });
    this.#publisher.on('problem', (problem) => {
      this.#problem = problem;
      redraw();
    });
  }

  get state(): Publisher['state'] {
    return this.#publisher.state;
  }

  get sending(): boolean {
    return this.state === 'publishing' || this.state === 'reconnecting' || this.state === 'connecting';
  }

  /** Where the presenter is on the recording's time line. */
  get mediaTime(): number | null {
    return this.#stats?.mediaTime ?? null;
  }

  /** Loudness of the microphone, 0–1. */
  get level(): number {
    return this.#publisher.stats.level;
  }

  get hasPicture(): boolean {
    return this.#track?.readyState === 'live' && !this.#track.muted;
  }

  get size(): string {
    const { width, height } = this.#track?.getSettings() ?? {};
    return `${width ?? '?'}×${height ?? '?'}`;
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#publisher.stream?.getVideoTracks()[0];
  }

  get takeoverNeeded(): boolean {
    return this.#problem?.code === 'live-rooms.other-publisher';
  }

  async preview(): Promise<boolean> {
    return this.#attempt(async () => void (await this.#publisher.open()));
  }

  async start(takeover = false): Promise<boolean> {
    return this.#attempt(() => this.#publisher.start({ takeover }));
  }

  stop(): void {
    this.#publisher.stop();
  }

  toggleMute(): void {
    this.#publisher.muted = !this.#publisher.muted;
    this.redraw();
  }

  /** What a person must see to now, in order of urgency; null while all is well. */
  warning(): string | null {
    if (this.#problem && this.state !== 'publishing') {
      return this.#problem.message;
    }
    if (this.state === 'reconnecting') {
      return texts.brokenUplink;
    }
    const stats = this.#stats;
    if (this.state !== 'publishing' || !stats) {
      return null;
    }
    if (performance.now() - this.#leftAt > WARN_NOTHING_LEAVES_MS) {
      return texts.nothingLeaves;
    }
    if (!this.#publisher.muted && stats.silentSeconds >= WARN_SILENT_SECONDS) {
      return texts.silent(Math.round(stats.silentSeconds));
    }
    return stats.uplink === 'weak' ? texts.weakUplink : null;
  }

  view(): TemplateResult {
    const stats = this.#stats;
    const open = this.state !== 'idle' && this.state !== 'stopped';
    return html`
      <dl class="ld-meters">
        <div><dt>${texts.level}</dt><dd><meter min="0" max="1" .value=${stats?.level ?? 0}></meter></dd></div>
        <div><dt>${texts.bitrate}</dt><dd>${((stats?.bitrate ?? 0) / 1_000_000).toFixed(1)} Mbit/s</dd></div>
        <div><dt>${texts.dropped}</dt><dd>${stats?.framesDropped ?? 0}</dd></div>
        <div><dt>${texts.waiting}</dt><dd>${((stats?.waiting ?? 0) / 1000).toFixed(1)} 秒</dd></div>
      </dl>
      ${open
        ? html`<div class="ld-tools">
            <button type="button" class="ld-button" aria-pressed=${this.#publisher.muted} @click=${() => this.toggleMute()}>
              ${this.#publisher.muted ? micOffIcon : micIcon}${this.#publisher.muted ? texts.unmute : texts.mute}
            </button>
            <button type="button" class="ld-button" @click=${() => void this.#switch()}>
              ${this.#screen ? cameraIcon : screenIcon}${this.#screen ? texts.camera : texts.screen}
            </button>
          </div>`
        : nothing}
    `;
  }

  async #switch(): Promise<void> {
    await this.#attempt(async () => {
      if (this.#screen) {
        await this.#publisher.useCamera();
      } else {
        await this.#publisher.useScreen();
      }
      this.#screen = !this.#screen;
      this.#attach();
    });
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      this.#problem = null;
      await work();
      this.#attach();
      return true;
    } catch (error) {
      this.#problem = MediaProblem.from(error);
      return false;
    } finally {
      this.redraw();
    }
  }

  #attach(): void {
    const video = this.video();
    if (video && video.srcObject !== this.#publisher.stream) {
      video.srcObject = this.#publisher.stream;
      void video.play().catch(() => undefined);
    }
  }
}
