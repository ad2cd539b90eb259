/**
 * Builds what Electron loads: build/shell/main.mjs (bundled, because Electron need not strip types) and
 * build/shell/preload.cjs (types stripped, nothing else, because the sandbox can require `electron` alone).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname } from 'node:path';
import { build } from 'vite';

/** The preload as CommonJS, from its TypeScript source. */
export function preloadScript(): string {
  return stripTypeScriptTypes(readFileSync('src-main/preload/preload.cts', 'utf8'));
}

/** Writes both files below `folder`. */
export async function buildShell(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: 'src-main/shell/main.ts',
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs', format: 'es' } },
    },
  });
  const preloadPath = `${folder}/preload.cjs`;
  mkdirSync(dirname(preloadPath), { recursive: true });
  writeFileSync(preloadPath, preloadScript());
}

if (import.meta.main) await buildShell('build/shell');
