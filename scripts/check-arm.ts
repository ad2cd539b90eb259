/**
 * `npm run check:arm`: compiles the signal processing for 64-bit ARM, where its vectors become NEON, and runs its tests
 * there under emulation. Takes minutes and is not part of `npm test`. Wants Debian's g++-aarch64-linux-gnu and
 * qemu-user-static; says so when they are missing.
 *
 *   npm run check:arm -- -tc="*echo*"       words go to the test program
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const compiler = 'aarch64-linux-gnu-g++';
const emulator = 'qemu-aarch64-static';
const folder = 'build/arm';
const flags = [
  '-std=c++20',
  '-O2',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wno-psabi',
  '-ffp-contract=off',
  '-I.',
  '-Inative',
];
// The header-only test framework of this machine; nothing else of it is looked at.
const framework = ['-idirafter', '/usr/include'];

for (const [tool, packageName] of [
  [compiler, 'g++-aarch64-linux-gnu'],
  [emulator, 'qemu-user-static'],
] as const) {
  if (spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0) continue;
  console.error(`check:arm: ${tool} could not be run; install the Debian package ${packageName}`);
  process.exit(1);
}

const listed = (words: readonly string[]): readonly string[] =>
  execFileSync(process.execPath, ['scripts/native-sources.mjs', ...words], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
const sources = [...listed(['native/dsp']), ...listed(['--tests', 'test/native/dsp*'])];
const objectOf = (source: string): string => join(folder, `${source.replaceAll('/', '_')}.o`);

function compile(source: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(compiler, [...flags, ...framework, '-c', source, '-o', objectOf(source)], { stdio: 'inherit' });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

mkdirSync(folder, { recursive: true });
const waiting = [...sources];
let failed = false;
async function work(): Promise<void> {
  for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
    if (!(await compile(source))) failed = true;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failed) process.exit(1);

const program = join(folder, 'dsp_test');
const link = spawnSync(compiler, ['-static', '-o', program, ...sources.map(objectOf), '-ldl'], { stdio: 'inherit' });
if (link.status !== 0) process.exit(1);
const ran = spawnSync(emulator, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = ran.status ?? 1;
