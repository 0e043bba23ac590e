import { resolve } from 'node:path';

const page = (file) => resolve(import.meta.dirname, file);

export default {
  root: import.meta.dirname,
  logLevel: 'error',
  build: {
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: { publish: page('publish.html'), watch: page('watch.html') } },
  },
  resolve: { alias: { 'hls.js': resolve(import.meta.dirname, '../../../../Web/node_modules/hls.js') } },
};
