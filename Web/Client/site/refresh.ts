const EVERY = 15_000

/** Parts of a page that follow what happens (`data-refresh`): the same page is asked for again and only they are exchanged. */
export function startRefreshing(): void {
  if (document.querySelector('[data-refresh]') !== null) {
    setInterval(() => void refresh(), EVERY)
  }
}

async function refresh(): Promise<void> {
  if (document.hidden || !navigator.onLine) {
    return
  }
  const response = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (response === null || !response.ok) {
    return
  }
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of document.querySelectorAll<HTMLElement>('[data-refresh]')) {
    const next = fresh.querySelector(`[data-refresh="${CSS.escape(part.dataset.refresh ?? '')}"]`)
    if (next !== null && next.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) {
      part.innerHTML = next.innerHTML
    }
  }
}
