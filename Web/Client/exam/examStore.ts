import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { AnswerItem, AnswerResponse, ExamSessionView, PaperDraw, SessionEventKind } from './contracts';
import type { PaperKeys } from './seal';

/** What this browser knows of a session; enough to go on after a crash without asking anybody. */
export interface KeptSession {
  id: string;
  /** The entry that this browser holds; null before the first. */
  epoch: number | null;
  nextSequence: number;
  view: ExamSessionView | null;
  draw: PaperDraw | null;
  keys: PaperKeys | null;
  deadline: string | null;
  announced: number[];
  /** Changes that reached the server after the end; kept there, decided by an officer. */
  late: number;
  /** Changes that reached it after a hand-in or from an overtaken device. */
  apart: number;
}

/** The newest answer to a question, as it stands on this screen. */
export interface KeptAnswer {
  sessionId: string;
  questionId: string;
  response: AnswerResponse;
  marked: boolean;
  epoch: number;
  sequence: number;
  /** The server's time at its receipt; null until then. */
  savedAt: string | null;
}

/** A change that the server has not acknowledged. */
export interface KeptChange extends AnswerItem {
  sessionId: string;
  epoch: number;
  /** It may have reached the server: from now on its number stands for exactly this content. */
  attempted: boolean;
}

export interface KeptPiece {
  sessionId: string;
  run: string;
  track: 'camera' | 'screen';
  number: number;
  hash: string;
  previousHash: string | null;
  beginsAt: string;
  duration: number;
  type: string;
  bytes: Blob;
}

export interface KeptEvent {
  id: string;
  sessionId: string;
  kind: SessionEventKind;
  at: string;
  detail: string | null;
}

interface ExamSchema extends DBSchema {
  sessions: { key: string; value: KeptSession };
  papers: { key: string; value: ArrayBuffer };
  answers: { key: [string, string]; value: KeptAnswer };
  changes: { key: [string, number, number]; value: KeptChange };
  pieces: { key: [string, string, number]; value: KeptPiece };
  events: { key: [string, string]; value: KeptEvent };
}

/**
 * Strict: a change counts as kept when the disk has it, not when the browser means to write it. An exam is lost by power cuts, too.
 */
const durably = { durability: 'strict' } as const;

/** Longer than the server takes anything of a session after its end. */
const keptAfterEnd = 8 * 3_600_000;

const ofSession = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

/** Another tab of this browser writes this session now: this one stops. */
export class OvertakenTab extends Error {}

/** Everything that an exam keeps on this machine, in one database of the browser. */
export class ExamStore {
  private constructor(private readonly db: IDBPDatabase<ExamSchema>) {}

  /** For one session; what others left on this machine, and nobody can use any more, goes. */
  static async open(sessionId: string): Promise<ExamStore> {
    const db = await openDB<ExamSchema>('pinchang-exam', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('sessions', { keyPath: 'id' });
        fresh.createObjectStore('papers');
        fresh.createObjectStore('answers', { keyPath: ['sessionId', 'questionId'] });
        fresh.createObjectStore('changes', { keyPath: ['sessionId', 'epoch', 'sequence'] });
        fresh.createObjectStore('pieces', { keyPath: ['sessionId', 'run', 'number'] });
        fresh.createObjectStore('events', { keyPath: ['sessionId', 'id'] });
      },
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    const store = new ExamStore(db);
    await store.#sweep(sessionId).catch(() => undefined);
    return store;
  }

  session(id: string): Promise<KeptSession | undefined> {
    return this.db.get('sessions', id);
  }

  /** Changes the session's record; two tabs doing so at once do it one after the other. */
  async keepSession(id: string, change: Partial<Omit<KeptSession, 'id'>>): Promise<KeptSession> {
    const writing = this.db.transaction('sessions', 'readwrite', durably);
    const before = (await writing.store.get(id)) ?? blank(id);
    const after = { ...before, ...change };
    await writing.store.put(after);
    await writing.done;
    return after;
  }

  paper(sittingId: string): Promise<ArrayBuffer | undefined> {
    return this.db.get('papers', sittingId);
  }

  async keepPaper(sittingId: string, sealed: ArrayBuffer): Promise<void> {
    await this.db.put('papers', sealed, sittingId);
  }

  answers(sessionId: string): Promise<KeptAnswer[]> {
    return this.db.getAll('answers', ofSession(sessionId));
  }

  changes(sessionId: string): Promise<KeptChange[]> {
    return this.db.getAll('changes', ofSession(sessionId));
  }

  /** Writes a change ahead of sending it. `rewritten` replaces the newest one, which has not left this machine. */
  async append(change: KeptChange, rewritten: boolean): Promise<void> {
    const { sessionId, questionId, response, marked, epoch, sequence } = change;
    const writing = this.db.transaction(['sessions', 'changes', 'answers'], 'readwrite', durably);
    const session = await writing.objectStore('sessions').get(sessionId);
    if (session?.epoch !== epoch || session.nextSequence !== (rewritten ? sequence + 1 : sequence)) {
      writing.abort();
      await writing.done.catch(() => undefined);
      throw new OvertakenTab();
    }
    await Promise.all([
      writing.objectStore('changes').put(change),
      writing.objectStore('answers').put({ sessionId, questionId, response, marked, epoch, sequence, savedAt: null }),
      rewritten ? undefined : writing.objectStore('sessions').put({ ...session, nextSequence: sequence + 1 }),
      writing.done,
    ]);
  }

  /** From here on the numbers of these stand for their content, also after a crash. */
  async attempt(batch: KeptChange[]): Promise<void> {
    const writing = this.db.transaction('changes', 'readwrite', durably);
    await Promise.all([...batch.map((change) => writing.store.put({ ...change, attempted: true })), writing.done]);
  }

  /** The server has these: forget the changes, and remember with the answers when it said so. */
  async acknowledge(batch: KeptChange[], savedAt: string): Promise<void> {
    const writing = this.db.transaction(['changes', 'answers'], 'readwrite', durably);
    const answers = writing.objectStore('answers');
    for (const change of batch) {
      void writing.objectStore('changes').delete(keyOf(change));
      const answer = await answers.get([change.sessionId, change.questionId]);
      if (answer?.epoch === change.epoch && answer.sequence === change.sequence) {
        await answers.put({ ...answer, savedAt });
      }
    }
    await writing.done;
  }

  /** The server keeps these apart: they need not be sent again, and they are not what counts. */
  async forget(batch: KeptChange[]): Promise<void> {
    const writing = this.db.transaction('changes', 'readwrite', durably);
    await Promise.all([...batch.map((change) => writing.store.delete(keyOf(change))), writing.done]);
  }

  /** What the server holds, for a browser that comes in with nothing or with less. What waits to be sent stays on top. */
  async takeOver(sessionId: string, epoch: number, nextSequence: number, answers: KeptAnswer[]): Promise<void> {
    const writing = this.db.transaction(['sessions', 'changes', 'answers'], 'readwrite', durably);
    const session = (await writing.objectStore('sessions').get(sessionId)) ?? blank(sessionId);
    const next = session.epoch === epoch ? Math.max(session.nextSequence, nextSequence) : nextSequence;
    await writing.objectStore('sessions').put({ ...session, epoch, nextSequence: next });
    const waiting = await writing.objectStore('changes').getAll(ofSession(sessionId));
    const unsent = new Set(waiting.filter((change) => change.epoch === epoch).map((change) => change.questionId));
    for (const answer of answers.filter((candidate) => !unsent.has(candidate.questionId))) {
      const here = await writing.objectStore('answers').get([sessionId, answer.questionId]);
      // Given and acknowledged here while the server's sheet was on its way: newer than the sheet.
      if (!here || here.epoch !== answer.epoch || here.sequence <= answer.sequence) {
        await writing.objectStore('answers').put(answer);
      }
    }
    await writing.done;
  }

  /** Gives the unsent changes of an entry new numbers, in their order, from `from` on. */
  async renumber(sessionId: string, epoch: number, from: number): Promise<void> {
    const writing = this.db.transaction(['sessions', 'changes', 'answers'], 'readwrite', durably);
    const changes = writing.objectStore('changes');
    const waiting = await changes.getAll(IDBKeyRange.bound([sessionId, epoch], [sessionId, epoch, []]));
    let next = from;
    for (const change of waiting) {
      await changes.delete(keyOf(change));
    }
    for (const change of waiting) {
      const renumbered = { ...change, sequence: next++, attempted: false };
      await changes.put(renumbered);
      await this.#follow(writing, change, renumbered.sequence);
    }
    const session = await writing.objectStore('sessions').get(sessionId);
    if (session) {
      await writing.objectStore('sessions').put({ ...session, nextSequence: next });
    }
    await writing.done;
  }

  async #follow(writing: IDBPTransaction<ExamSchema, ('sessions' | 'changes' | 'answers')[], 'readwrite'>, from: KeptChange, to: number): Promise<void> {
    const answers = writing.objectStore('answers');
    const answer = await answers.get([from.sessionId, from.questionId]);
    if (answer?.epoch === from.epoch && answer.sequence === from.sequence) {
      await answers.put({ ...answer, sequence: to });
    }
  }

  async keepPiece(piece: KeptPiece): Promise<void> {
    await this.db.put('pieces', piece);
  }

  pieceKeys(sessionId: string): Promise<[string, string, number][]> {
    return this.db.getAllKeys('pieces', ofSession(sessionId));
  }

  piece(key: [string, string, number]): Promise<KeptPiece | undefined> {
    return this.db.get('pieces', key);
  }

  async dropPiece(key: [string, string, number]): Promise<void> {
    await this.db.delete('pieces', key);
  }

  async keepEvent(event: KeptEvent): Promise<void> {
    await this.db.put('events', event);
  }

  events(sessionId: string): Promise<KeptEvent[]> {
    return this.db.getAll('events', ofSession(sessionId));
  }

  async dropEvent(event: KeptEvent): Promise<void> {
    await this.db.delete('events', [event.sessionId, event.id]);
  }

  /** A candidate who was moved to another machine never ends the session on this one, and others sit here after. */
  async #sweep(own: string): Promise<void> {
    for (const { id, view, deadline } of await this.db.getAll('sessions')) {
      const end = Date.parse(deadline ?? view?.latestEntryAt ?? '');
      if (id === own || !(end + keptAfterEnd < Date.now()) || (await this.db.count('changes', ofSession(id))) > 0) {
        continue;
      }
      const writing = this.db.transaction(['sessions', 'papers', 'answers', 'pieces', 'events'], 'readwrite');
      await Promise.all([
        writing.objectStore('sessions').delete(id),
        view ? writing.objectStore('papers').delete(view.sittingId) : undefined,
        writing.objectStore('answers').delete(ofSession(id)),
        writing.objectStore('pieces').delete(ofSession(id)),
        writing.objectStore('events').delete(ofSession(id)),
        writing.done,
      ]);
    }
  }

  /** After the end: the paper, its keys, the answers and the candidate's name leave this machine. */
  async clear(sessionId: string, sittingId: string): Promise<void> {
    const writing = this.db.transaction(['sessions', 'papers', 'answers'], 'readwrite');
    const session = await writing.objectStore('sessions').get(sessionId);
    if (session) {
      await writing.objectStore('sessions').put({ ...session, keys: null, draw: null, view: null });
    }
    await Promise.all([writing.objectStore('papers').delete(sittingId), writing.objectStore('answers').delete(ofSession(sessionId)), writing.done]);
  }
}

const keyOf = (change: KeptChange): [string, number, number] => [change.sessionId, change.epoch, change.sequence];

const blank = (id: string): KeptSession => ({
  id,
  epoch: null,
  nextSequence: 1,
  view: null,
  draw: null,
  keys: null,
  deadline: null,
  announced: [],
  late: 0,
  apart: 0,
});
