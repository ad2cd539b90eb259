import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { importTable, mayImport, rowOf } from './support/import-table.ts';
import { importsOf, includesOf, type Import } from './support/imports.ts';
import { nativeFiles, typeScriptFiles } from './support/source-files.ts';

const where = ({ from, line, target }: Import): string => `${from}:${line} imports ${target}`;

describe('who imports whom', () => {
  const typescript = importTable('typescript');
  const native = importTable('c++');
  const imports = typeScriptFiles().flatMap(importsOf);
  const includes = nativeFiles().flatMap(includesOf);

  it('reads tables with rows and finds imports to check', () => {
    assert.ok(typescript.length > 15 && native.length > 8);
    assert.ok(imports.length > 100 && includes.length > 50);
  });

  it('has a row for every folder with sources, and no row for a folder that is not there', () => {
    const sources = typeScriptFiles().map(({ path }) => path);
    const strangers = [
      ...sources.filter((path) => rowOf(typescript, path) === undefined),
      ...nativeFiles().flatMap(({ path }) => (rowOf(native, path) === undefined ? [path] : [])),
      ...[...typescript, ...native].map((row) => row.folder).filter((folder) => !existsSync(folder)),
    ];
    assert.deepEqual(strangers, []);
  });

  it('imports only what the table in ARCHITECTURE.md allows', () => {
    const refused = imports.filter((one) => {
      const row = rowOf(typescript, one.from);
      return one.isOurs && row !== undefined && !mayImport(row, one.from, one.target, typescript);
    });
    assert.deepEqual(refused.map(where), []);
  });

  it('uses only the packages that the table gives to a folder', () => {
    const refused = imports.filter((one) => {
      const packages = rowOf(typescript, one.from)?.packages ?? [];
      return !one.isOurs && !packages.includes('*') && !packages.includes(one.target);
    });
    assert.deepEqual(refused.map(where), []);
  });

  it('includes only what the table in ARCHITECTURE.md allows', () => {
    const refused = includes.filter((one) => {
      const row = rowOf(native, one.from);
      return one.isOurs && row !== undefined && !mayImport(row, one.from, one.target, native);
    });
    assert.deepEqual(refused.map(where), []);
  });

  it('includes napi.h and doctest only where the table names them', () => {
    const guarded = new Set(native.flatMap((row) => row.packages));
    const refused = includes.filter(
      (one) => guarded.has(one.target) && !(rowOf(native, one.from)?.packages ?? []).includes(one.target),
    );
    assert.deepEqual(refused.map(where), []);
  });

  it('enters a service from outside through its index alone', () => {
    const service = /^(src-main\/services\/[^/]+)\/(.+)$/;
    const refused = imports.filter((one) => {
      const [, folder, file] = service.exec(one.target) ?? [];
      const fromProduct = one.from.startsWith('src-main/');
      return folder !== undefined && fromProduct && !one.from.startsWith(`${folder}/`) && file !== 'index.ts';
    });
    assert.deepEqual(refused.map(where), []);
  });

  it('imports the server from nowhere in the product', () => {
    const refused = imports.filter(
      (one) =>
        /^src-(main|renderer)\//.test(one.from) &&
        !one.from.startsWith('src-main/server/') &&
        one.target.startsWith('src-main/server/'),
    );
    assert.deepEqual(refused.map(where), []);
  });

  it('names every imported file as it is on the disk', () => {
    const missing = imports.filter((one) => one.isOurs && !existsSync(one.target));
    assert.deepEqual([...missing, ...includes.filter((one) => one.target.startsWith('missing:'))].map(where), []);
  });
});

describe('cycles', () => {
  it('has no ring of modules that need each other to run', () => {
    const files = [
      ...typeScriptFiles().map((file) => ({ file, edges: importsOf(file) })),
      ...nativeFiles().map((file) => ({ file, edges: includesOf(file) })),
    ];
    const graph = new Map(
      files.map(({ file, edges }) => [
        file.path,
        edges.filter((one) => one.isOurs && !one.isTypeOnly && one.target !== file.path).map((one) => one.target),
      ]),
    );
    assert.deepEqual(ringIn(graph), []);
  });

  it('has no two folders of the product that import each other', () => {
    const folderOf = (path: string): string =>
      path
        .split('/')
        .slice(0, path.startsWith('src-main/services/') ? 3 : 2)
        .join('/');
    const graph = new Map<string, string[]>();
    for (const one of typeScriptFiles()
      .filter(({ path }) => path.startsWith('src-'))
      .flatMap(importsOf)) {
      const [from, target] = [folderOf(one.from), folderOf(one.target)];
      if (one.isOurs && from !== target) graph.set(from, [...(graph.get(from) ?? []), target]);
    }
    assert.deepEqual(ringIn(graph), []);
  });
});

/** The first ring that a walk in depth meets; empty when there is none. */
function ringIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const finished = new Set<string>();
  const walk = (node: string, path: readonly string[]): readonly string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (finished.has(node)) return [];
    for (const next of graph.get(node) ?? []) {
      const ring = walk(next, [...path, node]);
      if (ring.length > 0) return ring;
    }
    finished.add(node);
    return [];
  };
  for (const node of graph.keys()) {
    const ring = walk(node, []);
    if (ring.length > 0) return ring;
  }
  return [];
}
