import { html, render } from 'lit-html';
import { deskTexts as texts } from './deskTexts';

/** Says what will be touched and asks why; null when the person thinks better of it. */
export function askReason(question: string, options: { alarm?: string } = {}): Promise<string | null> {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask-dialog';
  return new Promise((resolve) => {
    let answer: string | null = null;
    const send = (event: SubmitEvent): void => {
      event.preventDefault();
      answer = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    render(
      html`<form @submit=${send}>
        <p>${question}</p>
        <input class="form-control" name="reason" maxlength="500" required aria-label=${texts.reason} placeholder=${texts.reason} data-testid="ask-reason" />
        <div class="row-of-actions"><button class=${options.alarm ? 'button alarm' : 'button'} type="submit" data-testid="ask-confirm">${options.alarm ?? texts.confirm}</button><button class="button bare" type="button" @click=${() => dialog.close()}>${texts.cancel}</button></div>
      </form>`,
      dialog,
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
