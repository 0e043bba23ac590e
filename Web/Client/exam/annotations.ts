interface Annotation {
  start: number
  length: number
  text: string
}

const MOST = 50

/** Remarks on stretches of the answer: select, say, done. They travel with the points in one hidden field. */
export function startAnnotations(form: HTMLFormElement): void {
  const answer = document.querySelector<HTMLElement>('[data-answer]')
  const field = form.querySelector<HTMLInputElement>('[data-annotations]')
  const list = form.querySelector<HTMLElement>('[data-notes]')
  if (answer === null || field === null || list === null) {
    return
  }
  const text = answer.textContent
  const notes: Annotation[] = []

  const draw = (): void => {
    field.value = notes.length === 0 ? '' : JSON.stringify(notes)
    paint(answer, text, notes)
    list.replaceChildren(...(notes.length === 0 ? [hintOf(list)] : notes.map((note) => line(note))))
  }
  const line = (note: Annotation): HTMLElement => {
    const item = document.createElement('li')
    const quote = document.createElement('q')
    quote.textContent = text.slice(note.start, note.start + Math.min(note.length, 12))
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.className = 'button bare'
    remove.textContent = list.dataset.remove ?? ''
    remove.addEventListener('click', () => {
      notes.splice(notes.indexOf(note), 1)
      draw()
    })
    item.append(quote, note.text, remove)
    return item
  }

  answer.addEventListener('pointerup', () => {
    const stretch = selected(answer)
    if (stretch === null || notes.length >= MOST) {
      return
    }
    const said = window.prompt(list.dataset.ask)?.trim() ?? ''
    if (said !== '') {
      notes.push({ ...stretch, text: said.slice(0, 200) })
      notes.sort((one, other) => one.start - other.start)
      draw()
    }
  })
  draw()
}

function hintOf(list: HTMLElement): HTMLElement {
  const item = document.createElement('li')
  item.className = 'faint small'
  item.textContent = list.dataset.hint ?? ''
  return item
}

/** Where the selection lies in the answer's text, whatever marks already divide it. */
function selected(answer: HTMLElement): { start: number; length: number } | null {
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
