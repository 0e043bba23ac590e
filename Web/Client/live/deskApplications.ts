import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { fileUrl, get, post, sentenceOf } from './api';
import type { ApplicationDetails, ApplicationSummary } from './contracts';
import { deskTexts as texts } from './deskTexts';
import { clock } from './words';

/** 投递: what arrives slides in on top; a résumé opens beside, without leaving the stream. */
export class DeskApplications {
  #list: ApplicationSummary[] = [];
  #open: ApplicationDetails | null = null;
  #error: string | null = null;
  readonly #unseen = new Set<string>();

  constructor(readonly redraw: () => void) {}

  get unseen(): number {
    return this.#unseen.size;
  }

  get total(): number {
    return this.#list.length;
  }

  load(applications: ApplicationSummary[]): void {
    this.#list = applications;
  }

  arrived(application: ApplicationSummary): void {
    if (!this.#list.some((known) => known.id === application.id)) {
      this.#list = [application, ...this.#list];
      this.#unseen.add(application.id);
    }
  }

  view(): TemplateResult {
    return this.#open ? this.#details(this.#open) : this.#rows();
  }

  #rows(): TemplateResult {
    if (this.#list.length === 0) {
      return html`<p class="lr-empty"><strong>${texts.noApplications}</strong>${texts.noApplicationsHint}</p>`;
    }
    return html`<ul class="ld-applications">
      ${repeat(
        this.#list,
        (application) => application.id,
        (application) =>
          html`<li class=${this.#unseen.has(application.id) ? 'ld-new' : ''} data-testid="application">
            <button type="button" @click=${() => void this.#show(application)}>
              <strong>${application.candidateName}</strong><span>${application.jobTitle}</span>
              <small>${clock(application.appliedAt)} · ${texts.state[application.state]}</small>
              ${application.headline ? html`<p>${application.headline}</p>` : nothing}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #details({ summary, resume, phone, attachmentName, message }: ApplicationDetails): TemplateResult {
    return html`<article class="ld-resume" data-testid="resume">
      <button type="button" class="lr-button-link" @click=${() => this.#close()}>${texts.back}</button>
      <h3>${resume.name}<small>${phone}</small></h3>
      <p class="ld-resume-for">${summary.jobTitle} · ${clock(summary.appliedAt)}</p>
      ${resume.headline ? html`<p>${resume.headline}</p>` : nothing} ${message ? html`<blockquote>${message}</blockquote>` : nothing}
      ${resume.experience?.map(
        (entry) =>
          html`<section><strong>${entry.company}</strong> ${entry.title}<small>${[entry.from, entry.to].filter(Boolean).join(' – ')}</small><p>${entry.description ?? ''}</p></section>`,
      )}
      ${resume.education?.map((entry) => html`<section><strong>${entry.school}</strong> ${[entry.degree, entry.major].filter(Boolean).join(' · ')}</section>`)}
      ${resume.skills?.length ? html`<p class="ld-skills">${resume.skills.map((skill) => html`<span>${skill}</span>`)}</p>` : nothing}
      ${attachmentName && resume.attachmentId
        ? html`<p><a href=${fileUrl(resume.attachmentId)} target="_blank" rel="noopener">${texts.attachment} ${attachmentName}</a></p>`
        : nothing}
      ${this.#error ? html`<p class="lr-error" role="alert">${this.#error}</p>` : nothing}
      <footer>
        <button type="button" class="ld-button ld-button-main" @click=${() => void this.#decide('shortlisted')}>${texts.shortlist}</button>
        <button type="button" class="ld-button" @click=${() => void this.#decide('declined')}>${texts.decline}</button>
      </footer>
    </article>`;
  }

  async #show(application: ApplicationSummary): Promise<void> {
    await this.#attempt(async () => {
      this.#open = await get<ApplicationDetails>(`/api/applications/${application.id}`);
      this.#unseen.delete(application.id);
      this.#update(this.#open.summary);
    });
  }

  async #decide(state: 'shortlisted' | 'declined'): Promise<void> {
    await this.#attempt(async () => {
      this.#update(await post<ApplicationSummary>(`/api/applications/${this.#open!.summary.id}/decisions`, { state, note: null }));
      this.#close();
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#error = null;
    try {
      await work();
    } catch (error) {
      this.#error = sentenceOf(error);
    }
    this.redraw();
  }

  #update(application: ApplicationSummary): void {
    this.#list = this.#list.map((known) => (known.id === application.id ? { ...known, state: application.state } : known));
  }

  #close(): void {
    this.#open = null;
    this.redraw();
  }
}
