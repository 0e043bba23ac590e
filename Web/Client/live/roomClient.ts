import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection, type IRetryPolicy } from '@microsoft/signalr';
import { apiBase, commandKey, get } from './api';
import type { ApplicationSummary, AudienceFigures, CardFunnel, ChatMessage, FeedBatch, FeedItem, FeedPage, HubAnswer, RoomSnapshot } from './contracts';

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'closed';

export interface RoomEvents {
  /** Draw the room anew: at first, and whenever what was missed is more than a page. */
  snapshot(snapshot: RoomSnapshot): void;
  /** In order, each once. */
  items(items: FeedItem[]): void;
  audience(figures: AudienceFigures): void;
  connection(state: ConnectionState): void;
  restricted?(until: string | null, removed: boolean, reason: string | null): void;
  application?(application: ApplicationSummary, funnel: CardFunnel | null): void;
  refused(code: string, title: string): void;
}

/** Full jitter, so that a crowd that lost its server does not come back in one instant. */
const jitteredRetries: IRetryPolicy = {
  nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.random() * Math.min(15_000, 500 * 2 ** previousRetryCount),
};

/** One page's place in one room: the hub's typed face, and the promise that no numbered item is missed or seen twice. */
export class RoomClient {
  readonly #connection: HubConnection;
  #sequence = 0;
  #joined = false;
  #stopped = false;
  #catchingUp: Promise<void> | null = null;
  #waiting: FeedBatch[] = [];

  constructor(
    readonly roomId: string,
    readonly events: RoomEvents,
    readonly options: { desk?: boolean; source?: string } = {},
  ) {
    this.#connection = new HubConnectionBuilder()
      .withUrl(`${apiBase}/hubs/live-room`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, withCredentials: true })
      .withAutomaticReconnect(jitteredRetries)
      .configureLogging(LogLevel.None)
      .build();
    this.#connection.on('FeedReceived', (batch: FeedBatch) => this.#receive(batch));
    this.#connection.on('ApplicationReceived', (application: ApplicationSummary, funnel: CardFunnel | null) =>
      this.events.application?.(application, funnel),
    );
    this.#connection.on('Restricted', (until: string | null, removed: boolean, reason: string | null) =>
      this.events.restricted?.(until, removed, reason),
    );
    this.#connection.on('SessionTerminated', (code: string, reconnectAfterMs: number | null) => void this.#terminated(code, reconnectAfterMs));
    this.#connection.onreconnecting(() => {
      this.#joined = false;
      this.events.connection('reconnecting');
    });
    this.#connection.onreconnected(() => void this.start());
    this.#connection.onclose(() => {
      this.#joined = false;
      if (!this.#stopped) {
        this.events.connection('closed');
      }
    });
  }

  async start(): Promise<void> {
    // A line may hang for half a minute before it is given up; the browser knows at once that there is no network.
    window.addEventListener('offline', this.#networkChanged);
    window.addEventListener('online', this.#networkChanged);
    this.events.connection('connecting');
    for (let attempt = 0; !this.#stopped; attempt++) {
      try {
        // A way in that failed over a living line is tried again over it: only a line that is down is opened.
        if (this.#connection.state === HubConnectionState.Disconnected) {
          await this.#connection.start();
        }
        await this.#join();
        return;
      } catch {
        this.events.connection('reconnecting');
        await delay(Math.random() * Math.min(15_000, 500 * 2 ** attempt));
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    window.removeEventListener('offline', this.#networkChanged);
    window.removeEventListener('online', this.#networkChanged);
    await this.#connection.stop();
  }

  /** The id stays the same over retries, so that a line is said once. */
  sendChat(text: string, messageId: string = commandKey()): Promise<HubAnswer<ChatMessage>> {
    return this.#connection.invoke<HubAnswer<ChatMessage>>('SendChat', messageId, text);
  }

  like(count: number): void {
    this.#tell('Like', count);
  }

  cardViewed(cardId: string): void {
    this.#tell('CardViewed', cardId);
  }

  cardOpened(cardId: string): void {
    this.#tell('CardOpened', cardId);
  }

  readonly #networkChanged = (): void => {
    if (this.#joined && !this.#stopped) {
      this.events.connection(navigator.onLine ? 'connected' : 'reconnecting');
    }
  };

  #tell(method: string, ...args: unknown[]): void {
    if (this.#joined && this.#connection.state === HubConnectionState.Connected) {
      void this.#connection.send(method, ...args).catch(() => undefined);
    }
  }

  async #join(): Promise<void> {
    const answer = this.options.desk
      ? await this.#connection.invoke<HubAnswer<RoomSnapshot>>('JoinDesk', this.roomId)
      : await this.#connection.invoke<HubAnswer<RoomSnapshot>>('Join', this.roomId, this.options.source ?? 'direct');
    if (!answer.value) {
      this.#stopped = true;
      this.events.refused(answer.problem?.code ?? 'live-rooms.not-found', answer.problem?.title ?? '进不了这个直播间');
      await this.#connection.stop();
      return;
    }
    this.#joined = true;
    const early = this.#waiting;
    this.#waiting = [];
    this.#sequence = answer.value.sequence;
    this.events.snapshot(answer.value);
    this.events.connection('connected');
    early.forEach((batch) => this.#receive(batch));
  }

  #receive(batch: FeedBatch): void {
    if (!this.#joined || this.#catchingUp) {
      this.#waiting.push(batch);
      return;
    }
    if (batch.audience) {
      this.events.audience(batch.audience);
    }
    if (batch.items.length === 0) {
      return;
    }
    if (batch.after > this.#sequence && !batch.skipped) {
      this.#waiting.push(batch);
      this.#catchingUp = this.#catchUp().finally(() => {
        this.#catchingUp = null;
        const waiting = this.#waiting;
        this.#waiting = [];
        // What lies before these was read just now, so their gap is none.
        waiting.forEach((late) => this.#receive({ ...late, skipped: late.skipped || 1 }));
      });
      return;
    }
    this.#apply(batch.items);
  }

  /** Reads what was missed until it has it: an item that must arrive is never given up. */
  async #catchUp(): Promise<void> {
    for (let more = true, attempt = 0; more && !this.#stopped; ) {
      try {
        const page = await get<FeedPage>(`/api/live-rooms/${this.roomId}/feed?after=${this.#sequence}`);
        this.#apply(page.items);
        more = page.more;
      } catch {
        await delay(Math.random() * Math.min(10_000, 500 * 2 ** attempt++));
      }
    }
  }

  #apply(items: FeedItem[]): void {
    const fresh = items.filter((item) => item.sequence > this.#sequence);
    if (fresh.length > 0) {
      this.#sequence = fresh[fresh.length - 1]!.sequence;
      this.events.items(fresh);
    }
  }

  async #terminated(code: string, reconnectAfterMs: number | null): Promise<void> {
    if (reconnectAfterMs === null || reconnectAfterMs === undefined) {
      this.#stopped = true;
      this.events.refused(code, code === 'live-rooms.removed' ? '您已被移出直播间' : '登录状态已变化，请刷新页面');
      await this.#connection.stop();
      return;
    }
    this.#joined = false;
    this.events.connection('reconnecting');
    await this.#connection.stop();
    await delay(reconnectAfterMs);
    await this.start();
  }
}

const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
