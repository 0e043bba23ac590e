import { html, render, type TemplateResult } from 'lit-html';
import { texts } from './texts';

/** Asks for what a measure needs, says what it touches; null when the person thinks better of it. */
export function ask(title: string, fields: TemplateResult, options: { confirm?: string; alarm?: boolean } = {}): Promise<FormData | null> {
  const dialog = document.createElement('dialog');
  dialog.className = 'iw-ask';
  return new Promise((resolve) => {
    let answer: FormData | null = null;
    const send = (event: SubmitEvent): void => {
      event.preventDefault();
      answer = new FormData(event.target as HTMLFormElement);
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    render(
      html`<form @submit=${send}>
        <p>${title}</p>
        ${fields}
        <div class="iw-row">
          <button type="submit" class=${options.alarm ? 'iw-button iw-alarm' : 'iw-button iw-main'} data-testid="ask-confirm">${options.confirm ?? texts.confirm}</button>
          <button type="button" class="iw-button" @click=${() => dialog.close()}>${texts.cancel}</button>
        </div>
      </form>`,
      dialog,
    );
    (document.querySelector('invigilation-wall') ?? document.body).append(dialog);
    dialog.showModal();
  });
}

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

export const reasonField = (label: string = texts.reason, required = true): TemplateResult =>
  html`<label>${label}<textarea name="reason" maxlength="300" rows="2" ?required=${required} data-testid="ask-reason"></textarea></label>`;

export const minutesField = (): TemplateResult =>
  html`<label>${texts.minutes}<input name="minutes" type="number" min="1" max="240" value="5" required inputmode="numeric" data-testid="ask-minutes" /></label>`;
