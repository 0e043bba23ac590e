import { isTyping } from './typing'

/** One key each for what a desk does all day; never while something is being typed. */
export function startHotkeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isTyping(event.target)) {
      ;(event.target as HTMLElement).blur()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return
    }
    const key = event.key.toLowerCase()
    if (key === 'j' || key === 'k') {
      moveInList(key === 'j' ? 1 : -1)
      return
    }
    // On a link or a button Enter does what it does everywhere.
    if (key === 'enter' && event.target !== document.body) {
      return
    }
    const target = document.querySelector<HTMLElement>(`[data-hotkey="${CSS.escape(key)}"]`)
    if (target === null) {
      return
    }
    event.preventDefault()
    if (target instanceof HTMLButtonElement || (target instanceof HTMLInputElement && target.type === 'checkbox')) {
      target.click()
    } else {
      target.focus()
    }
  })
}

function moveInList(by: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.split > .split-list a, .split > div > .split-list a')]
  const at = links.findIndex((link) => link.getAttribute('aria-current') === 'true')
  links[at + by]?.click()
}
