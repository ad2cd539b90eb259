import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { lineOf, withoutComments, type SourceFile } from './source-files.ts';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the root for a file of ours, else the package's name; `node:` for built-ins. */
  readonly target: string;
  readonly isOurs: boolean;
  /** Erased when it runs. */
  readonly isTypeOnly: boolean;
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|\brequire\(\s*'([^']+)'\s*\)/g;

/** Static, dynamic and CommonJS imports, and re-exports, of a TypeScript file. */
export function importsOf(file: SourceFile): readonly Import[] {
  const text = withoutComments(file.text);
  return [...text.matchAll(importPattern)].map((match) => {
    const [whole, type, statically, dynamically, required] = match;
    const [specifier = ''] = (statically ?? dynamically ?? required ?? '').split('?'); // vite: `file.js?url`
    const isOurs = specifier.startsWith('.');
    return {
      from: file.path,
      line: lineOf(text, match.index + whole.length),
      target: isOurs ? posix.join(posix.dirname(file.path), specifier) : packageOf(specifier),
      isOurs,
      isTypeOnly: type !== undefined,
    };
  });
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

const includePattern = /^[ \t]*#[ \t]*include[ \t]+(["<])([^">]+)[">]/gm;

/** Includes of a C++ file; a quoted one is ours, by its path from the root. */
export function includesOf(file: SourceFile): readonly Import[] {
  return [...file.text.matchAll(includePattern)].map((match) => {
    const [, bracket, name = ''] = match;
    const isOurs = bracket === '"';
    const target = isOurs ? resolveInclude(file.path, name) : name;
    return { from: file.path, line: lineOf(file.text, match.index), target, isOurs, isTypeOnly: false };
  });
}

/** As the compiler looks: beside the file, then in the include folders of binding.gyp. */
function resolveInclude(from: string, name: string): string {
  const places = [posix.dirname(from), '.', 'native', 'native/abi', 'board-sim'];
  const found = places.map((place) => posix.join(place, name)).find((path) => existsSync(path));
  return found ?? `missing: ${name}`;
}
