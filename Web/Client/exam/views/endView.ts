import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExamSession } from '../examSession';
import { checkIcon } from '../icons';
import type { ReceiptCheck } from '../receiptCheck';
import { texts } from '../texts';
import { dayAndSecond } from '../words';
import { nameplate, notice } from './frames';

/** What is left when the paper is closed: the receipt, and the truth about what did not get in. */
export function endView(session: ExamSession, check: ReceiptCheck, piecesWaiting: number): TemplateResult {
  const { view } = session;
  const receipt = session.receipt();
  return html`<div class="ex-end">
    ${nameplate(session)}
    ${view?.state === 'terminated' ? notice(texts.terminated, html`<p>${view.endReason ?? ''}</p><p>${texts.terminatedText}</p>`) : nothing}
    ${view?.state === 'absent' ? notice(texts.absent, html`<p>${texts.absentText}</p>`) : nothing}
    ${receipt
      ? html`<section class="ex-receipt" data-testid="receipt">
          <h1 tabindex="-1">${checkIcon}${texts.receipt}</h1>
          <p class="ex-code"><small>${texts.receiptCode}</small><b data-testid="receipt-code">${receipt.code}</b></p>
          <dl>
            <div><dt>${texts.receiptAt}</dt><dd>${dayAndSecond(receipt.handedInAt)}</dd></div>
            <div><dt>方式</dt><dd data-testid="end-kind">${texts.receiptKind[receipt.endKind]}</dd></div>
            <div><dt>${texts.receiptAnswered}</dt><dd>${texts.receiptOf(receipt.answered, receipt.questions)}</dd></div>
            <div><dt>${texts.receiptHash}</dt><dd class="ex-hash">${receipt.sha256}</dd></div>
          </dl>
          ${checkView(check)}
          <div class="ex-actions">
            <button type="button" class="button quiet" data-testid="receipt-check" ?disabled=${check.state === 'running'} @click=${() => void check.run()}>${texts.receiptCheck}</button>
            <a class="button quiet" data-testid="receipt-page" href=${`/exam-room/${session.id}/receipt`}>${texts.receiptPage}</a>
            <a class="button" href="/my/exams">我的考试</a>
          </div>
          <p class="ex-soft">${texts.receiptKeep}${piecesWaiting > 0 ? texts.piecesWaiting(piecesWaiting) : ''}</p>
        </section>`
      : nothing}
    ${asides(session)}
  </div>`;
}

function asides(session: ExamSession): TemplateResult | typeof nothing {
  const { late = 0, apart = 0 } = session.kept ?? {};
  return late + apart === 0
    ? nothing
    : html`${late > 0 ? html`<section class="ex-aside" data-testid="late"><h2>${texts.lateTitle(late)}</h2><p>${texts.lateText}</p></section>` : nothing}
      ${apart > 0 ? html`<section class="ex-aside" data-testid="apart"><h2>${texts.apartTitle(apart)}</h2><p>${texts.apartText}</p></section>` : nothing}`;
}

export function checkView(check: ReceiptCheck): TemplateResult | typeof nothing {
  switch (check.state) {
    case 'running':
      return html`<p class="ex-check" role="status">${texts.receiptChecking}</p>`;
    case 'matches':
      return html`<p class="ex-check" data-good="true" role="status" data-testid="receipt-matches">${checkIcon}${texts.receiptMatches}</p>`;
    case 'differs':
      return html`<p class="ex-problem" role="alert" data-testid="receipt-differs">${texts.receiptDiffers}（${check.found}）</p>`;
    case 'failed':
      return html`<p class="ex-problem" role="alert">${check.found}</p>`;
    default:
      return nothing;
  }
}
