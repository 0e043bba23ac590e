import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import { apiBase } from '../live/api';
import type { HubAnswer, InvigilationWall, LiveLook, LookSignal, RecordingTrack, WallChange } from './contracts';

export interface WatchEvents {
  wall(wall: InvigilationWall): void;
  changed(change: WallChange): void;
  connection(connected: boolean): void;
  refused(sentence: string): void;
  signedOut(): void;
  lookSignal(signal: LookSignal): void;
  lookEnded(lookId: string): void;
}

/** The wall's place on the hub: draws it anew whenever a change was missed. */
export class WatchClient {
  readonly #connection: HubConnection;
  #version = -1;
  #stopped = false;
  #catchingUp: Promise<void> | null = null;

  constructor(
    private readonly sittingId: string,
    private readonly events: WatchEvents,
  ) {
    this.#connection = new HubConnectionBuilder()
      .withUrl(`${apiBase}/hubs/exam`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, withCredentials: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => backOff(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.#connection.on('WallChanged', (change: WallChange) => this.#take(change));
    this.#connection.on('LookSignalReceived', (signal: LookSignal) => events.lookSignal(signal));
    this.#connection.on('LiveLookEnded', (lookId: string) => events.lookEnded(lookId));
    this.#connection.on('SessionTerminated', (_code: string, reconnectAfterMs: number | null) => {
      if (reconnectAfterMs === null || reconnectAfterMs === undefined) {
        this.#stopped = true;
        events.signedOut();
      }
    });
    this.#connection.onreconnecting(() => events.connection(false));
    this.#connection.onreconnected(() => void this.start());
    this.#connection.onclose(() => {
      if (!this.#stopped) {
        events.connection(false);
        void this.start();
      }
    });
  }

  async start(): Promise<void> {
    for (let attempt = 0; !this.#stopped; attempt++) {
      try {
        // A way in that failed over a living line is tried again over it: only a line that is down is opened.
        if (this.#connection.state === HubConnectionState.Disconnected) {
          await this.#connection.start();
        }
        await this.#watch();
        return;
      } catch {
        this.events.connection(false);
        await new Promise((resolve) => setTimeout(resolve, backOff(attempt)));
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    void this.#connection.stop().catch(() => undefined);
  }

  requestLook(sessionId: string, track: RecordingTrack): Promise<HubAnswer<LiveLook>> {
    return this.#connection.invoke<HubAnswer<LiveLook>>('RequestLook', sessionId, track);
  }

  signal(signal: LookSignal): void {
    void this.#connection.send('SendLookSignal', signal).catch(() => undefined);
  }

  endLook(lookId: string): void {
    void this.#connection.send('EndLook', lookId).catch(() => undefined);
  }

  #take(change: WallChange): void {
    if (change.version <= this.#version) {
      return;
    }
    if (change.version > this.#version + 1) {
      // One look at the whole wall catches up with every change that was missed meanwhile.
      this.#catchingUp ??= this.start().finally(() => (this.#catchingUp = null));
      return;
    }
    this.#version = change.version;
    this.events.changed(change);
  }

  async #watch(): Promise<void> {
    const answer = await this.#connection.invoke<HubAnswer<InvigilationWall>>('Watch', this.sittingId);
    if (!answer.value) {
      this.#stopped = true;
      this.events.refused(answer.problem?.title ?? '');
      await this.#connection.stop();
      return;
    }
    this.#version = answer.value.version;
    this.events.wall(answer.value);
    this.events.connection(true);
  }
}

const backOff = (attempt: number): number => 300 + Math.random() * Math.min(10_000, 500 * 2 ** attempt);
