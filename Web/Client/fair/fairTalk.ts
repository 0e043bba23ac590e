import { html, nothing, type TemplateResult } from 'lit-html';
import { get } from '../live/api';
import type { SessionDetails } from '../live/contracts';
import type { BoothDetails } from './contracts';
import { DrawnElement } from './drawnElement';
import { FairClient } from './fairClient';
import { LineStrip } from './lineStrip';
import { Talk } from './talk';
import { messagesView, pictureView, timerView } from './talkViews';
import { texts } from './texts';

/** `<fair-talk talk="…" fair="…" employer="…">`: the candidate's side. Text at once, the picture when both want it. */
export class FairTalkElement extends DrawnElement {
  readonly #fairId = (): string => this.getAttribute('fair') ?? '';
  readonly #employer = (): string => this.getAttribute('employer') ?? '';
  #client: FairClient | null = null;
  #talk: Talk | null = null;
  #ownId: string | null = null;
  #booth: BoothDetails | null = null;
  readonly #line = new LineStrip(this.draw);
  #stopListening: (() => void)[] = [];
  #clock: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#client = FairClient.ofFair(this.#fairId());
    this.#talk = new Talk(
      this.getAttribute('talk') ?? '',
      this.#client,
      false,
      () => ({ own: this.querySelector('.talk-own'), other: this.querySelector('.talk-other') }),
      this.draw,
    );
    this.#stopListening = this.#line.follow(this.#client);
    this.#client.open();
    this.#clock = setInterval(this.draw, 1000);
    void this.#load();
  }

  disconnectedCallback(): void {
    clearInterval(this.#clock);
    this.#stopListening.splice(0).forEach((stop) => stop());
    this.#talk?.close();
    this.#client?.close();
  }

  async #load(): Promise<void> {
    this.#ownId = (await get<SessionDetails>('/api/session').catch(() => null))?.userId ?? null;
    await this.#talk!.load();
    const boothId = this.#talk!.standing?.boothId;
    if (boothId) {
      this.#booth = await get<BoothDetails>(`/api/booths/${boothId}`).catch(() => null);
      this.draw();
    }
  }

  protected override afterDrawing(): void {
    this.#talk?.call.attach();
    const lines = this.querySelector('.talk-lines');
    if (lines && !lines.matches(':hover')) {
      lines.scrollTop = lines.scrollHeight;
    }
  }

  readonly #end = (): void => {
    if (confirm(texts.endSure)) {
      void this.#talk!.command('endings');
    }
  };

  protected view(): TemplateResult {
    const talk = this.#talk!;
    const standing = talk.standing;
    if (!standing) {
      return html`<div class="sheet padded talk-loading">${talk.error ? html`<p>${talk.error}</p>` : html`<div class="skeleton queue-skeleton" aria-busy="true"></div>`}</div>`;
    }
    return html`<header class="talk-head">
        <div><h1 class="one-line">${this.#employer()}</h1><small>${standing.recruiterName}</small></div>
        ${timerView(talk)}
      </header>
      ${this.#line.view('hall-strip')}
      ${talk.error ? html`<p class="hall-strip" role="alert">${talk.error}</p>` : nothing}
      ${talk.isOn ? html`${pictureView(talk, standing.recruiterName)}` : this.#after(talk)}
      <section class="talk-text">${messagesView(talk, this.#ownId)}</section>
      ${talk.isOn
        ? html`<footer class="talk-foot">
            ${standing.resumeShared
              ? html`<span class="state good" data-testid="shared">${texts.shared}</span>`
              : html`<button type="button" class="button quiet" data-testid="share-resume" @click=${() => void talk.command('resumes')}>${texts.share}</button>`}
            <button type="button" class="button bare" data-testid="end-talk" @click=${this.#end}>${texts.endTalk}</button>
          </footer>`
        : nothing}`;
  }

  #after(talk: Talk): TemplateResult {
    const standing = talk.standing!;
    const jobs = (this.#booth?.jobs ?? []).slice(0, 4);
    return html`<section class="sheet padded talk-after" data-testid="talk-ended">
      <h2>${texts.talkEnded}</h2>
      <p class="soft">${standing.end ? texts.talkEnd[standing.end] : ''}</p>
      <p>${standing.result ? texts.resultForYou[standing.result] : texts.resultLater}</p>
      ${jobs.length > 0
        ? html`<h3>${texts.applyHere}</h3>
            <ul class="talk-jobs">${jobs.map((job) => html`<li><span><strong>${job.title}</strong> <b class="pay">${job.pay}</b></span><booth-apply job=${job.id} booth=${standing.boothId} applied=${this.#booth!.applied.includes(job.id) ? 'yes' : nothing}></booth-apply></li>`)}</ul>`
        : nothing}
      <div class="row-of-actions"><a class="button" href=${`/fairs/${this.#fairId()}/halls`}>${texts.backToHall}</a><a class="button quiet" href="/my/applications">${texts.myApplications}</a></div>
    </section>`;
  }
}
