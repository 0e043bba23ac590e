/** Until when this viewer may not speak. It ends by itself, without a word from the server. */
export class SpeechBan {
  #until: string | null = null;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ended: () => void) {}

  get until(): string | null {
    return this.#until;
  }

  take(until: string | null): void {
    this.free();
    if (until) {
      this.#until = until;
      this.#end = setTimeout(() => {
        this.free();
        this.ended();
      }, Math.min(2 ** 31 - 1, Math.max(0, Date.parse(until) - Date.now()) + 500));
    }
  }

  free(): void {
    clearTimeout(this.#end);
    this.#until = null;
  }
}
