import { html, render } from 'lit-html';
import { ExamApi } from './examApi';
import { ReceiptCheck } from './receiptCheck';
import { ServerClock } from './serverClock';
import { texts } from './texts';
import { checkView } from './views/endView';

/** `<receipt-check session code sha256>`: recomputes a printed receipt in this browser. */
export class ReceiptCheckElement extends HTMLElement {
  connectedCallback(): void {
    const api = new ExamApi(this.getAttribute('session') ?? '', new ServerClock());
    const receipt = { code: this.getAttribute('code') ?? '', sha256: this.getAttribute('sha256') ?? '' };
    const check = new ReceiptCheck(() => api.canonicalAnswers(), () => receipt, () => draw());
    const draw = (): void => {
      render(
        html`${checkView(check)}
          <button type="button" class="button quiet no-print" data-testid="receipt-check" ?disabled=${check.state === 'running'} @click=${() => void check.run()}>${texts.receiptCheck}</button>`,
        this,
      );
    };
    this.replaceChildren();
    draw();
  }
}
