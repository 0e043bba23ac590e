import { html, nothing, type TemplateResult } from 'lit-html';
import { classMap } from 'lit-html/directives/class-map.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { CardFunnel, JobCard, JobSummary, RundownStep } from './contracts';
import { deskTexts as texts } from './deskTexts';

export interface JobCommands {
  push(job: JobSummary): void;
  pin(card: JobCard): void;
  withdraw(card: JobCard): void;
}

export interface DeskJob {
  job: JobSummary;
  card: JobCard | undefined;
  funnel: CardFunnel | undefined;
}

/** The first job that was not pushed yet, in the drawer's order. */
export const nextJob = (jobs: DeskJob[]): DeskJob | undefined => jobs.find((entry) => !entry.card && !entry.funnel);

export const rundownView = (steps: RundownStep[], minutesOnAir: number | null): TemplateResult | typeof nothing =>
  steps.length === 0
    ? nothing
    : html`<section class="ld-rundown">
        <h3>${texts.rundown}</h3>
        <ol>
          ${steps.map((step, index) => {
            const next = steps[index + 1];
            const now = minutesOnAir !== null && minutesOnAir >= step.minute && (!next || minutesOnAir < next.minute);
            return html`<li class=${classMap({ 'ld-step-now': now })}><span>${texts.minute(step.minute)}</span>${step.title}</li>`;
          })}
        </ol>
      </section>`;

export const jobsView = (jobs: DeskJob[], onAir: boolean, commands: JobCommands): TemplateResult =>
  html`<section class="ld-jobs">
    <h3>${texts.jobs}<small>${jobs.length}</small></h3>
    ${jobs.length === 0
      ? html`<p class="lr-empty"><strong>${texts.noJobs}</strong>${texts.noJobsHint}</p>`
      : html`<ul>
          ${repeat(
            jobs,
            (entry) => entry.job.id,
            (entry) => jobView(entry, onAir, commands),
          )}
        </ul>`}
  </section>`;

function jobView({ job, card, funnel }: DeskJob, onAir: boolean, commands: JobCommands): TemplateResult {
  const current = card?.state === 'current';
  const withdrawn = card ? card.state === 'withdrawn' : funnel !== undefined;
  return html`<li class=${classMap({ 'ld-job': true, 'ld-job-current': current, 'ld-job-withdrawn': withdrawn })} data-job=${job.id}>
    <div class="ld-job-text">
      <strong>${job.title}</strong><span class="lr-pay">${job.pay}</span>
      ${current ? html`<b class="lr-presenting">${texts.presenting}</b>` : nothing} ${withdrawn ? html`<small>${texts.withdrawn}</small>` : nothing}
      <small class="ld-funnel" data-testid="funnel">${texts.funnel(funnel?.views ?? 0, funnel?.clicks ?? 0, funnel?.applications ?? 0)}</small>
    </div>
    <div class="ld-job-actions">
      <button type="button" class="ld-button ld-button-main" data-testid="push" ?disabled=${!onAir} @click=${() => commands.push(job)}>
        ${card && !withdrawn ? texts.pushAgain : texts.push}
      </button>
      ${card && !withdrawn
        ? html`<button type="button" class="ld-button" ?disabled=${!onAir} @click=${() => commands.pin(card)}>${card.pinned ? texts.unpin : texts.pin}</button>
            <button type="button" class="ld-button" ?disabled=${!onAir} @click=${() => commands.withdraw(card)}>${texts.withdraw}</button>`
        : nothing}
    </div>
  </li>`;
}
