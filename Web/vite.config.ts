import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { emitted } from './build/emitted.ts'
import { iconSprite } from './build/icons.ts'
import { precompressed } from './build/precompressed.ts'

const entry = (file: string) => resolve(import.meta.dirname, 'Client', file)

export default defineConfig({
  root: resolve(import.meta.dirname, 'Client'),
  base: '/assets/',
  publicDir: false,
  build: {
    outDir: resolve(import.meta.dirname, 'wwwroot/assets'),
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: {
        style: entry('site.scss'),
        site: entry('site.ts'),
        'live-room': entry('live-room.ts'),
        'live-desk': entry('live-desk.ts'),
        'live-waiting': entry('live-waiting.ts'),
        'live-replay': entry('live-replay.ts'),
        marking: entry('marking.ts'),
        summary: entry('summary.ts'),
        'exam-room': entry('exam-room.ts'),
        'exam-worker': entry('exam-worker.ts'),
        'fair-hall': entry('fair-hall.ts'),
        'fair-booth': entry('fair-booth.ts'),
        'fair-talk': entry('fair-talk.ts'),
        'booth-desk': entry('booth-desk.ts'),
        'fair-board': entry('fair-board.ts'),
        'fair-summary': entry('fair-summary.ts'),
        'invigilation-wall': entry('invigilation-wall.ts'),
      },
    },
  },
  css: {
    preprocessorOptions: {
      scss: { loadPaths: [resolve(import.meta.dirname, 'node_modules')], quietDeps: true },
    },
  },
  plugins: [iconSprite(entry('icons.txt')), emitted(entry('brand.svg')), precompressed()],
})
