import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExamSession } from '../examSession';
import { texts } from '../texts';
import { clockMinute, clockSecond, countdown, spokenTime } from '../words';

/** One thing to say, and what can be done about it. */
export const notice = (title: string, body: unknown, actions: unknown = nothing): TemplateResult =>
  html`<section class="ex-notice" role="status">
    <h1 tabindex="-1">${title}</h1>
    ${body}
    <div class="ex-actions">${actions}</div>
  </section>`;

/** Who sits here, for which exam, and what time it is at the server. */
export function nameplate(session: ExamSession): TemplateResult {
  const { view } = session;
  const now = session.clock.now();
  return html`<header class="ex-plate">
    <div>
      <strong>${view?.title ?? ''}</strong>
      <span class="ex-who">
        ${view ? html`<span>${view.candidateName}</span><span>准考证号 ${view.ticketNumber}</span>` : nothing}
        ${view?.seat ? html`<span>座位 ${view.seat}</span>` : nothing}
      </span>
    </div>
    <span class="ex-clock"><small>服务器时间</small><time>${now === null ? '--:--:--' : clockSecond(now)}</time></span>
  </header>`;
}

/** What is left by the server's clock. While that is unknown the end itself is said, as the server named it: this machine's clock says nothing. */
export function remainingTime(seconds: number | null, deadline: number | null): TemplateResult {
  if (seconds !== null) {
    return html`<span class="ex-remaining" ?data-short=${seconds <= 300} role="timer" aria-label=${`${texts.remaining} ${spokenTime(seconds)}`}>
      <small>${texts.remaining}</small><b data-testid="remaining">${countdown(seconds)}</b>
    </span>`;
  }
  return html`<span class="ex-remaining" role="timer" data-unknown><small>${texts.askingTime}</small><b>${deadline === null ? texts.unknownTime : `${clockMinute(deadline)} 结束`}</b></span>`;
}
