import { html, nothing, type TemplateResult } from 'lit-html';
import { commandKey, get, post, RefusedError, sentenceOf } from './api';
import type { ApplicationSummary, JobCard, ResumeContent, ResumeDetails, SessionDetails } from './contracts';
import { SignInForm } from './signInForm';
import { texts } from './texts';

/** The jobs that the person has applied for and not withdrawn from. */
export async function appliedJobs(): Promise<string[]> {
  const mine = await get<{ items: { jobId: string; state: string }[] }>('/api/applications').catch(() => null);
  return (mine?.items ?? []).filter((application) => application.state !== 'withdrawn').map((application) => application.jobId);
}

type Step = 'loading' | 'sign-in' | 'resume' | 'confirm' | 'done';

/** 投递简历: the second tap. Shows what will be sent and to whom; fills what is missing on the spot. */
export class ApplySheet {
  #card: JobCard | null = null;
  #step: Step = 'loading';
  #resume: ResumeDetails | null = null;
  #error: string | null = null;
  #busy = false;
  #key = '';
  readonly #signIn: SignInForm;

  constructor(
    readonly roomId: string,
    readonly session: () => SessionDetails,
    readonly redraw: () => void,
    readonly signedIn: (session: SessionDetails) => void,
    readonly applied: (jobId: string) => void,
    readonly close: () => void,
  ) {
    this.#signIn = new SignInForm(redraw, (session) => {
      signedIn(session);
      void this.#load();
    });
  }

  open(card: JobCard): void {
    this.#card = card;
    this.#error = null;
    // One key for this job: a second press of the button is the same application.
    this.#key = commandKey();
    this.#step = this.session().isSignedIn ? 'loading' : 'sign-in';
    if (this.#step === 'loading') {
      void this.#load();
    }
  }

  view(): TemplateResult {
    const card = this.#card!;
    return html`<div class="lr-apply">
      <header class="lr-apply-job">
        <strong>${card.job.title}</strong><span class="lr-pay">${card.job.pay}</span>
        <small>${texts.applyTo(card.job.employerName)}</small>
      </header>
      ${this.#stepView()} ${this.#error ? html`<p class="lr-error" role="alert">${this.#error}</p>` : nothing}
    </div>`;
  }

  #stepView(): TemplateResult {
    switch (this.#step) {
      case 'loading':
        return html`<div class="lr-skeleton" aria-busy="true"><i></i><i></i><i></i></div>`;
      case 'sign-in':
        return this.#signIn.view(texts.signInTitle);
      case 'resume':
        return this.#resumeForm();
      case 'confirm':
        return this.#confirmation();
      case 'done':
        return html`<div class="lr-done" role="status">
          <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><circle cx="24" cy="24" r="22" /><path d="M14 25l7 7 13-15" /></svg>
          <h3>${texts.applyDone}</h3>
          <p>${texts.applyDoneHint}</p>
          <p class="lr-actions">
            <a class="lr-button-plain" href="/my/applications" target="_blank" rel="noopener">${texts.myApplications}</a>
            <button type="button" class="lr-button" @click=${this.close}>${texts.applyContinue}</button>
          </p>
        </div>`;
    }
  }

  #confirmation(): TemplateResult {
    const resume = this.#resume!.content;
    const first = resume.experience?.[0];
    const school = resume.education?.[0];
    return html`<section class="lr-confirm">
      <div class="lr-resume">
        <p><strong>${resume.name}</strong>${resume.headline ? html` · ${resume.headline}` : nothing}</p>
        ${first ? html`<p>${first.company} · ${first.title}</p>` : nothing}
        ${school ? html`<p>${school.degree} · ${school.school}</p>` : nothing}
        ${this.#resume!.attachmentName ? html`<p>${this.#resume!.attachmentName}</p>` : nothing}
        <p class="lr-hint">${texts.applyPhoneHint}</p>
        <button type="button" class="lr-button-link" @click=${() => this.#show('resume')}>${texts.applyEdit}</button>
      </div>
      <button type="button" class="lr-button" data-testid="apply-confirm" ?disabled=${this.#busy} @click=${() => this.#send(null)}>
        ${this.#busy ? texts.applySending : texts.applyConfirm}
      </button>
    </section>`;
  }

  #resumeForm(): TemplateResult {
    const kept = this.#resume?.content;
    const first = kept?.experience?.[0];
    const school = kept?.education?.[0];
    return html`<form class="lr-form" @submit=${this.#submitResume}>
      <p class="lr-hint">${texts.resumeNeeded}</p>
      <label><span>${texts.resumeName}</span><input name="name" maxlength="20" required autocomplete="name" .value=${kept?.name ?? ''} /></label>
      <label>
        <span>${texts.resumeIntention}</span><input name="intention" maxlength="40" required .value=${kept?.intention ?? this.#card?.job.title ?? ''} />
      </label>
      <label>
        <span>${texts.resumeHeadline}</span>
        <input name="headline" maxlength="60" placeholder=${texts.resumeHeadlineHint} .value=${kept?.headline ?? ''} />
      </label>
      <label>
        <span>${texts.resumeExperience}</span>
        <input name="experience" maxlength="120" placeholder=${texts.resumeExperienceHint} .value=${first ? `${first.company} ${first.title}` : ''} />
      </label>
      <label>
        <span>${texts.resumeEducation}</span>
        <input name="education" maxlength="80" placeholder=${texts.resumeEducationHint} .value=${school ? [school.degree, school.school, school.major].filter(Boolean).join(' ') : ''} />
      </label>
      <button class="lr-button" data-testid="apply-confirm" ?disabled=${this.#busy}>${this.#busy ? texts.applySending : texts.resumeSave}</button>
    </form>`;
  }

  async #load(): Promise<void> {
    this.#show('loading');
    try {
      this.#resume = await get<ResumeDetails>('/api/resume');
      this.#show(this.#resume.isComplete ? 'confirm' : 'resume');
    } catch (error) {
      // No résumé yet looks like not found.
      this.#resume = null;
      if (!(error instanceof RefusedError && error.status === 404)) {
        this.#error = sentenceOf(error);
      }
      this.#show('resume');
    }
  }

  readonly #submitResume = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(fields.get(name) ?? '').trim();
    const kept = this.#resume?.content;
    void this.#send({
      ...(kept ?? { experience: [], education: [], skills: [] }),
      name: text('name'),
      headline: text('headline') || null,
      intention: text('intention') || null,
      experience: withFirst(kept?.experience ?? [], text('experience'), (line) => {
        const [company, ...title] = line.split(/[\s，,]+/);
        return { company: company!, title: title.join(' ') || line, from: '', to: null, description: null };
      }),
      education: withFirst(kept?.education ?? [], text('education'), (line) => {
        const [degree, school, ...major] = line.split(/[\s，,]+/);
        return { degree: degree!, school: school ?? line, major: major.join(' ') || null, from: '', to: null };
      }),
    });
  };

  async #send(resume: ResumeContent | null): Promise<void> {
    const card = this.#card!;
    this.#busy = true;
    this.#error = null;
    this.redraw();
    try {
      await post<ApplicationSummary>('/api/applications', { jobId: card.job.id, roomId: this.roomId, cardId: card.id, resume }, this.#key);
      this.applied(card.job.id);
      this.#show('done');
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'applications.duplicate') {
        this.applied(card.job.id);
      }
      // What was refused may be mended and sent anew; what got no answer keeps its key.
      if (error instanceof RefusedError) {
        this.#key = commandKey();
      }
      this.#error = sentenceOf(error);
    } finally {
      this.#busy = false;
      this.redraw();
    }
  }

  #show(step: Step): void {
    this.#step = step;
    this.redraw();
  }
}

/** The list with its first entry made from the line, or as it was when the line says what it said. */
function withFirst<T extends object>(kept: T[], line: string, parse: (line: string) => T): T[] {
  if (line.length === 0) {
    return kept;
  }
  const known = kept[0] && Object.values(kept[0]).some((value) => typeof value === 'string' && value.length > 0 && line.includes(value));
  return known ? kept : [parse(line), ...kept.slice(1)];
}
