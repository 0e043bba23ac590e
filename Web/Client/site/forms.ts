import { texts } from './texts'

/** What script adds to forms: no second sending while the first is under way, more entries, a code that can be asked for again. */
export function startForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.method !== 'post') {
      return
    }
    if (form.dataset.sending !== undefined) {
      event.preventDefault()
      return
    }
    form.dataset.sending = ''
    // After the values are taken, or the pressed button's own would be lost.
    setTimeout(() => form.querySelectorAll<HTMLButtonElement>('button[type=submit]').forEach((button) => (button.disabled = true)))
  })
  // A page shown again from the back-forward cache has its forms open again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sending]')) {
        delete form.dataset.sending
        form.querySelectorAll<HTMLButtonElement>('button[type=submit]').forEach((button) => (button.disabled = false))
      }
    }
  })
  for (const list of document.querySelectorAll<HTMLElement>('[data-repeat]')) {
    dropEmptyEnd(list)
    list.querySelector('[data-repeat-more]')?.addEventListener('click', () => addEntry(list))
  }
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-retry-after]')) {
    countDown(button, Number(button.dataset.retryAfter))
  }
}

/** Without script there is always one empty entry at the end; with it, one asks for it. */
function dropEmptyEnd(list: HTMLElement): void {
  const entries = list.querySelectorAll<HTMLElement>('.repeat-entry')
  const last = entries[entries.length - 1]
  const fields = [...(last?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [])]
  if (entries.length > 1 && fields.every((field) => field.value === '')) {
    last?.remove()
  }
}

function addEntry(list: HTMLElement): void {
  const entries = list.querySelectorAll<HTMLElement>('.repeat-entry')
  const last = entries[entries.length - 1]
  if (last === undefined) {
    return
  }
  const next = last.cloneNode(true) as HTMLElement
  for (const field of next.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('[name]')) {
    field.name = field.name.replace(/\[\d+\]/, `[${entries.length}]`)
    field.value = ''
  }
  last.after(next)
  next.querySelector<HTMLElement>('[name]')?.focus()
}

function countDown(button: HTMLButtonElement, seconds: number): void {
  if (!(seconds > 0)) {
    return
  }
  const word = button.innerText
  const until = performance.now() + seconds * 1000
  button.disabled = true
  const timer = setInterval(() => {
    const left = Math.ceil((until - performance.now()) / 1000)
    button.textContent = left > 0 ? texts.secondsLeft(word, left) : word
    if (left <= 0) {
      button.disabled = false
      clearInterval(timer)
    }
  }, 250)
}
