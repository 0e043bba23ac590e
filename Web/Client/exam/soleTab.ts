type Message = { kind: 'ask' } | { kind: 'yielded' };

/** A tab that does not even answer within this is frozen or gone: its place is taken. */
const patience = 2_000;

export interface SoleTabEvents {
  /** Another tab of this browser asks for the place: finish what is being written; the place goes when the promise is done. */
  yield(): Promise<void>;
  /** The place was taken without waiting. */
  lost(): void;
}

/**
 * One session is answered in one tab of a browser. The browser's own lock says which, and gives the place free by itself when
 * that tab crashes; a second tab says so and takes over only when asked to.
 */
export class SoleTab {
  readonly #name: string;
  readonly #channel: BroadcastChannel;
  #release: (() => void) | null = null;

  constructor(
    sessionId: string,
    private readonly events: SoleTabEvents,
  ) {
    this.#name = `pinchang-exam/${sessionId}`;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener('message', (event: MessageEvent<Message>) => {
      if (event.data.kind === 'ask' && this.#release) {
        void this.#yield();
      }
    });
  }

  get held(): boolean {
    return this.#release !== null;
  }

  /** True when this tab has the place now. */
  claim(): Promise<boolean> {
    return this.#request({ ifAvailable: true });
  }

  /** The person wants to go on here: asks the other tab, and takes the place if it does not answer. */
  async takeOver(): Promise<void> {
    this.#channel.postMessage({ kind: 'ask' } satisfies Message);
    const given = await Promise.race([this.#request({}), pause(patience).then(() => false)]);
    if (!given && !this.held) {
      await this.#request({ steal: true });
    }
  }

  close(): void {
    this.#release?.();
    this.#release = null;
    this.#channel.close();
  }

  async #yield(): Promise<void> {
    await this.events.yield().catch(() => undefined);
    this.#release?.();
    this.#release = null;
  }

  #request(options: LockOptions): Promise<boolean> {
    if (!('locks' in navigator)) {
      this.#release = () => undefined;
      return Promise.resolve(true);
    }
    return new Promise((answer) => {
      navigator.locks
        .request(this.#name, options, (lock) => {
          if (lock === null || this.#release !== null) {
            answer(this.#release !== null);
            return;
          }
          return new Promise<void>((release) => {
            this.#release = release;
            answer(true);
          });
        })
        .catch(() => {
          // Only a theft ends a held lock with an error.
          this.#release = null;
          answer(false);
          this.events.lost();
        });
    });
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
