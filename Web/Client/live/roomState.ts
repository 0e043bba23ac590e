import type { AudienceFigures, ChatMessage, FeedItem, JobCard, Question, RoomSnapshot, SessionState, StreamState } from './contracts';

/** What a page knows of a room; drawn from a snapshot and then moved forward item by item. */
export interface RoomState {
  sequence: number;
  sessionId: string;
  session: SessionState;
  stream: StreamState;
  cards: JobCard[];
  chat: ChatMessage[];
  questions: Question[];
  notice: string | null;
  slowModeSeconds: number;
  audience: AudienceFigures;
  startedAt: string | null;
}

const CHAT_KEPT = 200;

export function fromSnapshot(snapshot: RoomSnapshot): RoomState {
  return {
    sequence: snapshot.sequence,
    sessionId: snapshot.sessionId,
    session: snapshot.state,
    stream: snapshot.stream,
    cards: snapshot.cards,
    chat: snapshot.chat,
    questions: snapshot.questions,
    notice: snapshot.pinnedMessage ?? null,
    slowModeSeconds: snapshot.slowModeSeconds,
    audience: snapshot.audience,
    startedAt: snapshot.startedAt ?? null,
  };
}

/** The state after one more item; an item that was seen already changes nothing. */
export function applyItem(state: RoomState, item: FeedItem): RoomState {
  if (item.sequence <= state.sequence) {
    return state;
  }
  const next = { ...state, sequence: item.sequence };
  switch (item.kind) {
    case 'chat':
      next.chat = [...state.chat.filter((line) => line.id !== item.message.id), item.message].slice(-CHAT_KEPT);
      break;
    case 'chat-removed':
      next.chat = state.chat.filter((line) => line.id !== item.messageId);
      break;
    case 'card':
      next.cards = withCard(state.cards, item.card);
      break;
    case 'question':
      next.questions = withQuestion(state.questions, item.question);
      break;
    case 'notice':
      next.notice = item.text ?? null;
      break;
    case 'slow-mode':
      next.slowModeSeconds = item.seconds;
      break;
    case 'started':
      next.session = 'onAir';
      next.sessionId = item.sessionId;
      next.startedAt = item.at;
      break;
    case 'ended':
      next.session = 'ended';
      next.stream = 'absent';
      break;
    case 'stream':
      next.stream = item.state;
      break;
  }
  return next;
}

/** At most one card is being presented: a new one puts the last back into the drawer. */
export function withCard(cards: JobCard[], card: JobCard): JobCard[] {
  const others = cards
    .filter((known) => known.id !== card.id)
    .map((known) => (card.state === 'current' && known.state === 'current' ? { ...known, state: 'shown' as const } : known));
  return [...others, card];
}

function withQuestion(questions: Question[], question: Question): Question[] {
  const others = questions
    .filter((known) => known.id !== question.id)
    .map((known) => (question.state === 'current' && known.state === 'current' ? { ...known, state: 'answered' as const } : known));
  return question.state === 'removed' ? others : [...others, question];
}

export const currentCard = (state: RoomState): JobCard | undefined => state.cards.find((card) => card.state === 'current');

/** The drawer: presented first, then pinned, then the latest pushed. */
export function drawerCards(state: RoomState): JobCard[] {
  const rank = (card: JobCard): number => (card.state === 'current' ? 0 : card.pinned ? 1 : 2);
  return state.cards
    .filter((card) => card.state !== 'withdrawn')
    .sort((a, b) => rank(a) - rank(b) || b.pushedAt.localeCompare(a.pushedAt));
}

/** Being answered first, then by votes, then the earliest. */
export function sortedQuestions(state: RoomState): Question[] {
  const rank = (question: Question): number => (question.state === 'current' ? 0 : question.state === 'open' ? 1 : 2);
  return [...state.questions].sort((a, b) => rank(a) - rank(b) || b.votes - a.votes || a.askedAt.localeCompare(b.askedAt));
}
