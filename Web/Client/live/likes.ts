/** Gathers likes and tells the room twice a second; the heart rises at once, so a tap never waits for the wire. */
export class LikeButton {
  #pending = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly layer: () => HTMLElement | null,
    readonly tell: (count: number) => void,
  ) {}

  /** Likes that the room has not counted yet. */
  get pending(): number {
    return this.#pending;
  }

  tap(): void {
    this.#pending = Math.min(50, this.#pending + 1);
    this.#rise();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const count = this.#pending;
      this.#pending = 0;
      this.tell(count);
    }, 500);
  }

  #rise(): void {
    const layer = this.layer();
    if (!layer || layer.childElementCount > 24 || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      return;
    }
    const heart = document.createElement('i');
    heart.className = `lr-heart lr-heart-${Math.floor(Math.random() * 4)}`;
    heart.addEventListener('animationend', () => heart.remove());
    layer.append(heart);
  }
}
