/** Faster than this nobody reads Chinese; a tenth of it is asked for, so that nobody is held up, and nobody clicks blindly. */
const charactersPerSecond = 60;
const mostSeconds = 20;

/**
 * Whether the rules were read: their end was on the screen, by whatever way (wheel, keys, a reader's cursor), and long enough
 * passed. Those to whom the end is shown at once only wait.
 */
export class RulesReading {
  #element: HTMLElement | null = null;
  #observer: IntersectionObserver | null = null;
  #atEnd = false;
  #seconds = 0;
  #needed = 0;

  constructor(private readonly changed: () => void) {}

  watch(element: HTMLElement | undefined): void {
    if (!element || element === this.#element) {
      return;
    }
    this.#element = element;
    this.#needed = Math.min(mostSeconds, Math.ceil((element.textContent ?? '').length / charactersPerSecond));
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          this.#atEnd = true;
          this.changed();
        }
      },
      { root: element },
    );
    this.#observer.observe(element.querySelector('[data-end]')!);
  }

  /** Once a second while they are open. */
  tick(): void {
    if (this.#element?.isConnected && !this.done) {
      this.#seconds++;
      this.changed();
    }
  }

  get done(): boolean {
    return this.#atEnd && this.#seconds >= this.#needed;
  }

  get words(): string {
    return !this.#atEnd ? '请读到最后一行' : this.done ? '已读完' : `请再读 ${this.#needed - this.#seconds} 秒`;
  }
}
