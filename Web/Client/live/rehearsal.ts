import { html, nothing, type TemplateResult } from 'lit-html';
import { MediaProblem, measureUpload } from '../media';
import { apiBase } from './api';
import type { DeskPicture } from './deskPicture';
import { deskTexts as texts } from './deskTexts';

/** How long somebody is listened to. */
const listenFor = 3000;
const heard = 0.02;

/** What a stream needs at least, in bits per second, with room to breathe. */
const enough = 1_200_000;

type Verdict = 'looking' | 'good' | 'poor' | 'bad';

interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
  readonly text: string;
}

/** 调试设备: whether picture, sound and line will do, said before anybody watches. */
export class Rehearsal {
  #findings: Finding[] = [];
  #isRunning = false;

  constructor(
    private readonly picture: DeskPicture,
    private readonly redraw: () => void,
  ) {}

  readonly run = async (): Promise<void> => {
    if (this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    this.#findings = [texts.checkCamera, texts.checkMicrophone, texts.checkUpload].map((name) => ({ name, verdict: 'looking', text: texts.checking }));
    this.redraw();
    if (await this.picture.preview()) {
      this.#tell(0, this.picture.hasPicture ? 'good' : 'bad', this.picture.hasPicture ? texts.cameraGood(this.picture.size) : texts.cameraMissing);
      await Promise.all([this.#listen(), this.#upload()]);
    } else {
      this.#findings = [];
    }
    this.#isRunning = false;
    this.redraw();
  };

  view(): TemplateResult | typeof nothing {
    return this.#findings.length === 0
      ? nothing
      : html`<ul class="ld-check" data-testid="device-check" aria-live="polite">
          ${this.#findings.map(({ name, verdict, text }) => html`<li data-verdict=${verdict}><b>${name}</b><span>${text}</span></li>`)}
        </ul>`;
  }

  async #listen(): Promise<void> {
    let loudest = 0;
    for (const until = performance.now() + listenFor; performance.now() < until && loudest < heard; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      loudest = Math.max(loudest, this.picture.level);
    }
    this.#tell(1, loudest >= heard ? 'good' : 'poor', loudest >= heard ? texts.microphoneGood : texts.microphoneSilent);
  }

  async #upload(): Promise<void> {
    try {
      const rate = await measureUpload(`${apiBase}/media/upload-probe`);
      this.#tell(2, rate >= enough ? 'good' : 'poor', (rate >= enough ? texts.uploadGood : texts.uploadPoor)((rate / 1e6).toFixed(1)));
    } catch (error) {
      this.#tell(2, 'bad', MediaProblem.from(error).message);
    }
  }

  #tell(index: number, verdict: Verdict, text: string): void {
    this.#findings = this.#findings.map((finding, at) => (at === index ? { ...finding, verdict, text } : finding));
    this.redraw();
  }
}
