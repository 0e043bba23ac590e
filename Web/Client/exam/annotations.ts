interface Annotation {
  start: number
  length: number
  text: string
}

const MOST = 50
const LONGEST = 200

// A selection is dragged, or moved by its handles: the button comes when it rests.
const SETTLING = 150

/** Remarks on stretches of the answer: select, say, done. They travel with the points in one hidden field. */
export function startAnnotations(form: HTMLFormElement): void {
  const answer = document.querySelector<HTMLElement>('[data-answer]')
  const field = form.querySelector<HTMLInputElement>('[data-annotations]')
  const list = form.querySelector<HTMLElement>('[data-notes]')
  if (answer === null || field === null || list === null) {
    return
  }
  const text = answer.textContent
  const notes = read(field.value, text.length)

  const draw = (): void => {
    field.value = notes.length === 0 ? '' : JSON.stringify(notes)
    paint(answer, text, notes)
    list.replaceChildren(...(notes.length === 0 ? [hintOf(list)] : notes.map((note) => line(note))))
  }
  const line = (note: Annotation): HTMLElement => {
    const item = document.createElement('li')
    const quote = document.createElement('q')
    quote.textContent = text.slice(note.start, note.start + Math.min(note.length, 12))
    const remove = button(list.dataset.remove, 'button bare', () => {
      notes.splice(notes.indexOf(note), 1)
      draw()
    })
    item.append(quote, note.text, remove)
    return item
  }
  const asking = new RemarkField(answer, list.dataset, {
    begin: (stretch) => {
      paint(answer, text, [...notes, { ...stretch, text: '' }])
    },
    end: (stretch, said) => {
      if (said !== '') {
        notes.push({ ...stretch, text: said })
        notes.sort((one, other) => one.start - other.start)
      }
      draw()
    },
  })

  let settling = 0
  document.addEventListener('selectionchange', () => {
    window.clearTimeout(settling)
    settling = window.setTimeout(() => {
      asking.offer(notes.length < MOST ? selected(answer) : null)
    }, SETTLING)
  })
  draw()
}

interface Stretch {
  start: number
  length: number
}

/** A small button at the selection, and the field that opens in its place. */
class RemarkField {
  readonly #box = document.createElement('div')
  #open = false

  constructor(
    readonly answer: HTMLElement,
    readonly words: DOMStringMap,
    readonly heard: { begin: (stretch: Stretch) => void; end: (stretch: Stretch, said: string) => void },
  ) {
    this.#box.className = 'remark-field'
    this.#box.hidden = true
    // Inside the answer's sheet and outside its text, which is read back from the page.
    answer.parentElement?.append(this.#box)
  }

  offer(stretch: Stretch | null): void {
    if (this.#open) {
      return
    }
    this.#box.hidden = stretch === null
    if (stretch === null) {
      return
    }
    const add = button(this.words.add, 'button quiet', () => {
      this.#ask(stretch)
    })
    add.dataset.remark = ''
    // Pressing it must not undo the selection it stands for.
    add.addEventListener('pointerdown', (event) => {
      event.preventDefault()
    })
    this.#box.replaceChildren(add)
    this.#place()
  }

  #ask(stretch: Stretch): void {
    this.#open = true
    this.heard.begin(stretch)
    const input = document.createElement('input')
    input.className = 'form-control'
    input.maxLength = LONGEST
    input.placeholder = this.words.ask ?? ''
    input.setAttribute('aria-label', this.words.ask ?? '')
    const close = (said: string): void => {
      this.#open = false
      this.#box.hidden = true
      window.getSelection()?.removeAllRanges()
      this.heard.end(stretch, said.trim())
    }
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' || (event.key === 'Enter' && !event.isComposing)) {
        event.preventDefault()
        close(event.key === 'Enter' ? input.value : '')
      }
    })
    this.#box.replaceChildren(
      input,
      button(this.words.keep, 'button', () => {
        close(input.value)
      }),
      button(this.words.cancel, 'button bare', () => {
        close('')
      }),
    )
    this.#keepInside()
    input.focus()
  }

  #place(): void {
    const range = window.getSelection()?.getRangeAt(0)
    const sheet = this.#box.parentElement
    if (range === undefined || sheet === null) {
      return
    }
    const [at, around] = [range.getBoundingClientRect(), sheet.getBoundingClientRect()]
    this.#box.style.top = `${String(at.bottom - around.top + 8)}px`
    this.#box.style.left = `${String(Math.max(8, at.left - around.left))}px`
    this.#keepInside()
  }

  #keepInside(): void {
    const most = (this.#box.parentElement?.clientWidth ?? 0) - this.#box.offsetWidth - 8
    this.#box.style.left = `${String(Math.max(8, Math.min(this.#box.offsetLeft, most)))}px`
  }
}

function button(words: string | undefined, kind: string, pressed: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = kind
  made.textContent = words ?? ''
  made.addEventListener('click', pressed)
  return made
}

/** What came back with a mark that was refused. */
function read(json: string, characters: number): Annotation[] {
  try {
    const notes = json === '' ? [] : (JSON.parse(json) as Annotation[])
    return notes.filter((note) => note.start >= 0 && note.length > 0 && note.start + note.length <= characters)
  } catch {
    return []
  }
}

function hintOf(list: HTMLElement): HTMLElement {
  const item = document.createElement('li')
  item.className = 'faint small'
  item.textContent = list.dataset.hint ?? ''
  return item
}

/** Where the selection lies in the answer's text, whatever marks already divide it. */
function selected(answer: HTMLElement): Stretch | null {
  const selection = window.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) {
    return null
  }
  const range = selection.getRangeAt(0)
  if (!answer.contains(range.startContainer) || !answer.contains(range.endContainer)) {
    return null
  }
  const before = document.createRange()
  before.setStart(answer, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const length = range.toString().length
  return length === 0 ? null : { start: before.toString().length, length }
}

function paint(answer: HTMLElement, text: string, notes: readonly Annotation[]): void {
  const edges = [...new Set([0, text.length, ...notes.flatMap((note) => [note.start, note.start + note.length])])].sort((one, other) => one - other)
  answer.replaceChildren(
    ...edges.slice(0, -1).map((from, index) => {
      const piece = text.slice(from, edges[index + 1])
      const said = notes.filter((note) => note.start <= from && from < note.start + note.length)
      if (said.length === 0) {
        return document.createTextNode(piece)
      }
      const mark = document.createElement('mark')
      mark.title = said.map((note) => note.text).join('；')
      mark.textContent = piece
      return mark
    }),
  )
}
