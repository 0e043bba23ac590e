import { texts } from './texts'

/** A quiet strip while the network is away; nothing blocks. */
export function startNetworkStrip(): void {
  const strip = document.createElement('div')
  strip.className = 'network-strip'
  strip.setAttribute('role', 'status')
  const show = (): void => {
    if (navigator.onLine) {
      strip.remove()
    } else {
      strip.textContent = texts.offline
      document.body.append(strip)
    }
  }
  window.addEventListener('online', show)
  window.addEventListener('offline', show)
  if (!navigator.onLine) {
    show()
  }
}
