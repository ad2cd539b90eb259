import { readFileSync } from 'node:fs';

/** One row of a table in ARCHITECTURE.md: what the files below `folder` may import besides each other. */
export interface ImportRow {
  readonly folder: string;
  readonly ours: readonly string[];
  readonly packages: readonly string[];
}

/** Reads the table that follows `<!-- import-table: NAME -->`. */
export function importTable(name: string): readonly ImportRow[] {
  const document = readFileSync('ARCHITECTURE.md', 'utf8');
  const [, after] = document.split(`<!-- import-table: ${name} -->`);
  if (after === undefined) throw new Error(`ARCHITECTURE.md has no import table named ${name}`);
  const lines = after.trimStart().split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) => {
    const [, folder = '', ours = '', packages = ''] = line.split('|');
    const [ownFolder] = ticked(folder);
    if (ownFolder === undefined) throw new Error(`a row of the import table ${name} names no folder: ${line}`);
    return { folder: ownFolder, ours: ticked(ours), packages: ticked(packages) };
  });
}

function ticked(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

/** The row with the longest folder that holds the path. */
export function rowOf(table: readonly ImportRow[], path: string): ImportRow | undefined {
  return table
    .filter((row) => isBelow(path, row.folder))
    .sort((one, other) => other.folder.length - one.folder.length)[0];
}

export function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** True when a file of the row may import the path: its own folder, or a place that the row names. */
export function mayImport(row: ImportRow, from: string, target: string, table: readonly ImportRow[]): boolean {
  const own = rowOf(table, target) === row && sameService(from, target);
  return own || row.ours.some((place) => isBelow(target, place));
}

/** Each service is a folder of its own, though they share a row. */
function sameService(from: string, target: string): boolean {
  const service = /^src-main\/services\/([^/]+)\//;
  const [, own] = service.exec(from) ?? [];
  const [, other] = service.exec(target) ?? [];
  return own === other;
}
