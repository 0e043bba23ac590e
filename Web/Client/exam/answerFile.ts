import type { ExamSession } from './examSession';
import { openAnswers, sealAnswers, type AnswerFile } from './seal';

/** Saves what the server has not acknowledged as an encrypted file; the answers stay here as they are. False where this device has no key. */
export async function saveAnswerFile(session: ExamSession): Promise<boolean> {
  const { kept } = session;
  if (!kept?.keys || kept.epoch === null) {
    return false;
  }
  session.answers.settleAll();
  const items = session.outbox.pending.map(({ sequence, questionId, response, marked, at }) => ({ sequence, questionId, response, marked, at }));
  const file = await sealAnswers(session.id, kept.epoch, items, kept.keys.file);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }));
  link.download = `答案-${session.view?.ticketNumber ?? session.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}

/**
 * On the machine where the exam goes on: what the file holds becomes the candidate's answers here, as if given now. Null when the file is
 * of another session or damaged.
 */
export async function loadAnswerFile(session: ExamSession, file: Blob): Promise<number | null> {
  const key = session.kept?.keys?.file;
  const parsed = (await file.text().then((text) => JSON.parse(text) as AnswerFile).catch(() => null)) ?? null;
  const items = key && parsed?.format === 'pinchang-answers-1' ? await openAnswers(parsed, session.id, key) : null;
  if (items === null) {
    return null;
  }
  const newest = new Map(items.sort((one, other) => one.sequence - other.sequence).map((item) => [item.questionId, item]));
  newest.forEach((item) => session.answers.set(item.questionId, item.response, item.marked));
  return newest.size;
}
