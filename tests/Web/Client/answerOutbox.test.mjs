// The outbox over a line and a disk that do what a test says. Run by ClientTests, or: node --test tests/Web/Client
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const { rolldown } = await import(pathToFileURL(createRequire(join(here, '../../../Web/package.json')).resolve('rolldown')).href);

globalThis.window = globalThis;
globalThis.document = { querySelector: () => null };
globalThis.location = { protocol: 'http:', hostname: 'localhost' };

let AnswerOutbox;
let OvertakenTab;
let RefusedError;

before(async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pinchang-client-')), 'parts.mjs');
  const bundle = await rolldown({ input: join(here, 'parts.ts'), resolve: { modules: [join(here, '../../../Web/node_modules')] } });
  await bundle.write({ file, format: 'esm' });
  ({ AnswerOutbox, OvertakenTab, RefusedError } = await import(pathToFileURL(file).href));
});

/** A disk in memory, by the same rule as the real one: a number that is not the next belongs to another tab. */
class Disk {
  session = { epoch: 1, nextSequence: 1 };
  kept = new Map();
  failing = false;

  async #write(work) {
    if (this.failing) {
      throw new Error('disk');
    }
    work();
  }

  async changes() {
    return [...this.kept.values()];
  }

  append(change, rewritten) {
    return this.#write(() => {
      if (this.session.nextSequence !== (rewritten ? change.sequence + 1 : change.sequence)) {
        throw new OvertakenTab();
      }
      this.kept.set(change.sequence, { ...change });
      this.session.nextSequence = change.sequence + 1;
    });
  }

  attempt = () => this.#write(() => {});
  acknowledge = (batch) => this.#write(() => batch.forEach(({ sequence }) => this.kept.delete(sequence)));
  forget = this.acknowledge;

  async renumber(_id, _epoch, from) {
    const waiting = [...this.kept.values()];
    this.kept.clear();
    let next = from;
    waiting.forEach((change) => this.kept.set(next, { ...change, sequence: next++, attempted: false }));
    this.session.nextSequence = next;
  }
}

function outboxOver(disk, save, { sole = true, durable = 0 } = {}) {
  const told = { rejected: [], overtaken: 0, sent: [] };
  const store = {
    session: async () => ({ ...disk.session }),
    changes: () => disk.changes(),
    append: (...of) => disk.append(...of),
    attempt: (...of) => disk.attempt(...of),
    acknowledge: (...of) => disk.acknowledge(...of),
    forget: (...of) => disk.forget(...of),
    renumber: (...of) => disk.renumber(...of),
  };
  const line = {
    save: async (epoch, items) => {
      told.sent.push(...items.map(({ sequence, questionId }) => ({ sequence, questionId })));
      await save(items, told.sent.length);
      return { durableSequence: items.at(-1).sequence, serverNow: '2026-11-22T12:00:00Z' };
    },
    durable: async () => durable,
    secondsLeft: () => 60,
    isSole: () => sole,
  };
  const outbox = new AnswerOutbox('a-session', store, line, {
    changed() {},
    acknowledged() {},
    keptApart: async () => {},
    rejected: (sentence) => told.rejected.push(sentence),
    unreached() {},
    overtakenTab: () => told.overtaken++,
  });
  return { outbox, told };
}

async function until(holds) {
  for (const end = Date.now() + 8_000; !holds(); ) {
    assert.ok(Date.now() < end, 'it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const record = (outbox, questionId) => outbox.record(questionId, { optionIds: ['a'] }, false, '2026-11-22T12:00:00Z');

test('a change whose number was taken gets another and leaves by itself', async () => {
  const { outbox, told } = outboxOver(
    new Disk(),
    (items) => {
      if (items[0].sequence === 1) {
        throw new RefusedError({ code: 'exam.sequence-reused', title: '' }, 409);
      }
    },
    { durable: 4 },
  );
  await outbox.start(1);
  await record(outbox, 'q1');
  await until(() => outbox.pending.length === 0);
  assert.deepEqual(told.sent.at(-1), { sequence: 5, questionId: 'q1' });
});

test('a disk that fails after the receipt refuses no answer', async () => {
  const disk = new Disk();
  const { outbox, told } = outboxOver(disk, () => (disk.failing = true));
  await outbox.start(1);
  await record(outbox, 'q1');
  await record(outbox, 'q2');
  await until(() => told.sent.length > 0 && outbox.pending.length === 0);
  assert.deepEqual(told.rejected, []);
  assert.equal(told.sent.length, 2);
});

test('an error that nobody foresaw is tried again, not told as a refusal', async () => {
  const { outbox, told } = outboxOver(new Disk(), (_items, times) => {
    if (times === 1) {
      throw new TypeError('odd');
    }
  });
  await outbox.start(1);
  await record(outbox, 'q1');
  await until(() => outbox.pending.length === 0);
  assert.deepEqual(told.rejected, []);
  assert.equal(told.sent.length, 2);
});

test('the tab that has the place keeps its answer when another wrote before it', async () => {
  const disk = new Disk();
  const { outbox, told } = outboxOver(disk, () => {});
  await outbox.start(1);
  disk.session.nextSequence = 3;
  void record(outbox, 'q1');
  await record(outbox, 'q2');
  await until(() => outbox.pending.length === 0);
  assert.deepEqual(told.sent, [{ sequence: 3, questionId: 'q1' }, { sequence: 4, questionId: 'q2' }]);
  assert.equal(told.overtaken, 0);
});

test('a tab without the place stops at the first foreign number', async () => {
  const disk = new Disk();
  const { outbox, told } = outboxOver(disk, () => {}, { sole: false });
  await outbox.start(1);
  disk.session.nextSequence = 3;
  await record(outbox, 'q1');
  assert.equal(outbox.state, 'stopped');
  assert.equal(told.overtaken, 1);
});
