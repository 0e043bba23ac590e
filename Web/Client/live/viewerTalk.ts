import { commandKey, post, sentenceOf } from './api';
import type { HubAnswer, Question } from './contracts';
import { texts } from './texts';

/** What a viewer says in the room: lines, questions and votes. A refusal is kept to be shown beside the field. */
export class ViewerTalk {
  error: string | null = null;
  #busy = false;
  readonly #voted = new Set<string>();

  constructor(
    private readonly room: () => string,
    private readonly sendChat: (text: string) => Promise<HubAnswer<unknown>>,
    private readonly signedIn: () => boolean,
    private readonly askToSignIn: () => void,
    private readonly changed: () => void,
  ) {}

  hasVoted(questionId: string): boolean {
    return this.#voted.has(questionId);
  }

  readonly say = async (event: SubmitEvent): Promise<void> => {
    const field = this.#fieldOf(event, 'text');
    if (!field) {
      return;
    }
    this.#busy = true;
    try {
      const answer = await this.sendChat(field.value.trim());
      this.error = answer.problem?.title ?? null;
      if (!answer.problem) {
        field.value = '';
      }
    } catch {
      this.error = texts.reconnecting;
    }
    this.#busy = false;
    this.changed();
  };

  readonly ask = async (event: SubmitEvent): Promise<void> => {
    const field = this.#fieldOf(event, 'question');
    if (field) {
      this.#busy = true;
      await this.#attempt(async () => {
        await post<Question>(`/api/live-rooms/${this.room()}/questions`, { text: field.value.trim() }, commandKey());
        field.value = '';
      });
      this.#busy = false;
    }
  };

  readonly vote = (question: Question): void => {
    if (!this.signedIn()) {
      this.askToSignIn();
      return;
    }
    const up = !this.#voted.has(question.id);
    this.#mark(question.id, up);
    void this.#attempt(() =>
      post(`/api/live-rooms/${this.room()}/questions/${question.id}/votes`, { up }).catch((error: unknown) => {
        this.#mark(question.id, !up);
        throw error;
      }),
    );
  };

  #mark(questionId: string, up: boolean): void {
    if (up) {
      this.#voted.add(questionId);
    } else {
      this.#voted.delete(questionId);
    }
  }

  /** The field with something in it to send; null when there is nothing, nobody who may, or the last is still under way: a second press says nothing twice. */
  #fieldOf(event: SubmitEvent, name: string): HTMLInputElement | null {
    event.preventDefault();
    if (!this.signedIn()) {
      this.askToSignIn();
      return null;
    }
    const field = (event.target as HTMLFormElement).elements.namedItem(name) as HTMLInputElement;
    return field.value.trim().length > 0 && !this.#busy ? field : null;
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.error = null;
    } catch (error) {
      this.error = sentenceOf(error);
    }
    this.changed();
  }
}
