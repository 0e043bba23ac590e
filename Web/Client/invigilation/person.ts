import { html } from 'lit-html';
import { get, post, sentenceOf } from '../live/api';
import { ask, minutesField, reasonField, textOf } from './askDialog';
import type { EventVerdict, RecordingTrack, SessionEvent, SessionTimeline, WallTile } from './contracts';
import { LookAt } from './liveLook';
import { personView, type PersonCommands } from './personView';
import { texts } from './texts';
import type { WatchClient } from './watchClient';

/** One candidate opened: their time line, and every measure with what it needs. Whatever is done is read again from the server. */
export class Person {
  readonly look: LookAt;
  timeline: SessionTimeline | null = null;
  /** What a command was told; it stays until the next. */
  error: string | null = null;
  /** Why the last reading failed; gone with the next that does not. */
  #unread: string | null = null;
  playing: string | null = null;
  #seen = '';
  readonly #commands: PersonCommands;

  constructor(
    readonly sittingId: string,
    readonly sessionId: string,
    client: () => WatchClient,
    private readonly changed: () => void,
    moves: { close(): void; step(by: number): void },
  ) {
    this.look = new LookAt(client, changed);
    this.#commands = {
      ...moves,
      look: (track: RecordingTrack) => void this.look.begin(sessionId, track),
      endLook: () => {
        this.look.end();
        changed();
      },
      say: (text) => this.#do(`/api/exam-sittings/${sittingId}/messages`, { text, sessionId }),
      decide: (events, verdict) => void this.#decide(events, verdict),
      admit: (tile, admit) => void this.#admit(tile, admit),
      identify: (decision) => void this.#identify(decision),
      extend: () => void this.#extend(),
      terminate: () => void this.#terminate(),
      confirm: (agreed) => void this.#confirm(agreed),
      show: (runId) => {
        this.playing = runId;
        changed();
      },
    };
  }

  view(tile: WallTile): ReturnType<typeof personView> {
    return personView(tile, this.timeline, this.look, this.playing, this.error ?? this.#unread, this.#commands);
  }

  /** The tile says that something about this candidate changed. */
  follow(tile: WallTile): void {
    const seen = [tile.state, tile.identity, tile.lastEventAt, tile.openEvents, tile.unreadMessages, tile.extraSeconds, tile.entryRequest?.at].join();
    if (seen !== this.#seen) {
      this.#seen = seen;
      void this.read();
    }
  }

  async read(): Promise<void> {
    try {
      this.timeline = await get<SessionTimeline>(`/api/exam-sessions/${this.sessionId}/timeline`);
      this.#unread = null;
    } catch (error) {
      this.#unread = sentenceOf(error);
    }
    this.changed();
  }

  close(): void {
    this.look.end();
  }

  async #do(path: string, body: unknown): Promise<boolean> {
    try {
      await post(path, body);
      this.error = null;
      await this.read();
      return true;
    } catch (error) {
      this.error = sentenceOf(error);
      this.changed();
      return false;
    }
  }

  readonly #path = (noun: string): string => `/api/exam-sessions/${this.sessionId}/${noun}`;

  async #decide(events: SessionEvent[], verdict: EventVerdict): Promise<void> {
    const eventIds = events.map((event) => event.id);
    const isHarmless = verdict === 'harmless';
    if (isHarmless && events.length === 1) {
      await this.#do(this.#path('event-decisions'), { eventIds, verdict });
      return;
    }
    // A decision stands: several at once are asked about, and whatever is held against somebody has its reason.
    const form = await ask(
      `${texts.askVerdict(events.length)}：${texts.verdict[verdict]}`,
      isHarmless ? reasonField(texts.verdictReason, false) : reasonField(),
    );
    if (form) {
      await this.#do(this.#path('event-decisions'), { eventIds, verdict, reason: textOf(form, 'reason') || null });
    }
  }

  async #admit(tile: WallTile, admit: boolean): Promise<void> {
    const deviceId = tile.entryRequest!.deviceId;
    if (admit) {
      await this.#do(this.#path('admissions'), { deviceId, admit });
      return;
    }
    const form = await ask(texts.askTurnAway, reasonField());
    if (form) {
      await this.#do(this.#path('admissions'), { deviceId, admit, reason: textOf(form, 'reason') });
    }
  }

  async #identify(decision: 'passed' | 'refused' | 'waived'): Promise<void> {
    if (decision === 'passed') {
      await this.#do(this.#path('identity-decisions'), { decision });
      return;
    }
    const form = await ask(texts.askIdentity[decision], reasonField());
    if (form) {
      await this.#do(this.#path('identity-decisions'), { decision, reason: textOf(form, 'reason') });
    }
  }

  async #extend(): Promise<void> {
    const form = await ask(texts.askExtend(this.timeline?.tile.name ?? ''), html`${minutesField()}${reasonField()}`, { confirm: texts.extend });
    if (form) {
      await this.#do(this.#path('extensions'), { minutes: Number(textOf(form, 'minutes')), reason: textOf(form, 'reason') });
    }
  }

  async #terminate(): Promise<void> {
    const fellows = this.timeline?.fellows ?? [];
    const form = await ask(
      texts.askTerminate(this.timeline?.tile.name ?? ''),
      html`<label>${texts.rule}<select name="rule" required><option value="">${texts.choose}</option>${texts.rules.map((rule) => html`<option>${rule}</option>`)}</select></label>
        ${reasonField()}
        <label>${texts.evidence}<textarea name="evidence" maxlength="500" rows="2" required placeholder=${texts.evidenceHint}></textarea></label>
        <label>${texts.secondPerson}<select name="second" required><option value="">${texts.choose}</option>${fellows.map((fellow) => html`<option value=${fellow.userId}>${fellow.name}</option>`)}</select><small>${texts.secondPersonHint}</small></label>`,
      { confirm: texts.terminate, alarm: true },
    );
    if (form) {
      await this.#do(this.#path('endings'), {
        rule: textOf(form, 'rule'),
        reason: textOf(form, 'reason'),
        evidence: textOf(form, 'evidence'),
        secondPersonId: textOf(form, 'second'),
      });
    }
  }

  async #confirm(agreed: boolean): Promise<void> {
    if (agreed) {
      await this.#do(this.#path('termination-confirmations'), { agreed });
      return;
    }
    const form = await ask(texts.askObject, reasonField());
    if (form) {
      await this.#do(this.#path('termination-confirmations'), { agreed, reason: textOf(form, 'reason') });
    }
  }
}
