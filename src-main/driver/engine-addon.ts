import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { EngineAddon } from '../../native/addon/engine_addon.d.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import { failed } from '../foundation/result.ts';

/** Where the build puts it. */
export const ENGINE_ADDON_PATH = fileURLToPath(new URL('../../build/Release/trunkline_engine.node', import.meta.url));

/** Loads the native engine; the only place that knows it is a Node addon. */
export function loadEngineAddon(path: string = ENGINE_ADDON_PATH): Result<EngineAddon, Fault> {
  try {
    // What require() gives is typed by the declaration beside the addon; a test compares the two.
    const addon: EngineAddon = createRequire(import.meta.url)(path);
    return { ok: true, value: addon };
  } catch (error) {
    return failed({
      kind: 'operational',
      code: 'server/addonMissing',
      tried: 'load the native engine',
      now: error instanceof Error ? error.message : String(error),
      next: 'Build it with `npm run build`, then start again.',
    });
  }
}
