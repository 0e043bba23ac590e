/**
 * Answers for the exam room's page and its assets when the network does not. The page itself fills the cache (exam/appShell.ts); nothing
 * else of the site is touched, and nothing of Api.
 */
const cacheName = 'pinchang-exam-room';

/** A network that does not answer within this is as good as none for somebody who has just reloaded in the middle of an exam. */
const patience = 4_000;

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends WorkerEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

const worker = self as unknown as {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', hear: (event: WorkerEvent) => void): void;
  addEventListener(name: 'fetch', hear: (event: FetchEvent) => void): void;
};

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) {
    return;
  }
  if (url.pathname.startsWith('/assets/')) {
    event.respondWith(fromCacheFirst(request));
  } else if (request.mode === 'navigate' && /^\/exam-room\/[0-9a-f-]{36}$/.test(url.pathname)) {
    event.respondWith(fromNetworkFirst(request));
  }
});

/** An asset's name holds a hash of its content: what is kept is right. */
async function fromCacheFirst(request: Request): Promise<Response> {
  return (await (await caches.open(cacheName)).match(request, { ignoreVary: true })) ?? fetch(request);
}

async function fromNetworkFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(new URL(request.url).pathname, { ignoreVary: true });
  if (!kept) {
    return fetch(request);
  }
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(patience) });
    return fresh.status >= 500 ? kept : fresh;
  } catch {
    return kept;
  }
}
