import { texts } from './texts'

const COPIED_FOR = 2000

/** Buttons that need the browser: copy an address, print, fill in a ready reason, tick a whole list; and menus that close when left. */
export function startActions(): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null
    const button = target?.closest<HTMLElement>('[data-copy], [data-print], [data-fill]')
    if (button?.dataset.copy !== undefined) {
      void copy(button, button.dataset.copy)
    } else if (button?.dataset.print !== undefined) {
      window.print()
    } else if (button?.dataset.fill !== undefined) {
      fill(button, button.dataset.fill)
    }
    if (target instanceof HTMLInputElement && target.dataset.tickAll !== undefined) {
      tickAll(target, target.dataset.tickAll)
    }
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
      if (target === null || !menu.contains(target)) {
        menu.open = false
      }
    }
  })
}

async function copy(button: HTMLElement, text: string): Promise<void> {
  // Away from localhost a plain-http page has no clipboard: then the address is selected to be copied by hand.
  try {
    await navigator.clipboard.writeText(text)
    button.setAttribute('aria-label', texts.copied)
    button.classList.add('copied')
    setTimeout(() => {
      button.removeAttribute('aria-label')
      button.classList.remove('copied')
    }, COPIED_FOR)
  } catch {
    window.prompt(texts.copyByHand, text)
  }
}

function fill(button: HTMLElement, name: string): void {
  const field = button.closest('form')?.elements.namedItem(name)
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.value = field.value === '' ? button.innerText.trim() : `${field.value}；${button.innerText.trim()}`
    field.focus()
  }
}

function tickAll(box: HTMLInputElement, name: string): void {
  for (const other of box.form?.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${CSS.escape(name)}"]`) ?? []) {
    other.checked = box.checked
  }
}
