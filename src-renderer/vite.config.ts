import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the seat client into build/seat. The server serves it from there; nothing is fetched from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../build/seat',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
});
