import { isTyping } from '../site/typing'

const TYPING_PAUSE = 900

/**
 * Points by keyboard: digits choose a key (1, then 4 within a moment, is 14), a dot adds or takes the half, Enter gives them.
 * Nothing happens while a remark is being typed.
 */
export function startScoreKeys(form: HTMLFormElement): void {
  const keys = [...form.querySelectorAll<HTMLInputElement>('input[type=radio][name=points]')]
  const half = form.querySelector<HTMLInputElement>('input[name=half]')
  const shown = form.querySelector<HTMLOutputElement>('[data-shown]')
  const submit = form.querySelector<HTMLButtonElement>('[data-submit]')
  const max = Number(form.dataset.max)
  if (keys.length === 0) {
    return
  }
  let typed = ''
  let typedAt = 0

  const chosen = (): number | null => {
    const key = keys.find((input) => input.checked)
    return key === undefined ? null : Number(key.value) + (half?.checked === true ? 0.5 : 0)
  }
  const show = (): void => {
    const points = chosen()
    if (half !== null && points !== null && points > max) {
      half.checked = false
    }
    if (shown !== null) {
      shown.value = chosen() === null ? '' : String(chosen())
    }
  }
  const choose = (points: number): boolean => {
    const key = keys.find((input) => Number(input.value) === points)
    if (key !== undefined) {
      key.checked = true
    }
    return key !== undefined
  }

  form.addEventListener('change', show)
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return
    }
    if (/^\d$/.test(event.key)) {
      typed = event.timeStamp - typedAt < TYPING_PAUSE ? typed + event.key : event.key
      typedAt = event.timeStamp
      if (!choose(Number(typed))) {
        typed = event.key
        choose(Number(typed))
      }
      if (half !== null) {
        half.checked = false
      }
    } else if (event.key === '.' && half !== null) {
      half.checked = !half.checked
    } else if (event.key === 'Enter' && chosen() !== null && !hasItsOwnEnter(event.target)) {
      form.requestSubmit(submit)
    } else {
      return
    }
    event.preventDefault()
    show()
  })
  show()
}

/** Enter opens the question on a focused summary and presses a focused button; a mark cannot be taken back. */
function hasItsOwnEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary') !== null
}
