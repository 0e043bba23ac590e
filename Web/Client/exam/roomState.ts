import type { InvigilationMessage } from './contracts';

export type Sheet = 'none' | 'map' | 'handIn' | 'messages' | 'keys';

/** What belongs to this screen alone: where the person is, what is open, how it looks. */
export interface RoomState {
  at: number;
  sheet: Sheet;
  night: boolean;
  size: number;
  /** Said once, quietly, and gone after a while. */
  announcement: string | null;
  messages: InvigilationMessage[];
  handingIn: boolean;
  handInProblem: string | null;
  exported: boolean;
  helpSent: boolean;
  /** What became of a file of answers. */
  imported: string | null;
}

export const sizes = [16, 18, 21, 24] as const;

const place = 'pinchang-exam-look';

export function initialState(sessionId: string): RoomState {
  return { at: keptPlace(sessionId), sheet: 'none', announcement: null, messages: [], handingIn: false, handInProblem: null, exported: false, helpSent: false, imported: null, ...look() };
}

/** Where the person was, so that a reload, or the browser after a crash, opens the same question. */
export function keepPlace(sessionId: string, at: number): void {
  try {
    localStorage.setItem(`${place}/${sessionId}`, String(at));
  } catch {
    // A reload then begins at the first question.
  }
}

export function forgetPlace(sessionId: string): void {
  try {
    localStorage.removeItem(`${place}/${sessionId}`);
  } catch {
    // Nothing was kept, then.
  }
}

function keptPlace(sessionId: string): number {
  try {
    return Number(localStorage.getItem(`${place}/${sessionId}`)) || 0;
  } catch {
    return 0;
  }
}

function look(): { night: boolean; size: number } {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as { night?: boolean; size?: number };
    return { night: kept.night === true, size: Math.max(0, Math.min(sizes.length - 1, kept.size ?? 1)) };
  } catch {
    return { night: false, size: 1 };
  }
}

export function keepLook({ night, size }: RoomState): void {
  try {
    localStorage.setItem(place, JSON.stringify({ night, size }));
  } catch {
    // It then looks as it usually does after a reload.
  }
}
