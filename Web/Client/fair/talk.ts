import { commandKey, get, post, sentenceOf } from '../live/api';
import type { TalkDetails, TalkMessage, TalkStanding } from './contracts';
import type { FairClient } from './fairClient';
import { serverClock } from './serverClock';
import { TalkCall } from './talkCall';

interface Unsent {
  key: string;
  text: string;
  failed: boolean;
}

/** A talk as a page has it: where it stands, what was said, its picture. The same on both sides. */
export class Talk {
  readonly call: TalkCall;
  readonly #stopListening: (() => void)[] = [];
  details: TalkDetails | null = null;
  /** Written and not yet known to be with the server; kept, and sent again under its key. */
  unsent: Unsent[] = [];
  error: string | null = null;

  constructor(
    readonly id: string,
    readonly client: FairClient,
    isRecruiter: boolean,
    videos: () => { own: HTMLVideoElement | null; other: HTMLVideoElement | null },
    private readonly changed: () => void,
  ) {
    this.call = new TalkCall(id, client, isRecruiter, videos);
    this.#stopListening = [
      client.on('talk', (standing) => this.take(standing)),
      client.on('message', (message) => message.talkId === id && this.#hear(message)),
      client.on('entered', () => void this.load()),
      this.call.on('changed', changed),
    ];
  }

  get standing(): TalkStanding | null {
    return this.details?.standing ?? null;
  }

  get isOn(): boolean {
    return this.standing?.state === 'talking';
  }

  get secondsLeft(): number {
    return serverClock.secondsUntil(this.standing?.endsAt);
  }

  async load(): Promise<void> {
    try {
      const details = await get<TalkDetails>(`/api/talks/${this.id}`);
      serverClock.set(details.serverNow);
      this.details = details;
      this.error = null;
      this.#endCallWhenOver();
    } catch (error) {
      this.error = sentenceOf(error);
    }
    this.changed();
  }

  /** A lower revision that comes later is old. */
  take(standing: TalkStanding): void {
    if (standing.id !== this.id || !this.details || standing.revision < this.details.standing.revision) {
      return;
    }
    const resumeIsNew = standing.resumeShared && !this.details.standing.resumeShared;
    this.details = { ...this.details, standing };
    this.#endCallWhenOver();
    if (resumeIsNew && this.details.isRecruiter) {
      void this.load();
    }
    this.changed();
  }

  async say(text: string): Promise<void> {
    const line: Unsent = { key: commandKey(), text, failed: false };
    this.unsent = [...this.unsent, line];
    this.changed();
    await this.#send(line);
  }

  async sayAgain(): Promise<void> {
    for (const line of this.unsent.filter(({ failed }) => failed)) {
      await this.#send(line);
    }
  }

  /** One of the talk's commands that answer with its standing; its refusal is said and changes nothing. */
  async command(path: string, body: unknown = {}): Promise<boolean> {
    try {
      this.take(await post<TalkStanding>(`/api/talks/${this.id}/${path}`, body));
      this.error = null;
      return true;
    } catch (error) {
      this.error = sentenceOf(error);
      return false;
    } finally {
      this.changed();
    }
  }

  close(): void {
    this.#stopListening.forEach((stop) => stop());
    this.call.close();
  }

  async #send(line: Unsent): Promise<void> {
    line.failed = false;
    try {
      this.#hear(await post<TalkMessage>(`/api/talks/${this.id}/messages`, { text: line.text }, line.key));
      this.unsent = this.unsent.filter((other) => other !== line);
      this.error = null;
    } catch (error) {
      line.failed = true;
      this.error = sentenceOf(error);
    }
    this.changed();
  }

  #hear(message: TalkMessage): void {
    if (this.details && !this.details.messages.some(({ id }) => id === message.id)) {
      this.details = { ...this.details, messages: [...this.details.messages, message].toSorted((one, other) => one.at.localeCompare(other.at)) };
      this.changed();
    }
  }

  #endCallWhenOver(): void {
    if (this.standing?.state === 'ended') {
      this.call.hangUp();
    }
  }
}
