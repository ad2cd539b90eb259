import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The recordings below a data folder as they lie there now. */
export function wavesUnder(dataDir: string): readonly { readonly path: string; readonly sizeBytes: number }[] {
  return readdirSync(join(dataDir, 'recordings'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.wav'))
    .map((name) => join(dataDir, 'recordings', name))
    .map((path) => ({ path, sizeBytes: statSync(path).size }));
}
