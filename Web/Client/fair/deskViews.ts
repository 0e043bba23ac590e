import { html, nothing, type TemplateResult } from 'lit-html';
import { clock } from '../live/words';
import type { BoothDesk, QueueEntry, ResumeContent } from './contracts';
import { deskTexts as texts } from './deskTexts';
import { serverClock } from './serverClock';
import { texts as fairTexts } from './texts';
import { span } from './words';

/** Everybody who waits, in order; who cannot be called now stays in its place and says why. */
export function queueView(desk: BoothDesk): TemplateResult {
  const waiting = desk.queue.filter((entry) => entry.state !== 'talking');
  return html`<h2>${texts.queue}</h2>
    ${waiting.length === 0
      ? html`<p class="faint fd-none">${texts.queueEmpty}</p>`
      : html`<ol class="fd-entries" data-testid="queue">${waiting.map((entry) => entryView(entry, entry.placeId === desk.nextPlaceId))}</ol>`}`;
}

function entryView(entry: QueueEntry, isNext: boolean): TemplateResult {
  const state = entry.state === 'called' ? texts.beingCalled : entry.hold !== 'none' ? texts.hold[entry.hold] : entry.presence === 'online' ? null : texts.presence[entry.presence];
  return html`<li data-next=${isNext ? 'yes' : nothing} data-presence=${entry.presence} data-testid="entry">
    <b>${entry.number}</b>
    <span><strong class="one-line">${entry.candidateName}</strong><small class="one-line">${entry.headline ?? ''}</small></span>
    <small class="fd-entry-state">${state ? html`<em>${state}</em>` : texts.waited(serverClock.minutesSince(entry.joinedAt))}</small>
  </li>`;
}

export function resumeView(resume: ResumeContent | null, shared: boolean): TemplateResult {
  if (!resume) {
    return html`<section class="fd-resume" data-testid="resume"><h2>${texts.withResume}</h2>
      ${shared ? html`<div class="skeleton queue-skeleton" aria-busy="true"></div>` : html`<p class="soft">${texts.noResume}</p><p class="faint small">${texts.noResumeHint}</p>`}
    </section>`;
  }
  return html`<section class="fd-resume" data-testid="resume">
    <h2>${resume.name}</h2>
    <p class="soft dotted">${[resume.headline, resume.city].filter(Boolean).map((part) => html`<span>${part}</span>`)}</p>
    ${resume.intention || resume.expectedPay ? html`<p><b>${[resume.intention, resume.expectedPay].filter(Boolean).join(' · ')}</b></p>` : nothing}
    ${resume.highlights ? html`<p class="reading">${resume.highlights}</p>` : nothing}
    ${(resume.experience ?? []).map((entry) => html`<div class="resume-entry"><strong>${entry.company} · ${entry.title}</strong><span class="faint small"> ${entry.from} – ${entry.to ?? '至今'}</span><p class="reading">${entry.description ?? ''}</p></div>`)}
    ${(resume.education ?? []).map((entry) => html`<div class="resume-entry"><strong>${entry.school}</strong><span class="faint small"> ${entry.from} – ${entry.to ?? '至今'}</span><div class="soft">${entry.degree} ${entry.major ?? ''}</div></div>`)}
    ${(resume.skills ?? []).length > 0 ? html`<p class="tags">${resume.skills!.map((skill) => html`<span class="tag">${skill}</span>`)}</p>` : nothing}
  </section>`;
}

/** `open` is null during a talk: an earlier one's result is written after it. */
export function recentView(desk: BoothDesk, undo: (talkId: string) => void, open: ((talkId: string) => void) | null): TemplateResult {
  return html`<section class="fd-recent"><h2>${texts.recent}</h2>
    ${desk.recent.length === 0 ? html`<p class="faint small">${texts.nothingYet}</p>` : nothing}
    <ul>${desk.recent.map(({ standing, note, seconds }) => {
      const undoSeconds = serverClock.secondsUntil(standing.undoUntil);
      return html`<li data-testid="recent">
        <span><strong>${standing.candidateName}</strong><small>${clock(standing.endedAt ?? standing.calledAt)}${standing.startedAt ? html` · ${span(seconds)}` : nothing}</small></span>
        ${standing.result
          ? html`<span class=${`state ${standing.result === 'fits' ? 'good' : ''}`} title=${standing.resultReason ?? ''}>${fairTexts.result[standing.result]}</span>`
          : standing.startedAt ? html`<button type="button" class="button quiet" data-testid="write-result" ?disabled=${open === null} title=${open === null ? texts.settleLater : ''} @click=${() => open?.(standing.id)}>${texts.unsettled}</button>` : html`<span class="state">${standing.end ? fairTexts.talkEnd[standing.end] : ''}</span>`}
        ${standing.result && undoSeconds > 0 ? html`<button type="button" class="button bare" data-testid="undo" title=${texts.undoUntil(span(undoSeconds))} @click=${() => undo(standing.id)}>${texts.undo}</button>` : nothing}
        ${note ? html`<p class="small soft">${note}</p>` : nothing}
      </li>`;
    })}</ul>
  </section>`;
}
