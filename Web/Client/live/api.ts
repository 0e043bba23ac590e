import type { Problem } from './contracts';

/** A refusal of Api, with its stable code and its sentence. */
export class RefusedError extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.title);
  }

  get code(): string {
    return this.problem.code;
  }
}

/** No answer came: the network is gone, or the server is. */
export class UnreachableError extends Error {}

const meta = document.querySelector<HTMLMetaElement>('meta[name="pinchang-api"]')?.content;

/** Api's address: the page's host with Api's port, unless the page names another. */
export const apiBase = (meta && meta.length > 0 ? meta : `${location.protocol}//${location.hostname}:5081`).replace(/\/$/, '');

export const socketBase = apiBase.replace(/^http/, 'ws');

export const fileUrl = (fileId: string): string => `${apiBase}/api/files/${fileId}`;

/** A key that makes one command safe to send twice: keep it for the retries. */
export function commandKey(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  // Away from localhost a plain-http page has no randomUUID, but it has random values.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((value) => value.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A line that neither answers nor breaks within this is taken for broken: what was sent is sent again, safely. */
const patience = 12_000;

const unreached = (): UnreachableError => new UnreachableError('网络不通，请检查网络后再试');

/** The response as it came, if Api took the request; its refusal otherwise. */
export async function accepted(response: Response): Promise<Response> {
  if (response.ok) {
    return response;
  }
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  throw new RefusedError(
    { code: body?.code ?? `http.${response.status}`, title: body?.title ?? '暂时没有办成，请稍后再试', field: body?.field },
    response.status,
  );
}

/** What the answer says. One that is cut off in the middle is as good as none. */
export async function answerOf<T>(response: Response): Promise<T> {
  const whole = await accepted(response);
  try {
    return (whole.status === 204 ? undefined : await whole.json()) as T;
  } catch {
    throw unreached();
  }
}

export async function send(path: string, init: RequestInit = {}, within = patience): Promise<Response> {
  try {
    return await fetch(`${apiBase}${path}`, { credentials: 'include', signal: AbortSignal.timeout(within), ...init });
  } catch {
    throw unreached();
  }
}

export async function get<T>(path: string): Promise<T> {
  return answerOf<T>(await send(path, { headers: { accept: 'application/json' } }));
}

/** Sends a command; without an answer it is sent again with the same key, three times in all. */
export async function post<T>(path: string, body: unknown = {}, key: string = commandKey()): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      });
      if (response.status === 503 && attempt < 3) {
        throw new UnreachableError('服务繁忙，请稍后再试');
      }
      return await answerOf<T>(response);
    } catch (error) {
      if (!(error instanceof UnreachableError) || attempt >= 3) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt + Math.random() * 400));
    }
  }
}

/** The sentence to show for whatever went wrong. */
export function sentenceOf(error: unknown): string {
  return error instanceof RefusedError || error instanceof UnreachableError ? error.message : '暂时没有办成，请稍后再试';
}
