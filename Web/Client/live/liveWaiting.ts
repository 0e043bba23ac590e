import { get } from './api';
import type { RoomSnapshot } from './contracts';

const LOOK_EVERY_MS = 8_000;

/** `<live-waiting room="…">`: on the page of a room that has not begun; opens the room as soon as it goes on air. */
export class LiveWaitingElement extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#lookLater();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  /** Spread, so that a crowd that waits does not ask in one instant; and not at all while nobody looks. */
  #lookLater(): void {
    this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS * (0.5 + Math.random()));
  }

  async #look(): Promise<void> {
    if (!document.hidden) {
      const snapshot = await get<RoomSnapshot>(`/api/live-rooms/${this.getAttribute('room')}/snapshot`).catch(() => null);
      if (snapshot?.state === 'onAir') {
        location.reload();
        return;
      }
    }
    this.#lookLater();
  }
}
