import { post, sentenceOf } from './api';
import type { ChatMessage, HubAnswer, JobCard, JobSummary, Question } from './contracts';
import type { JobCommands } from './deskJobs';
import type { ChatCommands, QuestionCommands } from './deskTalk';
import { deskTexts as texts } from './deskTexts';
import { texts as roomTexts } from './texts';

/** What a recruiter does to the room. The last refusal is kept for the bar, and nothing else changes. */
export class DeskCommands {
  error: string | null = null;

  constructor(
    private readonly room: () => string,
    private readonly mediaTime: () => number | null,
    private readonly sendChat: (text: string) => Promise<HubAnswer<unknown>>,
    private readonly changed: () => void,
  ) {}

  async send(path: string, body: unknown = {}): Promise<boolean> {
    try {
      await post(`/api/live-rooms/${this.room()}${path}`, body);
      this.error = null;
      return true;
    } catch (error) {
      this.error = sentenceOf(error);
      return false;
    } finally {
      this.changed();
    }
  }

  readonly jobs: JobCommands = {
    push: (job: JobSummary) => void this.send('/job-cards', { jobId: job.id, mediaTime: this.mediaTime() }),
    pin: (card: JobCard) => void this.send(`/job-cards/${card.id}/pins`, { pinned: !card.pinned }),
    withdraw: (card: JobCard) => void this.send(`/job-cards/${card.id}/withdrawals`),
  };

  readonly questions: QuestionCommands = {
    highlight: (question: Question) => void this.send(`/questions/${question.id}/highlights`),
    answer: (question: Question, text: string | null) => void this.send(`/questions/${question.id}/answers`, { text }),
    remove: (question: Question) => void this.send(`/questions/${question.id}/removals`),
  };

  readonly chat: ChatCommands = {
    removeLine: (line: ChatMessage) => void this.send('/chat-removals', { messageId: line.id }),
    mute: (line: ChatMessage) => void this.send('/mutes', { userId: line.authorId, minutes: 10, reason: null }),
    expel: (line: ChatMessage) => {
      if (confirm(texts.removeConfirm(line.author))) {
        void this.send('/removals', { userId: line.authorId, minutes: 30, reason: null });
      }
    },
    say: async (text: string) => {
      const answer = await this.sendChat(text).catch(() => null);
      this.error = answer ? (answer.problem?.title ?? null) : roomTexts.reconnecting;
      this.changed();
      return this.error;
    },
  };
}
