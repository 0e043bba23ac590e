import { answerOf, commandKey, post, RefusedError, send, sentenceOf } from '../live/api'
import { texts } from './texts'

/** Buttons that speak with the device's keys. Where the browser cannot, the page says so and passwords stay. */
export function startPasskeys(): void {
  const able = typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential && window.isSecureContext
  for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
    const button = box.querySelector('button')
    box.querySelector<HTMLElement>('[data-unable]')?.toggleAttribute('hidden', able)
    if (!able || button === null) {
      continue
    }
    box.querySelector<HTMLElement>('[data-able]')?.removeAttribute('hidden')
    button.addEventListener('click', () => void ask(box, button))
  }
}

async function ask(box: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const said = box.querySelector<HTMLElement>('[role=alert]')
  button.disabled = true
  said?.setAttribute('hidden', '')
  try {
    if (box.dataset.passkey === 'add') {
      await add(box)
      location.assign('/my/account?passkey=added#passkeys')
    } else {
      await signIn()
      // The page sends on whoever is signed in, to where they wanted to go.
      location.reload()
    }
  } catch (error) {
    button.disabled = false
    if (said !== null && !wasGivenUp(error)) {
      said.firstElementChild!.textContent = sentence(error)
      said.removeAttribute('hidden')
    }
  }
}

async function signIn(): Promise<void> {
  const options = await prepare<PublicKeyCredentialRequestOptionsJSON>('/api/sessions/passkey-options')
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  await post('/api/sessions/passkey', { credential: JSON.stringify(credential) })
}

async function add(box: HTMLElement): Promise<void> {
  const written = (name: string): string | null => box.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value.trim() || null
  const self = { password: box.querySelector<HTMLInputElement>('input[name=password]')?.value || null, code: written('code') }
  const options = await prepare<PublicKeyCredentialCreationOptionsJSON>('/api/account/passkey-options', self)
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
  await post('/api/account/passkeys', { credential: JSON.stringify(credential), name: written('name') })
}

async function prepare<T>(path: string, body?: object): Promise<T> {
  const headers = { accept: 'application/json', 'idempotency-key': commandKey(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  return answerOf<T>(await send(path, { method: 'PUT', headers, body: body === undefined ? null : JSON.stringify(body) }))
}

/** Closing the device's own question is an answer, not a fault. */
function wasGivenUp(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')
}

function sentence(error: unknown): string {
  if (error instanceof DOMException) {
    return error.name === 'InvalidStateError' ? texts.passkeyHeld : texts.passkeyUnable
  }
  return error instanceof RefusedError ? error.message : sentenceOf(error)
}
