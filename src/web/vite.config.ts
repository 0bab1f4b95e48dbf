import { defineConfig } from 'vitest/config';
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

/** The banner for other sites' pages, after the pages and beside them: one classic script under a name that stays. */
function banner(): Plugin {
  let outDir = '';
  return {
    name: 'banner',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: async () => {
      await build({
        configFile: false, root: import.meta.dirname, logLevel: 'warn',
        build: {
          target: 'es2022', outDir, emptyOutDir: false, reportCompressedSize: false,
          lib: { entry: resolve(import.meta.dirname, 'src/banner/element.ts'), formats: ['iife'], name: 'CivilLineBanner', fileName: () => 'banner.js' },
        },
      });
    },
  };
}

export default defineConfig({
  plugins: [banner()],
  // The server answers with a policy that allows files of its own alone, so nothing is put inline.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What is bundled is given on with its licences beside it.
    license: { fileName: 'licenses.md' },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['index', 'agent', 'review', 'care', 'admin', 'operator', 'sign-in'].map(page),
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
