import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'vite'

/** Takes a file as it is into the assets, so that pages can name it. */
export function emitted(file: string): Plugin {
  return {
    name: `pinchang-emitted-${basename(file)}`,
    apply: 'build',
    buildStart() {
      const name = basename(file)
      this.emitFile({ type: 'asset', name, originalFileName: name, source: readFileSync(file) })
    },
  }
}
