import { render, type TemplateResult } from 'lit-html';

/** An element that draws itself at most once a frame. What the page had put inside stands until the first drawing. */
export abstract class DrawnElement extends HTMLElement {
  #drawing = 0;
  #drawn = false;

  protected abstract view(): TemplateResult;

  protected draw = (): void => {
    if (this.#drawing === 0) {
      this.#drawing = requestAnimationFrame(() => {
        this.#drawing = 0;
        this.drawNow();
      });
    }
  };

  protected drawNow(): void {
    if (!this.#drawn) {
      this.#drawn = true;
      this.replaceChildren();
    }
    render(this.view(), this);
    this.afterDrawing();
  }

  protected afterDrawing(): void {}
}
