import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { messageParts } from './message-parts.js';

/** gateway-ingress serves `dist` under /central, with a Content-Security-Policy that allows nothing inline: assets stay files. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/central/',
  plugins: [messageParts(), react()],
  resolve: { conditions: ['tollgate:source', 'module', 'browser', 'import', 'default'] },
  build: {
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
    // What many pages use is one file: in many small ones it would be larger by some 7 kB.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', minShareCount: 8 }] } } },
  },
});
