import { watchQueueIfWaiting } from './fair/inQueue'
import { startActions } from './site/actions'
import { startForms } from './site/forms'
import { startHotkeys } from './site/hotkeys'
import { startNetworkStrip } from './site/network'
import { startPhotos } from './site/photos'
import { startRefreshing } from './site/refresh'

// Pages work without this; with it they save steps.
document.documentElement.classList.add('scripted')
startActions()
startForms()
startHotkeys()
startNetworkStrip()
startPhotos()
startRefreshing()
watchQueueIfWaiting()
if (document.querySelector('[data-passkey]') !== null) {
  void import('./site/passkeys').then(({ startPasskeys }) => startPasskeys())
}
