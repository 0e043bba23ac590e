const cacheName = 'pinchang-exam-room';

/**
 * A reload without network must open the paper again, not the browser's own error page: the worker answers for this page alone,
 * from what is put here while there is a network. Nothing of the exam itself lies in it: the paper and the answers are in the
 * database, and their keys cannot be read.
 */
export async function keepAppShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) {
    return;
  }
  try {
    await navigator.serviceWorker.register('/exam-room/worker.js', { scope: '/exam-room/' });
    const parts = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel=stylesheet], link[rel=modulepreload], link[rel=icon], script[src]')];
    // Each once: a cache refuses a list that names an address twice.
    const addresses = [...new Set(parts.map((part) => ('href' in part ? part.href : part.src)))].filter((address) => address.startsWith(location.origin));
    const cache = await caches.open(cacheName);
    await cache.addAll(addresses);
    // Whoever was signed out meanwhile is led elsewhere: that page must not be kept in this one's place.
    const page = await fetch(location.pathname, { redirect: 'error' });
    if (page.ok) {
      await cache.put(location.pathname, page);
    }
    // Last, when all of this version lies there: what another version left behind goes.
    for (const request of await cache.keys()) {
      if (request.url.includes('/assets/') && !addresses.includes(request.url)) {
        await cache.delete(request);
      }
    }
  } catch {
    // Without it a reload needs the network; everything else is as before.
  }
}
