const key = 'pinchang.in-queue';

/** Told to every page of the site on this device: somebody here waits for a call of this fair. */
export function watchQueue(fairId: string): void {
  try {
    localStorage.setItem(key, fairId);
  } catch {
    // Storage may be shut; then the call finds the pages of the fair only.
  }
  void import('./queueWatch').then(({ startQueueWatch }) => startQueueWatch());
}

export function forgetQueue(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

/** On every page: nothing is fetched for those who wait for nothing. */
export function watchQueueIfWaiting(): void {
  try {
    // Not over a paper: a fair's call has sound, and covers the page.
    if (localStorage.getItem(key) !== null && document.querySelector('exam-room') === null) {
      void import('./queueWatch').then(({ startQueueWatch }) => startQueueWatch());
    }
  } catch {
    // As above.
  }
}
