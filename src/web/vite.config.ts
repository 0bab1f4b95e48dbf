import { defineConfig } from 'vitest/config';
import { resolve } from 'node:path';

const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

export default defineConfig({
  // The server answers with a policy that allows files of its own alone, so nothing is put inline.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['index', 'agent', 'review', 'admin', 'sign-in'].map(page),
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': 'http://127.0.0.1:5080',
      '/hubs': { target: 'http://127.0.0.1:5080', ws: true },
    },
  },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
