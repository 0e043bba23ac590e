import { MediaProblem } from './problems';

/** A second and a half of 720p. */
const probeBytes = 512 * 1024;

/** Bits per second that reach the server now. */
export async function measureUpload(probeUrl: string): Promise<number> {
  const part = crypto.getRandomValues(new Uint8Array(64 * 1024));
  const parts = Array.from({ length: probeBytes / part.length }, () => part);
  const begun = performance.now();
  let answer: Response;
  try {
    answer = await fetch(probeUrl, { method: 'POST', body: new Blob(parts), credentials: 'include', signal: AbortSignal.timeout(20_000) });
  } catch (error) {
    throw new MediaProblem('connection-lost', error);
  }
  if (!answer.ok) {
    throw new MediaProblem(answer.status === 401 ? 'session.signed-out' : 'connection-lost');
  }
  return (probeBytes * 8000) / Math.max(1, performance.now() - begun);
}
