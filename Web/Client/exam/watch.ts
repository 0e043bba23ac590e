import { commandKey, RefusedError } from '../live/api';
import type { SessionEventKind } from './contracts';
import type { ExamSession } from './examSession';
import type { KeptEvent } from './examStore';

/** A glance at a notification is not worth an entry. */
const glance = 800;

/**
 * What happens around the answering, told to the invigilators: a machine only raises, a person decides. Kept on the disk until the
 * server has it, so that time spent offline is told as well.
 */
export class ExamWatch {
  fullScreen = true;
  #waiting: KeptEvent[] = [];
  #sending = false;
  #awayTimer = 0;
  #awaySince: number | null = null;
  #offlineSince: number | null = null;
  #copied = '';
  #answering = false;
  readonly #listening = new AbortController();

  constructor(
    private readonly session: ExamSession,
    private readonly changed: () => void,
  ) {}

  async start(): Promise<void> {
    this.fullScreen = document.fullscreenElement !== null;
    this.#waiting = [...(await this.session.store.events(this.session.id)), ...this.#waiting];
    const on = (target: EventTarget, name: string, hear: (event: Event) => void): void =>
      target.addEventListener(name, hear, { signal: this.#listening.signal });
    on(window, 'blur', () => this.#leave());
    on(window, 'focus', () => this.#comeBack());
    on(document, 'visibilitychange', () => (document.hidden ? this.#leave() : this.#comeBack()));
    on(document, 'fullscreenchange', () => this.#screenChanged());
    on(document, 'copy', () => (this.#copied = String(document.getSelection() ?? '')));
    on(document, 'cut', () => (this.#copied = String(document.getSelection() ?? '')));
    on(document, 'paste', (event) => this.#pasted(event as ClipboardEvent));
    void this.flush();
  }

  stop(): void {
    this.#listening.abort();
  }

  /** Only while the paper lies open does leaving the page mean anything. */
  set answering(answering: boolean) {
    this.#answering = answering;
  }

  /** The connection to the server, as the session sees it. */
  network(reachable: boolean): void {
    const now = this.session.clock.now() ?? Date.now();
    if (!reachable && this.#offlineSince === null) {
      this.#offlineSince = now;
      this.raise('networkLost');
    } else if (reachable && this.#offlineSince !== null) {
      const seconds = Math.round((now - this.#offlineSince) / 1000);
      this.#offlineSince = null;
      this.raise('networkRegained', `中断 ${seconds} 秒`);
    }
    if (reachable) {
      void this.flush();
    }
  }

  raise(kind: SessionEventKind, detail: string | null = null): void {
    const event: KeptEvent = { id: commandKey(), sessionId: this.session.id, kind, at: this.session.nowText, detail: detail?.slice(0, 200) ?? null };
    this.#waiting.push(event);
    void this.session.store.keepEvent(event).catch(() => undefined).then(() => this.flush());
  }

  async flush(): Promise<void> {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    try {
      for (let event = this.#waiting[0]; event; event = this.#waiting[0]) {
        await this.#send(event);
        this.#waiting.shift();
        await this.session.store.dropEvent(event).catch(() => undefined);
      }
    } catch {
      // Told when the network is back.
    } finally {
      this.#sending = false;
    }
  }

  async #send(event: KeptEvent): Promise<void> {
    try {
      await this.session.api.raise(event.id, event.kind, event.at, event.detail);
    } catch (error) {
      // What the server will never take must not hold up what follows.
      if (!(error instanceof RefusedError) || error.status >= 500 || error.status === 429 || error.status === 401) {
        throw error;
      }
    }
  }

  #leave(): void {
    if (!this.#answering || this.#awaySince !== null) {
      return;
    }
    clearTimeout(this.#awayTimer);
    this.#awayTimer = window.setTimeout(() => {
      if (document.hidden || !document.hasFocus()) {
        this.#awaySince = performance.now();
        this.raise('focusLost', document.hidden ? '切换到其他页面或程序' : '焦点离开考试页面');
      }
    }, glance);
  }

  #comeBack(): void {
    clearTimeout(this.#awayTimer);
    if (this.#awaySince !== null) {
      const seconds = Math.round((performance.now() - this.#awaySince + glance) / 1000);
      this.#awaySince = null;
      this.raise('focusRegained', `离开 ${seconds} 秒`);
    }
  }

  #screenChanged(): void {
    this.fullScreen = document.fullscreenElement !== null;
    if (this.#answering) {
      this.raise(this.fullScreen ? 'fullScreenEntered' : 'fullScreenLeft');
    }
    this.changed();
  }

  #pasted(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text') ?? '';
    if (this.#answering && text.length > 0 && text !== this.#copied) {
      this.raise('pasted', `粘贴了 ${text.length} 个字符`);
    }
  }
}
