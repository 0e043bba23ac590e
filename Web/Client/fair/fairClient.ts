import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import { apiBase } from '../live/api';
import type { HubAnswer } from '../live/contracts';
import { Emitter } from '../media/emitter';
import type { FairEntry, FairNotice, LobbyChange, Problem, QueuePlace, TalkMessage, TalkStanding } from './contracts';
import { serverClock } from './serverClock';

export interface FairClientEvents {
  /** At first and after each break: what was said meanwhile is lost, so read the own state again. */
  entered: FairEntry;
  lobby: LobbyChange;
  queue: QueuePlace;
  called: QueuePlace;
  talk: TalkStanding;
  message: TalkMessage;
  signalled: { talkId: string; signal: string };
  /** The booth's desk changed. */
  desk: { boothId: string; revision: number };
  notice: FairNotice;
  connected: boolean;
  refused: Problem;
}

type Door = { method: 'EnterFair' | 'EnterDesk'; id: string };

const longestPause = 10_000;

/** A page's one line to `/hubs/fair` for one fair or desk, shared by everything on the page that asks for it. */
export class FairClient extends Emitter<FairClientEvents> {
  static readonly #shared = new Map<string, FairClient>();

  readonly #connection: HubConnection;
  #users = 0;
  #stopped = false;
  #entry: FairEntry | null = null;

  private constructor(private readonly door: Door) {
    super();
    this.#connection = new HubConnectionBuilder()
      .withUrl(`${apiBase}/hubs/fair`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, withCredentials: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.random() * Math.min(longestPause, 500 * 2 ** previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    const on = this.#connection.on.bind(this.#connection);
    on('LobbyChanged', (change: LobbyChange) => {
      serverClock.set(change.serverNow);
      this.emit('lobby', change);
    });
    on('QueueChanged', (place: QueuePlace) => {
      serverClock.set(place.serverNow);
      this.emit('queue', place);
    });
    on('Called', (place: QueuePlace) => {
      serverClock.set(place.serverNow);
      this.emit('called', place);
    });
    on('TalkChanged', (talk: TalkStanding) => this.emit('talk', talk));
    on('MessageReceived', (message: TalkMessage) => this.emit('message', message));
    on('Signalled', (talkId: string, signal: string) => this.emit('signalled', { talkId, signal }));
    on('DeskChanged', (boothId: string, revision: number) => this.emit('desk', { boothId, revision }));
    on('NoticePosted', (notice: FairNotice) => this.emit('notice', notice));
    on('SessionTerminated', (code: string, reconnectAfterMs: number | null) => void this.#terminated(code, reconnectAfterMs));
    this.#connection.onreconnecting(() => this.emit('connected', false));
    this.#connection.onreconnected(() => void this.#connect());
    this.#connection.onclose(() => {
      if (!this.#stopped) {
        this.emit('connected', false);
        void this.#connect();
      }
    });
  }

  static ofFair(fairId: string): FairClient {
    return this.#take({ method: 'EnterFair', id: fairId });
  }

  static ofDesk(boothId: string): FairClient {
    return this.#take({ method: 'EnterDesk', id: boothId });
  }

  static #take(door: Door): FairClient {
    const key = `${door.method}/${door.id}`;
    const client = this.#shared.get(key) ?? new FairClient(door);
    this.#shared.set(key, client);
    return client;
  }

  /** Null until the first time in. */
  get entry(): FairEntry | null {
    return this.#entry;
  }

  /** Opens the line for the first who wants it. Whoever came later reads `entry`. */
  open(): void {
    if (this.#users++ === 0) {
      this.#stopped = false;
      void this.#connect();
    }
  }

  /** Closes it after the last. */
  close(): void {
    if (--this.#users === 0) {
      this.#stopped = true;
      void this.#connection.stop();
    }
  }

  /** Lost while there is no line: the sides of a call greet each other again when it is back. */
  signal(talkId: string, signal: string): void {
    if (this.#connection.state === HubConnectionState.Connected) {
      void this.#connection.invoke('Signal', talkId, signal).catch(() => undefined);
    }
  }

  async #connect(): Promise<void> {
    for (let attempt = 0; !this.#stopped; attempt++) {
      try {
        // A way in that failed over a living line is tried again over it: only a line that is down is opened.
        if (this.#connection.state === HubConnectionState.Disconnected) {
          await this.#connection.start();
        }
        await this.#enter();
        return;
      } catch {
        this.emit('connected', false);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(longestPause, 500 * 2 ** attempt)));
      }
    }
  }

  async #enter(): Promise<void> {
    const answer = await this.#connection.invoke<HubAnswer<FairEntry>>(this.door.method, this.door.id);
    if (!answer.value) {
      this.#stopped = true;
      this.emit('refused', answer.problem ?? { code: 'common.not-found', title: '进不了会场，请刷新页面' });
      await this.#connection.stop();
      return;
    }
    serverClock.set(answer.value.serverNow);
    this.#entry = answer.value;
    this.emit('connected', true);
    this.emit('entered', answer.value);
  }

  async #terminated(code: string, reconnectAfterMs: number | null): Promise<void> {
    this.emit('connected', false);
    if (reconnectAfterMs === null || reconnectAfterMs === undefined) {
      this.#stopped = true;
      this.emit('refused', { code, title: '登录状态已变化，请刷新页面' });
    }
    await this.#connection.stop();
  }
}
