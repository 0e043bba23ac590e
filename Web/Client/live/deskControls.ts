import { html, type TemplateResult } from 'lit-html';
import { deskTexts as texts } from './deskTexts';
import type { RoomState } from './roomState';
import { count } from './words';

const SLOW_MODES = [0, 5, 15, 30, 60];

type Send = (path: string, body: unknown) => Promise<boolean>;

/** The pinned message and slow mode: what holds for the whole room while it is on air. */
export function roomControls(state: RoomState | null, send: Send): TemplateResult {
  const pinNotice = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('notice') ?? '').trim();
    void send('/notices', { text: text.length > 0 ? text : null });
  };
  const setSlowMode = (event: Event): void => void send('/slow-mode', { seconds: Number((event.target as HTMLSelectElement).value) });
  return html`
    <form class="ld-notice" @submit=${pinNotice}>
      <input name="notice" maxlength="100" autocomplete="off" .value=${state?.notice ?? ''} placeholder=${texts.noticeHint} aria-label=${texts.notice} />
      <button class="ld-button">${texts.noticeSet}</button>
    </form>
    <label class="ld-slow">
      <span>${texts.slowMode}</span>
      <select @change=${setSlowMode}>
        ${SLOW_MODES.map(
          (seconds) =>
            html`<option value=${seconds} ?selected=${seconds === state?.slowModeSeconds}>
              ${seconds === 0 ? texts.slowModeOff : texts.slowModeSeconds(seconds)}
            </option>`,
        )}
      </select>
    </label>
  `;
}

export function roomFigures(state: RoomState | null, applications: number): TemplateResult {
  const figure = (label: string, value: number, testId?: string): TemplateResult =>
    testId
      ? html`<div><dt>${label}</dt><dd data-testid=${testId}>${count(value)}</dd></div>`
      : html`<div><dt>${label}</dt><dd>${count(value)}</dd></div>`;
  return html`<dl class="ld-figures">
    ${figure(texts.watching, state?.audience.watching ?? 0, 'watching')} ${figure(texts.visits, state?.audience.visits ?? 0)}
    ${figure(texts.likes, state?.audience.likes ?? 0)} ${figure(texts.applications, applications, 'applications')}
  </dl>`;
}
