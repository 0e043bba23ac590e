import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExamSession } from '../examSession';
import { texts } from '../texts';
import { clockMinute, countdown, dayAndMinute } from '../words';
import { nameplate, notice, remainingTime } from './frames';

/** The faces of the room when there is no paper to work on, and the lines over it when there no longer is. */
export function stageView(session: ExamSession): TemplateResult | typeof nothing {
  switch (session.stage) {
    case 'opening':
      return notice(texts.opening, html`<p class="ex-soft">正在读取本机的记录，并和服务器核对。</p>`);
    case 'unreachable':
      return notice('连不上服务器', html`<p>请检查网络；连上后会自动继续，不需要刷新。</p>`, retry(session));
    case 'refused':
      return notice('现在不能进入考场', html`<p>${session.sentence}</p>`, session.signedOut
          ? html`<a class="button" href=${`/sign-in?return=${encodeURIComponent(location.pathname)}`}>${texts.signIn}</a>`
          : html`${retry(session)}<a class="button quiet" href="/my/exams">我的考试</a>`);
    case 'otherTab':
      return notice(
        texts.otherTab,
        html`<p>${texts.otherTabText}</p>`,
        html`<button type="button" class="button large" data-testid="take-over-tab" @click=${() => void session.takeOverTab()}>${texts.takeOverTab}</button>`,
      );
    case 'tabLeft':
      return notice(
        texts.tabLeft,
        html`<p>${texts.tabLeftText}</p>`,
        html`<button type="button" class="button quiet" @click=${() => location.reload()}>${texts.takeOverTab}</button>`,
      );
    case 'notOpen':
      return notOpen(session);
    case 'door':
      return door(session);
    case 'anotherDevice':
      return anotherDevice(session);
    case 'timeUp':
      return timeUp(session);
    case 'overtaken':
      return overtaken(session);
    default:
      return nothing;
  }
}

const retry = (session: ExamSession): TemplateResult =>
  html`<button type="button" class="button" @click=${() => void session.ask()}>${texts.retry}</button>`;

function notOpen(session: ExamSession): TemplateResult {
  const left = session.time.toOpening;
  return html`${nameplate(session)}${notice(
    '还没有到入场时间',
    html`<p>${dayAndMinute(session.view!.opensAt)} 开放入场，${clockMinute(session.view!.startsAt)} 开考。</p>
      <p class="ex-big">${left === null ? texts.unknownTime : left >= 2 * 86_400 ? texts.daysLeft(Math.floor(left / 86_400)) : countdown(left)}</p>
      <p class="ex-soft">到时间会自动打开。入场后有设备检查和身份核验，建议提前 20 分钟。</p>`,
  )}`;
}

function door(session: ExamSession): TemplateResult {
  const view = session.view!;
  const elsewhere = view.epoch !== null && view.epoch !== undefined;
  const started = view.state === 'started';
  return html`${nameplate(session)}${notice(
    started ? '继续考试' : '进入考场',
    html`<p>${dayAndMinute(view.startsAt)} 开考，${clockMinute(view.latestEntryAt)} 后不能入场。</p>
      ${elsewhere ? html`<p>${started ? '这场考试已在另一台设备上作答。在这里继续需要监考员同意，此前保存的答案都在。' : '您曾在另一台设备上入场。在这里入场后，设备检查要重新做。'}</p>` : nothing}
      ${session.sentence ? html`<p class="ex-problem" role="alert">${session.sentence}</p>` : nothing}
      ${started ? remainingTime(session.time.left, session.time.deadline) : nothing}`,
    html`<button type="button" class="button large" data-testid="enter" @click=${() => void session.enter()}>${started ? texts.overtakenBack : '进入考场'}</button>`,
  )}`;
}

function anotherDevice(session: ExamSession): TemplateResult {
  const asked = session.view?.entryRequest;
  return html`${nameplate(session)}${notice(
    texts.anotherDevice,
    html`<p data-testid="awaiting-nod">${session.sentence}</p>
      <p>${texts.anotherDeviceText}</p>
      ${asked ? html`<p class="ex-soft">${texts.waitedSince(clockMinute(asked.at))}</p>` : nothing}
      ${remainingTime(session.time.left, session.time.deadline)}`,
    html`<button type="button" class="button quiet" @click=${() => void session.enter()}>${texts.askAgain}</button>`,
  )}`;
}

function timeUp(session: ExamSession): TemplateResult {
  const pending = session.answers.pending;
  const words = !session.reachable
    ? texts.timeUpOffline(pending)
    : pending > 0
      ? texts.timeUpPending(pending)
      : session.time.phase === 'grace' || session.time.phase === 'over'
        ? texts.timeUpDelivered
        : texts.timeUpAsking;
  return html`<div class="ex-strip" data-kind="time" data-testid="time-up" role="status"><p><b>${texts.timeUp}</b>${words}</p></div>`;
}

function overtaken(session: ExamSession): TemplateResult {
  return html`<div class="ex-strip" data-kind="trouble" data-testid="overtaken" role="status">
    <p><b>${texts.overtaken}</b>${texts.overtakenText(session.kept?.apart ?? 0)}</p>
    <button type="button" class="button quiet" @click=${() => void session.enter()}>${texts.overtakenBack}</button>
  </div>`;
}
