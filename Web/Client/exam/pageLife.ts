export interface PageLifeEvents {
  /** The page is put away or taken up again; what is being written is settled in both cases. */
  shown(visible: boolean): void;
  online(): void;
  /** The last chance to send anything. */
  leaving(): void;
}

/** What the browser says of the page's own life. A page may be put away without another word, so each of these is taken for the last. */
export function followPageLife(events: PageLifeEvents): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', () => events.shown(!document.hidden), { signal });
  window.addEventListener('online', () => events.online(), { signal });
  window.addEventListener('pagehide', () => events.leaving(), { signal });
  return () => listening.abort();
}
