import type { AnswerResponse, PaperContent, PaperDraw, PaperOption, PaperQuestion, QuestionKind } from './contracts';
import type { KeptAnswer } from './examStore';
import { isAnswered } from './seal';

/** One question as this candidate meets it: its number and the letters of its options are of this screen only, never sent. */
export interface PlacedQuestion {
  number: number;
  section: PlacedSection;
  question: PaperQuestion;
  options: { letter: string; option: PaperOption }[];
}

export interface PlacedSection {
  id: string;
  title: string;
  instructions: string | null;
  first: number;
  last: number;
  points: number;
}

/** The paper in the order drawn for this candidate. What the draw does not name stands where the paper has it. */
export function place(paper: PaperContent, draw: PaperDraw): PlacedQuestion[] {
  const placed: PlacedQuestion[] = [];
  for (const drawn of draw.sections) {
    const section = paper.sections.find((candidate) => candidate.id === drawn.sectionId);
    if (!section) {
      continue;
    }
    const questions = drawn.questionIds.flatMap((id) => section.questions.find((question) => question.id === id) ?? []);
    const here: PlacedSection = {
      id: section.id,
      title: section.title,
      instructions: section.instructions ?? null,
      first: placed.length + 1,
      last: placed.length + questions.length,
      points: questions.reduce((sum, question) => sum + question.points, 0),
    };
    questions.forEach((question) => {
      const options = inOrder(question.options, draw.optionOrder[question.id]);
      placed.push({
        number: placed.length + 1,
        section: here,
        question,
        options: options.map((option, at) => ({ letter: String.fromCharCode(65 + at), option })),
      });
    });
  }
  return placed;
}

function inOrder(options: PaperOption[], order: string[] | undefined): PaperOption[] {
  if (!order) {
    return options;
  }
  const drawn = order.flatMap((id) => options.find((option) => option.id === id) ?? []);
  return [...drawn, ...options.filter((option) => !order.includes(option.id))];
}

export const isChoice = (kind: QuestionKind): boolean => kind === 'singleChoice' || kind === 'multipleChoice' || kind === 'trueFalse';

/** Choosing an option: one replaces another, of several each goes on and off; choosing the only one again takes it back. */
export function choose(question: PaperQuestion, response: AnswerResponse | undefined, optionId: string): AnswerResponse {
  const chosen = response?.choices ?? [];
  if (question.kind === 'multipleChoice') {
    const next = chosen.includes(optionId) ? chosen.filter((id) => id !== optionId) : [...chosen, optionId];
    // In the paper's order, so that the same choice is always the same answer.
    return { choices: question.options.map((option) => option.id).filter((id) => next.includes(id)) };
  }
  return { choices: chosen.length === 1 && chosen[0] === optionId ? [] : [optionId] };
}

export function fillBlank(question: PaperQuestion, response: AnswerResponse | undefined, at: number, text: string): AnswerResponse {
  const blanks = Array.from({ length: question.blanks }, (_, index) => response?.blanks?.[index] ?? '');
  blanks[at] = text;
  return { blanks };
}

export type Saving = 'none' | 'pending' | 'saved' | 'apart';

export interface QuestionState {
  answered: boolean;
  marked: boolean;
  saving: Saving;
  savedAt: string | null;
}

/** What the map shows of a question. `held` names the changes without a receipt. */
export function stateOf(answer: KeptAnswer | undefined, held: ReadonlySet<string>): QuestionState {
  return {
    answered: isAnswered(answer?.response),
    marked: answer?.marked ?? false,
    saving: answer === undefined ? 'none' : held.has(answer.questionId) ? 'pending' : answer.savedAt === null ? 'apart' : 'saved',
    savedAt: answer?.savedAt ?? null,
  };
}

/** Chinese is counted by characters, other words by words, as people count an essay. */
export function countWords(text: string): number {
  const characters = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0;
  const words = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, ' ').match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return characters + words;
}
