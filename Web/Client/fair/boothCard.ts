import { html, nothing, type TemplateResult } from 'lit-html';
import type { BoothCard, BoothFigures } from './contracts';
import { texts, waitWords } from './texts';

/** What stands between somebody and a talk here, in one line. */
export function queueLine(figures: BoothFigures): { words: string; face: 'free' | 'waiting' | 'shut' } {
  if (figures.state === 'closed') {
    return { words: texts.boothClosed, face: 'shut' };
  }
  if (figures.state === 'paused') {
    return { words: texts.paused, face: 'shut' };
  }
  if (figures.onDuty === 0) {
    return { words: texts.nobodyOnDuty, face: 'shut' };
  }
  return figures.waiting === 0 ? { words: waitWords(figures.wait), face: 'free' } : { words: waitWords(figures.wait), face: 'waiting' };
}

/** A booth in the lobby: who, what, and how long. */
export function boothCard(fairId: string, booth: BoothCard, options: { reasons?: string[]; myNumber?: number } = {}): TemplateResult {
  const line = queueLine(booth.figures);
  const [first, second] = booth.jobs;
  return html`<a class="booth-card" href=${`/fairs/${fairId}/booths/${booth.id}`} data-testid="booth" data-booth=${booth.id}>
    <span class="booth-top">
      <span class="booth-number">${booth.number}</span>
      <strong class="one-line">${booth.employerName}</strong>
      ${options.myNumber === undefined ? nothing : html`<span class="booth-mine">${texts.number(options.myNumber)}</span>`}
    </span>
    ${options.reasons && options.reasons.length > 0
      ? html`<span class="booth-reasons">${options.reasons.map((reason) => html`<span>${reason}</span>`)}</span>`
      : html`<span class="faint small dotted"><span>${booth.industry}</span><span>${texts.boothJobs(booth.jobCount, booth.headcount)}</span></span>`}
    <span class="booth-jobs">
      ${[first, second].map((job) => (job ? html`<span><span class="one-line">${job.title}</span><b class="pay">${job.pay}</b></span>` : nothing))}
    </span>
    <span class="booth-queue-line" data-face=${line.face}>
      <span class="booth-people" data-testid="waiting">${texts.waiting(booth.figures.waiting)}</span><span>${line.words}</span>
    </span>
  </a>`;
}
