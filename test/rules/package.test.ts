import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { importsOf } from './support/imports.ts';
import { filesMatching, typeScriptFiles } from './support/source-files.ts';

const versions = z.record(z.string(), z.string()).default({});
const packageSchema = z.object({
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
});
const packageJson = packageSchema.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const pinned = { ...packageJson.dependencies, ...packageJson.devDependencies, ...packageJson.optionalDependencies };

describe('package.json', () => {
  it('pins every package to one exact version', () => {
    const loose = Object.entries(pinned).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    assert.deepEqual(loose, []);
  });

  it('agrees with the lockfile, which names no registry', () => {
    const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
    const text = readFileSync('package-lock.json', 'utf8');
    const lock = lockSchema.parse(JSON.parse(text)).packages;
    const wrong = Object.entries(pinned).filter(([name, version]) => lock[`node_modules/${name}`]?.version !== version);
    assert.deepEqual(wrong, []);
    assert.doesNotMatch(text, /"resolved": "https?:/);
  });

  it('declares every package that the sources import', () => {
    const imported = new Set(
      typeScriptFiles()
        .flatMap(importsOf)
        .filter((one) => !one.isOurs)
        .map((one) => one.target),
    );
    assert.deepEqual(
      [...imported].filter((name) => name !== 'node:' && pinned[name] === undefined),
      [],
    );
  });

  it('declares as a dependency what the server needs to run', () => {
    const server = filesMatching('src-main/{contract,foundation,driver,mediator,storage,services,api}/**/*.ts');
    const needed = server.flatMap(importsOf).filter((one) => !one.isOurs && !one.isTypeOnly && one.target !== 'node:');
    const missing = needed.filter((one) => packageJson.dependencies[one.target] === undefined);
    assert.deepEqual(
      missing.map((one) => `${one.from} imports ${one.target}`),
      [],
    );
  });

  it('runs scripts that exist', () => {
    const files = Object.values(packageJson.scripts).flatMap(
      (script) => script.match(/\b[\w-]+\/[\w./-]+\.(mjs|ts)\b/g) ?? [],
    );
    // What lies in build/ is made by the script that stands before it.
    assert.deepEqual(
      files.filter((path) => !path.startsWith('build/') && !existsSync(path)),
      [],
    );
  });
});

describe('the documents', () => {
  const documents = filesMatching('*.md', 'docs/**/*.md', '{native,src-main,src-renderer,board-sim,test}/**/*.md');

  it('names only npm scripts that exist', () => {
    const named = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script = '']) => ({ path, script })),
    );
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter(({ script }) => packageJson.scripts[script] === undefined),
      [],
    );
  });

  it('names only files that exist', () => {
    const roots = 'native|src-main|src-renderer|board-sim|test|scripts|docs';
    const pattern = new RegExp(
      `\\b((?:${roots})/[\\w./-]+\\.(?:ts|tsx|mjs|cts|hpp|cpp|h|md|png|wav|json|gyp))\\b`,
      'g',
    );
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(pattern)].filter(([name]) => !existsSync(name)).map(([name]) => `${path} names ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('says nothing about the machine that it was written on', () => {
    const everything = [
      ...documents,
      ...typeScriptFiles(),
      ...filesMatching('{native,board-sim}/**/*.{h,hpp,cpp}', 'package.json', 'binding.gyp'),
    ];
    const own = 'test/rules/package.test.ts';
    const machine = /(^|[\s'"`(])\/(work|root|home\/\w+)\/|\.\.\/shared\//;
    assert.deepEqual(
      everything.filter(({ path, text }) => path !== own && machine.test(text)).map(({ path }) => path),
      [],
    );
  });
});
