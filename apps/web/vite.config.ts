import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { suomifiDesignTokens } from 'suomifi-design-tokens';
import { defineConfig, type Plugin } from 'vite';
import { documents } from './documents.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The colours of Suomi.fi's design tokens as custom properties: `highlightBase` becomes `--highlight-base`. */
const tokens = (): Plugin => ({
  name: 'design-tokens',
  resolveId: (id) => (id === 'virtual:tokens.css' ? '\0tokens.css' : undefined),
  load(id) {
    if (id !== '\0tokens.css') return undefined;
    const kebab = (name: string) => name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
    const lines = Object.entries(suomifiDesignTokens.colors).map(([name, value]) => `--${kebab(name)}:${value}`);
    return `:root{${lines.join(';')}}`;
  },
});

/** Everything that gains by it, compressed once and as well as can be, beside itself: nothing is left to do when it is asked. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, item] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(fileName)) continue;
        const source = Buffer.from(item.type === 'chunk' ? item.code : item.source);
        if (source.length < 1000) continue;
        const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source, best) });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) });
      }
    },
  },
});

/** `documents.json` beside the app: all that a server may be told to carry out, and nothing else. */
const manifest = (): Plugin => ({
  name: 'documents',
  generateBundle() {
    const source = JSON.stringify(documents(here('src')), null, 1);
    this.emitFile({ type: 'asset', fileName: 'documents.json', source });
  },
});

export default defineConfig({
  root: here('.'),
  // Words of the library in the languages the app speaks, and no others.
  plugins: [
    tokens(),
    compressed(),
    manifest(),
    { ...optimizeLocales.vite({ locales: ['fi-FI', 'sv-SE', 'en-US'] }), enforce: 'pre' },
  ],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    // Which files a page stands on: the test of the first load reads it.
    manifest: true,
    target: 'es2022',
    // No style or script may stand in a page itself (Content-Security-Policy).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // React's mark of what runs in a browser says nothing to an app that runs in no other place.
    rolldownOptions: {
      // A part of the kit does nothing but be there: a page takes the ones it names and leaves the others.
      treeshake: { moduleSideEffects: [{ test: /\/src\/ui\/[^/]+\.tsx?$/, sideEffects: false }] },
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
});
