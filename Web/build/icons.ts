import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const icons = 'node_modules/@tabler/icons/icons'

/** One sprite of the icons that `list` names, a line each (`player-play filled` for the filled kind). */
export function iconSprite(list: string): Plugin {
  return {
    name: 'pinchang-icon-sprite',
    apply: 'build',
    buildStart() {
      this.addWatchFile(list)
      const lines = readFileSync(list, 'utf8').split('\n').map((line) => line.trim())
      const symbols = lines.filter((line) => line !== '').map(symbolOf)
      this.emitFile({
        type: 'asset',
        name: 'icons.svg',
        originalFileName: 'icons.svg',
        source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`,
      })
    },
  }
}

function symbolOf(line: string): string {
  const [name, kind] = line.split(' ') as [string, string?]
  const filled = kind === 'filled'
  const svg = readFileSync(join(icons, filled ? 'filled' : 'outline', `${name}.svg`), 'utf8')
  const shapes = svg
    .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
    .replace(/\s*\n\s*/g, '')
  const paint = filled
    ? 'fill="currentColor"'
    : 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
  return `<symbol id="${filled ? `${name}-filled` : name}" viewBox="0 0 24 24" ${paint}>${shapes}</symbol>`
}
