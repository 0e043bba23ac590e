import { startAnnotations } from './exam/annotations'
import { startScoreKeys } from './exam/scoreKeys'

const form = document.querySelector<HTMLFormElement>('form[data-marking]')
if (form !== null) {
  startScoreKeys(form)
  startAnnotations(form)
}
