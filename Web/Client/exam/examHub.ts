import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import { apiBase } from '../live/api';
import type { HubAnswer } from '../live/contracts';
import type { InvigilationMessage, LiveLook, LookSignal, OpenedPaperKey } from './contracts';

export interface ExamHints {
  /** Something about this session changed: read it. */
  reread(): void;
  /** The sitting's time has come, and this opens the paper. */
  paperOpened(key: OpenedPaperKey): void;
  messageArrived(message: InvigilationMessage): void;
  lookRequested(look: LiveLook): void;
  lookSignal(signal: LookSignal): void;
  lookEnded(lookId: string): void;
  /** The socket is up again: what was missed is read, what waits is sent. */
  connected(): void;
}

/** Hints over the hub. Whoever never hears one loses nothing but some seconds: every truth comes by HTTP. */
export class ExamHub {
  readonly #connection: HubConnection;
  #stopped = false;

  constructor(
    private readonly sessionId: string,
    private readonly hints: ExamHints,
  ) {
    this.#connection = new HubConnectionBuilder()
      .withUrl(`${apiBase}/hubs/exam`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, withCredentials: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => backOff(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.#connection.on('PaperOpened', (key: OpenedPaperKey) => hints.paperOpened(key));
    this.#connection.on('DeadlineChanged', (session: string | null) => {
      // Everybody's end moved: not everybody asks in the same moment.
      setTimeout(() => hints.reread(), session ? 0 : Math.random() * 3_000);
    });
    this.#connection.on('SessionEnded', () => hints.reread());
    this.#connection.on('AdmissionDecided', () => hints.reread());
    this.#connection.on('IdentityDecided', () => hints.reread());
    this.#connection.on('MessageArrived', (message: InvigilationMessage) => hints.messageArrived(message));
    this.#connection.on('LiveLookRequested', (look: LiveLook) => hints.lookRequested(look));
    this.#connection.on('LookSignalReceived', (signal: LookSignal) => hints.lookSignal(signal));
    this.#connection.on('LiveLookEnded', (lookId: string) => hints.lookEnded(lookId));
    this.#connection.on('SessionTerminated', () => this.stop());
    this.#connection.onreconnected(() => void this.start());
  }

  get connected(): boolean {
    return this.#connection.state === HubConnectionState.Connected;
  }

  async start(): Promise<void> {
    for (let attempt = 0; !this.#stopped; attempt++) {
      try {
        // A way in that failed over a living line is tried again over it: only a line that is down is opened.
        if (this.#connection.state === HubConnectionState.Disconnected) {
          await this.#connection.start();
        }
        await this.#enter();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, backOff(attempt)));
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    void this.#connection.stop().catch(() => undefined);
  }

  signal(signal: LookSignal): void {
    void this.#connection.send('SendLookSignal', signal).catch(() => undefined);
  }

  endLook(lookId: string): void {
    void this.#connection.send('EndLook', lookId).catch(() => undefined);
  }

  async #enter(): Promise<void> {
    const answer = await this.#connection.invoke<HubAnswer<unknown>>('Enter', this.sessionId);
    if (answer.value) {
      this.hints.connected();
    } else {
      // Not this person's session: reading it says so in words.
      this.stop();
      this.hints.reread();
    }
  }
}

const backOff = (attempt: number): number => 300 + Math.random() * Math.min(15_000, 500 * 2 ** attempt);
