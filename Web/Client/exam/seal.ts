import type { AnswerItem, AnswerResponse, PaperContent } from './contracts';

const nonceLength = 12;

/** What the paper's key is turned into on arrival: keys that this page can use and nobody can read out again. */
export interface PaperKeys {
  paper: CryptoKey;
  /** Seals answers that have to travel as a file. */
  file: CryptoKey;
}

/**
 * Both keys can be kept in the browser's database without being readable there, which is why a reload, also one without
 * network, opens the paper again; before the start there is nothing to keep.
 */
export async function importKeys(base64: string, sessionId: string): Promise<PaperKeys> {
  const raw = bytesOf(base64);
  const [paper, root] = await Promise.all([
    crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']),
    crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']),
  ]);
  raw.fill(0);
  const file = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new TextEncoder().encode(`pinchang answers ${sessionId}`) },
    root,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  return { paper, file };
}

/** nonce ‖ ciphertext ‖ tag, the same bytes for every candidate. */
export async function openPaper(sealed: ArrayBuffer, key: CryptoKey): Promise<PaperContent> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.slice(0, nonceLength) }, key, sealed.slice(nonceLength));
  return JSON.parse(new TextDecoder().decode(plain)) as PaperContent;
}

export interface AnswerFile {
  format: 'pinchang-answers-1';
  session: string;
  epoch: number;
  nonce: string;
  sealed: string;
}

/**
 * The way out when no network comes back: what the server has not acknowledged, in a file for the exam office. It is bound to
 * the session, so that it cannot be handed in as somebody else's.
 */
export async function sealAnswers(session: string, epoch: number, items: AnswerItem[], key: CryptoKey): Promise<AnswerFile> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const plain = new TextEncoder().encode(JSON.stringify({ session, epoch, items }));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(session) }, key, plain);
  return { format: 'pinchang-answers-1', session, epoch, nonce: base64(nonce), sealed: base64(new Uint8Array(sealed)) };
}

/** Null when the file belongs to another session or was changed. */
export async function openAnswers(file: AnswerFile, session: string, key: CryptoKey): Promise<AnswerItem[] | null> {
  try {
    const additionalData = new TextEncoder().encode(session);
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(file.nonce), additionalData }, key, bytesOf(file.sealed));
    return (JSON.parse(new TextDecoder().decode(plain)) as { items: AnswerItem[] }).items;
  } catch {
    return null;
  }
}

export async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The ten characters that people compare and read out: the first fifty bits of the hash. */
export function shortCode(hash: string): string {
  let bits = BigInt(`0x${hash.slice(0, 14)}`) >> 6n;
  let code = '';
  for (let at = 0; at < 10; at++) {
    code = crockford[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

export const isAnswered = (response: AnswerResponse | null | undefined): boolean =>
  (response?.choices?.length ?? 0) > 0 ||
  (response?.blanks ?? []).some((blank) => blank.trim().length > 0) ||
  (response?.text ?? '').trim().length > 0;
