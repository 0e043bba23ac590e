import type { ExamSession } from './examSession';
import { sealAnswers } from './seal';

/** Saves what the server has not acknowledged as an encrypted file; the answers stay here as they are. */
export async function saveAnswerFile(session: ExamSession): Promise<void> {
  const { kept } = session;
  if (!kept?.keys || kept.epoch === null) {
    return;
  }
  session.answers.settleAll();
  const items = session.outbox.pending.map(({ sequence, questionId, response, marked, at }) => ({ sequence, questionId, response, marked, at }));
  const file = await sealAnswers(session.id, kept.epoch, items, kept.keys.file);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }));
  link.download = `答案-${session.view?.ticketNumber ?? session.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
