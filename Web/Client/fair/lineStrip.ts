import { html, nothing, type TemplateResult } from 'lit-html';
import type { FairClient } from './fairClient';
import { texts } from './texts';

/** What a page says of its line to the fair: nothing while it is up, that it comes back, or that it will not by itself. */
export class LineStrip {
  #connected = true;
  #refused: string | null = null;

  constructor(private readonly changed: () => void) {}

  follow(client: FairClient): (() => void)[] {
    return [
      client.on('connected', (connected) => {
        this.#connected = connected;
        this.#refused = connected ? null : this.#refused;
        this.changed();
      }),
      client.on('refused', ({ title }) => {
        this.#refused = title;
        this.changed();
      }),
    ];
  }

  view(face: string): TemplateResult | typeof nothing {
    if (this.#refused) {
      const signIn = `/sign-in?return=${encodeURIComponent(location.pathname)}`;
      return html`<p class=${face} role="alert">${this.#refused} <a href=${signIn}>${texts.signInAgain}</a></p>`;
    }
    return this.#connected ? nothing : html`<p class=${face} role="status">${texts.reconnecting}</p>`;
  }
}
