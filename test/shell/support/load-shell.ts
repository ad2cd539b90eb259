import { registerHooks } from 'node:module';

const standIn = new URL('./stand-in-electron.ts', import.meta.url).href;

/** The shell with `electron` replaced by the stand-in; the real package would try to download its binary. */
export async function loadShell(): Promise<typeof import('../../../src-main/shell/shell.ts')> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
  try {
    return await import('../../../src-main/shell/shell.ts');
  } finally {
    hooks.deregister();
  }
}
