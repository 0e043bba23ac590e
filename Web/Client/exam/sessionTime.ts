import type { ExamSessionView, SessionPhase } from './contracts';
import { moment, secondsLeft, type ServerClock } from './serverClock';

/** This session's times as the server said them last, against the server's clock. It never ends anything: it only says what is left. */
export class SessionTime {
  #view: ExamSessionView | null = null;
  #deadline: number | null = null;
  #phase: SessionPhase = 'waiting';

  constructor(private readonly clock: ServerClock) {}

  hear(said: { deadline?: string | null; phase: SessionPhase }): void {
    // A missing end means that nobody knows it now, not that it was reached.
    this.#deadline = moment(said.deadline) ?? this.#deadline;
    this.#phase = said.phase;
  }

  plan(view: ExamSessionView): void {
    this.#view = view;
    this.hear(view);
  }

  /** What this machine kept of the end. */
  remember(deadline: string | null | undefined): void {
    this.#deadline = moment(deadline) ?? this.#deadline;
  }

  get phase(): SessionPhase {
    return this.#phase;
  }

  get deadline(): number | null {
    return this.#deadline;
  }

  /** Null: unknown, and being asked for. Never taken for zero. */
  get left(): number | null {
    return secondsLeft(this.#deadline, this.clock.now());
  }

  get toStart(): number | null {
    return secondsLeft(moment(this.#view?.startsAt), this.clock.now());
  }

  get toOpening(): number | null {
    return secondsLeft(moment(this.#view?.opensAt), this.clock.now());
  }

  /** To the millisecond, unlike what is shown; false while unknown. */
  get isOver(): boolean {
    return this.#reached(this.#deadline);
  }

  get hasStarted(): boolean {
    return this.#reached(moment(this.#view?.startsAt));
  }

  get hasOpened(): boolean {
    return this.#reached(moment(this.#view?.opensAt));
  }

  get mayHandIn(): boolean {
    const now = this.clock.now();
    const earliest = moment(this.#view?.earliestHandInAt);
    return now === null || earliest === null || now >= earliest;
  }

  #reached(at: number | null): boolean {
    const now = this.clock.now();
    return at !== null && now !== null && now >= at;
  }
}
