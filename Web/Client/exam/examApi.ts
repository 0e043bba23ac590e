import { accepted, answerOf, commandKey, get, post, send } from '../live/api';
import type {
  AnswerAck,
  AnswerItem,
  AnswerSheet,
  ExamReceipt,
  ExamSessionView,
  ExamStart,
  Heartbeat,
  HeartbeatAck,
  InvigilationMessage,
  PaperDraw,
  PieceReceipt,
  SessionEventKind,
} from './contracts';
import type { KeptPiece } from './examStore';
import type { ServerClock } from './serverClock';

/** Uploads may take as long as this on a thin line. */
const uploading = 60_000;

export interface DeviceFindings {
  camera: boolean | null;
  microphone: boolean | null;
  screen: boolean | null;
  storage: boolean;
  detail: string;
}

/** One candidate's calls for one session. Every answer that names the server's time sets the clock. */
export class ExamApi {
  readonly #at: string;

  constructor(
    readonly sessionId: string,
    private readonly clock: ServerClock,
  ) {
    this.#at = `/api/exam-sessions/${sessionId}`;
  }

  view(): Promise<ExamSessionView> {
    return this.#timed(() => get<ExamSessionView>(this.#at));
  }

  enter(deviceId: string, deviceName: string): Promise<ExamSessionView> {
    return this.#timed(() => post<ExamSessionView>(`${this.#at}/entries`, { deviceId, deviceName }));
  }

  deviceChecked(findings: DeviceFindings): Promise<ExamSessionView> {
    return this.#timed(() => post<ExamSessionView>(`${this.#at}/device-checks`, findings));
  }

  async identify(documentFileId: string, faceFileId: string): Promise<ExamSessionView> {
    return this.#timed(() => post<ExamSessionView>(`${this.#at}/identity-photos`, { documentFileId, faceFileId }));
  }

  rulesRead(): Promise<ExamSessionView> {
    return this.#timed(() => post<ExamSessionView>(`${this.#at}/rules-acknowledgements`, { read: true }));
  }

  start(epoch: number): Promise<ExamStart> {
    return this.#timed(() => post<ExamStart>(`${this.#at}/starts`, { epoch }));
  }

  sheet(): Promise<AnswerSheet> {
    return get<AnswerSheet>(`${this.#at}/answers`);
  }

  save(epoch: number, items: AnswerItem[], last = false): Promise<AnswerAck> {
    return this.#timed(() => this.#once<AnswerAck>('PUT', 'answers', { epoch, items }, { keepalive: last, priority: 'high' }));
  }

  beat(heartbeat: Heartbeat): Promise<HeartbeatAck> {
    return this.#timed(() => this.#once<HeartbeatAck>('POST', 'heartbeats', heartbeat));
  }

  /** The key stays the same over retries: a hand-in whose answer was lost gets the first one's receipt. */
  handIn(epoch: number, lastSequence: number, items: AnswerItem[], key: string): Promise<ExamReceipt> {
    return post<ExamReceipt>(`${this.#at}/hand-in`, { epoch, lastSequence, items }, key);
  }

  /** The bytes the receipt's hash is over, exactly as they are. */
  async canonicalAnswers(): Promise<ArrayBuffer> {
    return (await accepted(await send(`${this.#at}/canonical-answers`))).arrayBuffer();
  }

  draw(): Promise<PaperDraw> {
    return get<PaperDraw>(`${this.#at}/draw`);
  }

  async paper(sittingId: string): Promise<ArrayBuffer> {
    return (await accepted(await send(`/api/exam-sittings/${sittingId}/paper`, { cache: 'no-cache' }, uploading))).arrayBuffer();
  }

  async upload(kind: string, picture: Blob, name: string): Promise<{ id: string }> {
    const form = new FormData();
    form.append('file', picture, name);
    const response = await send(`/api/files?kind=${kind}`, { method: 'POST', headers: { 'idempotency-key': commandKey() }, body: form }, uploading);
    return answerOf<{ id: string }>(response);
  }

  async piece(piece: KeptPiece): Promise<PieceReceipt> {
    const headers: Record<string, string> = {
      'content-type': piece.type,
      'recording-run': piece.run,
      'piece-hash': piece.hash,
      'piece-begins-at': piece.beginsAt,
      'piece-duration': String(piece.duration),
    };
    if (piece.previousHash !== null) {
      headers['previous-hash'] = piece.previousHash;
    }
    const at = `${this.#at}/recordings/${piece.track}/pieces/${piece.number}`;
    const response = await send(at, { method: 'PUT', headers, body: piece.bytes, priority: 'low' }, uploading);
    return answerOf<PieceReceipt>(response);
  }

  async still(id: string, picture: Blob): Promise<void> {
    const headers = { 'content-type': 'image/jpeg' };
    await accepted(await send(`${this.#at}/stills/${id}`, { method: 'PUT', headers, body: picture, priority: 'low' }));
  }

  /** The event's id is the command's key: told twice, it is one event. */
  async raise(id: string, kind: SessionEventKind, at: string, detail: string | null): Promise<void> {
    await post(`${this.#at}/events`, { kind, at, detail }, id);
  }

  messages(): Promise<InvigilationMessage[]> {
    return get<InvigilationMessage[]>(`${this.#at}/messages`);
  }

  async messagesRead(messageIds: string[]): Promise<void> {
    await post(`${this.#at}/message-receipts`, { messageIds });
  }

  /** Sent once: who calls sends it again by a rule of its own. */
  async #once<T>(method: 'PUT' | 'POST', path: string, body: unknown, init: RequestInit = {}): Promise<T> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return answerOf<T>(await send(`${this.#at}/${path}`, { method, headers, body: JSON.stringify(body), ...init }));
  }

  async #timed<T extends { serverNow: string }>(ask: () => Promise<T>): Promise<T> {
    const asked = this.clock.mark();
    const answer = await ask();
    this.clock.learn(asked, answer.serverNow);
    return answer;
  }
}
