import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { ExamDeviceCheck, FindingName } from '../deviceCheck';
import type { ExamSession } from '../examSession';
import { checkIcon } from '../icons';
import type { IdentityPhotos } from '../identityPhotos';
import type { Monitoring } from '../monitoring';
import type { RulesReading } from '../rulesReading';
import { texts } from '../texts';
import { clockMinute, countdown, dayAndMinute } from '../words';
import { nameplate } from './frames';
import { identityStep } from './identityStep';

export type StepName = 'device' | 'identity' | 'rules' | 'waiting';

export interface WayInActions {
  checkAgain(): void;
  deviceDone(): void;
  acknowledge(): void;
  fullScreen(): void;
}

export interface WayInParts {
  session: ExamSession;
  monitoring: Monitoring;
  check: ExamDeviceCheck;
  photos: IdentityPhotos;
  rules: RulesReading;
  problem: string | null;
}

/** From the door to the first question: four steps, one open, those done above it. */
export function wayInView(parts: WayInParts, strips: TemplateResult, actions: WayInActions): TemplateResult {
  const view = parts.session.view!;
  const step = currentStep(parts.session);
  const names: [StepName, string, string][] = [
    ['device', '设备检查', '已通过'],
    ['identity', '身份核验', identityWords[view.checks.identity] ?? ''],
    ['rules', '考场规则', '已阅读并确认'],
    ['waiting', '候考', ''],
  ];
  const at = names.findIndex(([name]) => name === step);
  const shown = names.filter(([name]) => (name !== 'device' || view.settings.deviceCheck) && (name !== 'identity' || view.settings.identityCheck));
  return html`<div class="ex-way">
    ${nameplate(parts.session)} ${strips} ${untilStart(parts.session)}
    <ol class="ex-steps">
      ${shown.map(([name, title, done], index) => {
        const state = names.findIndex(([other]) => other === name) < at ? 'done' : name === step ? 'open' : 'later';
        return html`<li data-state=${state} data-step=${name} aria-current=${state === 'open' ? 'step' : nothing}>
          <h2 tabindex="-1"><i aria-hidden="true">${state === 'done' ? checkIcon : index + 1}</i>${title}${state === 'done' ? html`<small>${done}</small>` : nothing}</h2>
          ${state === 'open' ? body(step, parts, actions) : nothing}
        </li>`;
      })}
    </ol>
    ${parts.problem ? html`<p class="ex-problem" role="alert">${parts.problem}</p>` : nothing}
  </div>`;
}

const identityWords: Record<string, string> = { submitted: '已提交，等待核验', passed: '已通过', waived: '监考员已放行' };

export function currentStep(session: ExamSession): StepName {
  const { checks, settings } = session.view!;
  if (settings.deviceCheck && !checks.device) {
    return 'device';
  }
  if (settings.identityCheck && (checks.identity === 'none' || checks.identity === 'refused')) {
    return 'identity';
  }
  return checks.rules ? 'waiting' : 'rules';
}

function untilStart(session: ExamSession): TemplateResult {
  const left = session.time.toStart;
  return html`<div class="ex-until">
    <small>${left === null ? texts.askingTime : session.time.hasStarted ? '开考时间已到' : '距离开考'}</small>
    <b role="timer">${left === null ? texts.unknownTime : countdown(left)}</b>
    <small>${dayAndMinute(session.view!.startsAt)} 开考 · ${clockMinute(session.view!.latestEntryAt)} 后不能入场</small>
  </div>`;
}

function body(step: StepName, parts: WayInParts, actions: WayInActions): TemplateResult {
  switch (step) {
    case 'device':
      return deviceStep(parts, actions);
    case 'identity':
      return identityStep(parts.session, parts.monitoring, parts.photos);
    case 'rules':
      return rulesStep(parts, actions);
    default:
      return waitingStep(parts, actions);
  }
}

const findingNames: Record<FindingName, string> = { storage: '本机保存', network: '网络', clock: '时间', camera: '摄像头', microphone: '麦克风', room: '环视考场', screen: '屏幕共享' };
const findingWords = { unknown: '待检查', running: '检查中', good: '正常', poor: '可用', bad: '不可用' };

/** Days before the exam: the same checks, told to nobody. */
export const practiceView = (parts: WayInParts, actions: WayInActions): TemplateResult =>
  html`<section class="ex-practice">
    <h2>先试一下设备</h2>
    <p class="ex-soft">考试当天要做同样的检查。现在试的结果只在本机，不会上报。</p>
    ${deviceStep(parts, actions, true)}
  </section>`;

function deviceStep({ session, monitoring, check }: WayInParts, actions: WayInActions, practice = false): TemplateResult {
  const recording = session.view!.settings.recording === true;
  const names = (Object.keys(findingNames) as FindingName[]).filter(
    (name) => (recording && !(practice && name === 'room')) || name === 'storage' || name === 'network' || name === 'clock',
  );
  return html`<div class="ex-device">
    ${recording
      ? html`<figure class="ex-mirror">
          <video muted playsinline autoplay aria-label="摄像头画面" ${ref((video) => show(video, monitoring.camera))}></video>
          ${monitoring.camera ? html`<meter min="0" max="1" .value=${monitoring.level} aria-label="麦克风音量"></meter>` : html`<figcaption>打开后在这里看到自己</figcaption>`}
        </figure>`
      : nothing}
    <ul class="ex-findings">
      ${names.map((name) => {
        const { state, words } = check.findings[name];
        return html`<li data-finding=${name} data-state=${state}><b>${findingNames[name]}</b><em>${findingWords[state]}</em><span>${words}</span></li>`;
      })}
    </ul>
    ${recording ? html`<p class="ex-soft">考试期间会录制摄像头、麦克风和屏幕，只用于监考和事后核查。</p>` : nothing}
    <div class="ex-actions">
      ${recording
        ? html`<button type="button" class=${monitoring.camera ? 'button quiet' : 'button'} data-testid="open-camera" @click=${() => void check.openCamera()}>${monitoring.camera ? '重新打开摄像头' : '打开摄像头和麦克风'}</button>
            ${practice
              ? nothing
              : html`<button type="button" class="button quiet" data-testid="scan-room" ?disabled=${!monitoring.camera || check.findings.room.state === 'running'} @click=${() => void check.scanRoom()}>环视考场</button>`}
            <button type="button" class="button quiet" data-testid="share-screen" @click=${() => void check.shareScreen()}>${monitoring.screen ? '重新共享屏幕' : '共享整个屏幕'}</button>`
        : nothing}
      <button type="button" class="button quiet" @click=${() => actions.checkAgain()}>重新检查网络</button>
      ${practice ? nothing : html`<button type="button" class="button" data-testid="device-done" ?disabled=${!check.passed(recording)} @click=${() => actions.deviceDone()}>完成检查</button>`}
    </div>
  </div>`;
}

function rulesStep({ session, rules }: WayInParts, actions: WayInActions): TemplateResult {
  const text = session.view!.settings.rules ?? '';
  return html`<div class="ex-rules">
    <div class="ex-rules-text" tabindex="0" role="document" aria-label="考场规则" data-testid="rules" ${ref((element) => rules.watch(element as HTMLElement | undefined))}>
      ${text.split('\n').filter((line) => line.trim().length > 0).map((line) => html`<p>${line}</p>`)}
      <span data-end></span>
    </div>
    <p class="ex-soft" role="status">${rules.words}</p>
    <div class="ex-actions">
      <button type="button" class="button large" data-testid="rules-read" aria-disabled=${rules.done ? nothing : 'true'} @click=${() => actions.acknowledge()}>我已阅读，遵守以上规则</button>
    </div>
  </div>`;
}

function waitingStep({ session, monitoring }: WayInParts, actions: WayInActions): TemplateResult {
  const { checks, settings } = session.view!;
  const waitsForPerson = settings.identityCheck && checks.identity === 'submitted';
  const lines: [boolean, string][] = [
    [session.paper.fetched, session.paper.fetched ? '试卷已加密下载到本机，开考时自动打开' : '正在下载加密的试卷'],
    ...(settings.identityCheck ? [[!waitsForPerson, waitsForPerson ? '身份照片已提交，监考员正在核验' : '身份核验已通过'] as [boolean, string]] : []),
    ...(settings.recording ? [[monitoring.sound, monitoring.sound ? '摄像头、麦克风、屏幕录制正常' : '监考设备没有全部打开'] as [boolean, string]] : []),
  ];
  const begun = session.time.hasStarted;
  return html`<div class="ex-waiting" data-testid="waiting">
    <ul class="ex-ready">
      ${lines.map(([good, words]) => html`<li data-good=${good}>${words}</li>`)}
    </ul>
    <p>${begun ? (waitsForPerson ? '开考时间已到，监考员核验后立即发卷，请稍候' : (session.paper.sentence ?? '正在打开试卷')) : '到时间会自动打开试卷，不需要刷新，也不需要任何操作。'}</p>
    ${document.fullscreenEnabled && !document.fullscreenElement
      ? html`<div class="ex-actions"><button type="button" class="button quiet" @click=${() => actions.fullScreen()}>进入全屏，减少打扰</button></div>`
      : nothing}
  </div>`;
}

function show(element: Element | undefined, stream: MediaStream | null): void {
  const video = element as HTMLVideoElement | undefined;
  if (video && video.srcObject !== stream) {
    video.srcObject = stream;
    void video.play().catch(() => undefined);
  }
}
