import Danmaku from 'danmaku';

const REMEMBERED = 'pinchang.danmaku';

/** 弹幕 over the upper third of the picture; can be hidden, and is where less motion is asked for. */
export class DanmakuOverlay {
  #danmaku: Danmaku | null = null;
  #shown: boolean;

  constructor(readonly container: HTMLElement) {
    this.#shown = localStorage.getItem(REMEMBERED) !== 'off' && !matchMedia('(prefers-reduced-motion: reduce)').matches;
    new ResizeObserver(() => this.#danmaku?.resize()).observe(container);
  }

  get shown(): boolean {
    return this.#shown;
  }

  toggle(): void {
    this.#shown = !this.#shown;
    localStorage.setItem(REMEMBERED, this.#shown ? 'on' : 'off');
    if (!this.#shown) {
      this.#danmaku?.clear();
    }
  }

  emit(text: string, own: boolean, staff: boolean): void {
    if (!this.#shown || document.hidden || this.container.clientWidth === 0) {
      return;
    }
    this.#danmaku ??= new Danmaku({ container: this.container, engine: 'canvas', speed: 110 });
    this.#danmaku.emit({
      text,
      style: {
        font: `${own || staff ? '600 ' : ''}16px "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`,
        fillStyle: staff ? '#5eead4' : own ? '#fde68a' : '#ffffff',
        strokeStyle: 'rgba(0, 0, 0, 0.55)',
        lineWidth: 2,
      },
    });
  }

  destroy(): void {
    this.#danmaku?.destroy();
    this.#danmaku = null;
  }
}
