import { MediaProblem } from './problems';
import type { Outbox } from './outbox';
import { backoff, headerLength, writeMessage, type PublishText } from './wire';

const pingEvery = 2000;
const patience = 6000;
const mostBuffered = 512 * 1024;
const longestBackoff = 5000;

/** Refusals after which trying again by itself makes no sense. */
const final: ReadonlySet<string> = new Set([
  'live-rooms.other-publisher', 'live-rooms.ended', 'live-rooms.not-found', 'access.forbidden', 'session.signed-out',
  'common.not-found', 'media.taken-over', 'media.malformed', 'media.too-large',
]);

interface UplinkEvents {
  connected(): void;
  lost(): void;
  /** It will not go on by itself. */
  refused(problem: MediaProblem): void;
  /** Told and tried again. */
  trouble(problem: MediaProblem): void;
}

/** The publisher's WebSocket: sends what the outbox has, comes back after drops, notices dead lines. */
export class Uplink {
  readonly #instance = crypto.randomUUID();
  #socket: WebSocket | null = null;
  #init: Uint8Array | null = null;
  #welcomed = false;
  #stopped = false;
  #attempt = 0;
  #heardAt = 0;
  #timers: number[] = [];
  #takeover = false;

  /** Bytes given to the network so far. */
  bytes = 0;

  /** Milliseconds there and back, of the last ping. */
  roundTrip = 0;

  constructor(
    private readonly url: string,
    private readonly outbox: Outbox,
    private readonly events: UplinkEvents,
  ) {}

  get isOpen(): boolean {
    return this.#welcomed;
  }

  get buffered(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  open(takeover: boolean): void {
    this.#takeover = takeover;
    this.#timers = [window.setInterval(() => this.#beat(), pingEvery), window.setInterval(() => this.pump(), 100)];
    this.#connect();
  }

  /** What the stream looks like, before its first fragment and whenever it changes. */
  setInit(init: Uint8Array): void {
    this.#init = init;
    if (this.#welcomed) {
      this.#sendInit();
    }
  }

  pump(): void {
    while (this.#welcomed && this.#init && this.#socket!.bufferedAmount < mostBuffered) {
      const message = this.outbox.take();
      if (!message) {
        return;
      }

      this.#send(message);
    }
  }

  close(): void {
    this.#stopped = true;
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#drop();
  }

  #connect(): void {
    const query = `?publisher=${this.#instance}${this.#takeover ? '&takeover=1' : ''}`;
    const socket = new WebSocket(this.url + query);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event) => this.#hear(JSON.parse(event.data as string) as PublishText);
    socket.onclose = () => socket === this.#socket && this.#comeBack();
  }

  #hear(message: PublishText): void {
    this.#heardAt = performance.now();
    switch (message.type) {
      case 'welcome':
        this.#attempt = 0;
        this.#takeover = false;
        this.outbox.resume(message.nextSequence, message.mediaTime);
        this.#welcomed = true;
        this.#sendInit();
        this.events.connected();
        this.pump();
        break;
      case 'ack':
        this.outbox.acknowledge(message.sequence);
        break;
      case 'pong':
        this.roundTrip = performance.now() - message.at;
        break;
      case 'refused':
        this.#refuse(new MediaProblem(MediaProblem.isCode(message.code) ? message.code : 'connection-lost', message.code));
        break;
    }
  }

  #refuse(problem: MediaProblem): void {
    if (final.has(problem.code)) {
      this.close();
      this.events.refused(problem);
    } else {
      this.events.trouble(problem);
    }
  }

  #sendInit(): void {
    if (this.#init) {
      this.#send(writeMessage({ kind: 'init', afterGap: false, sequence: 0, mediaTime: 0 }, this.#init));
    }
  }

  #send(message: Uint8Array<ArrayBuffer>): void {
    this.bytes += message.length - headerLength;
    this.#socket!.send(message);
  }

  #beat(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ type: 'ping', at: performance.now() }));
    }

    if (this.#socket && performance.now() - this.#heardAt > patience) {
      this.#drop();
      this.#comeBack();
    }
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    socket?.close();
  }

  #comeBack(): void {
    this.#socket = null;
    this.#welcomed = false;
    if (!this.#stopped) {
      this.events.lost();
      setTimeout(() => this.#stopped || this.#socket || this.#connect(), backoff(this.#attempt++, longestBackoff));
    }
  }
}
