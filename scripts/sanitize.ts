/**
 * `npm run sanitize`: the C++ test programs once more, under the compiler's sanitizers: address and undefined behaviour
 * together, then threads. Takes minutes and is not part of `npm test`. Non-zero when a program failed or a report was printed.
 *
 *   npm run sanitize                        everything
 *   npm run sanitize -- address dsp         one kind, one program
 *
 * Kernels are compiled for every instruction set here too, so that what a newer processor runs is looked at as well.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';

interface Program {
  readonly name: string;
  readonly product: readonly string[];
  readonly tests: readonly string[];
}

const kinds: Readonly<Record<string, string>> = { address: 'address,undefined', thread: 'thread' };
const programs: readonly Program[] = [
  { name: 'dsp', product: ['native/dsp'], tests: ['test/native/dsp*'] },
  { name: 'line', product: ['native/line'], tests: ['test/native/line*'] },
  { name: 'softmedia', product: ['native/dsp', 'native/rt', 'native/softmedia'], tests: ['test/native/softmedia*'] },
  {
    name: 'engine',
    product: ['native/dsp', 'native/rt', 'native/softmedia', 'native/line', 'native/engine'],
    tests: ['test/native/engine*', 'test/native/rt*'],
  },
  {
    name: 'board-sim',
    product: ['board-sim/board', 'board-sim/exchange', 'board-sim/phone', 'board-sim/signal', 'board-sim/sdk'],
    tests: ['test/native/sim'],
  },
];
const simulatedBoard = 'build/Release/board_sim.so';
const flags = [
  '-std=c++20',
  '-O1',
  '-g',
  '-fno-omit-frame-pointer',
  '-ffp-contract=off',
  '-pthread',
  '-fPIC',
  '-Wno-psabi',
];
const places = ['-I.', '-Inative', '-Inative/abi', '-Iboard-sim'];
const levels = process.arch === 'x64' ? ['v2', 'v3', 'v4'] : [];

interface Unit {
  readonly source: string;
  readonly object: string;
  readonly extra: readonly string[];
}

const sourcesOf = (words: readonly string[]): readonly string[] =>
  execFileSync(process.execPath, ['scripts/native-sources.mjs', ...words], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

function unitsOf(program: Program, folder: string): readonly Unit[] {
  const sources = [...sourcesOf(program.product), ...sourcesOf(['--tests', ...program.tests])];
  const plain = sources.map((source) => ({ source, object: join(folder, `${source}.o`), extra: [] }));
  const kernels = sources.filter((source) => source.endsWith('_kernel.cpp'));
  const levelled = levels.flatMap((level) =>
    kernels.map((source) => ({
      source,
      object: join(folder, `${source}.${level}.o`),
      extra: [`-DTRUNKLINE_ISA=${level}`, `-march=x86-64-${level}`],
    })),
  );
  return [...plain, ...levelled];
}

/** Newer than its own source and all that it included; headers are asked of the compiler's dependency file. */
function isFresh({ object }: Unit): boolean {
  const when = statSync(object, { throwIfNoEntry: false })?.mtimeMs;
  if (when === undefined) return false;
  const text = spawnSync('cat', [`${object}.d`], { encoding: 'utf8' }).stdout;
  const names = text.replaceAll('\\\n', ' ').split(/\s+/).slice(1).filter(Boolean);
  return names.every((name) => (statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < when);
}

function compile(unit: Unit, sanitizer: string): Promise<boolean> {
  mkdirSync(dirname(unit.object), { recursive: true });
  const words = ['-c', unit.source, '-o', unit.object, '-MMD', '-MF', `${unit.object}.d`, `-fsanitize=${sanitizer}`];
  return new Promise((resolve) => {
    const child = spawn('g++', [...words, ...flags, ...places, ...unit.extra], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

async function build(program: Program, kind: string, sanitizer: string): Promise<string | undefined> {
  const folder = join('build/sanitize', kind);
  const units = unitsOf(program, folder);
  const waiting = units.filter((unit) => !isFresh(unit));
  let failed = false;
  const work = async (): Promise<void> => {
    for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
      if (!(await compile(unit, sanitizer))) failed = true;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  if (failed) return undefined;
  const path = join(folder, `${program.name}_test`);
  // Programs look for the simulated board beside themselves.
  if (existsSync(simulatedBoard)) copyFileSync(simulatedBoard, join(folder, 'board_sim.so'));
  const objects = units.map((unit) => unit.object);
  const linked = spawnSync('g++', [`-fsanitize=${sanitizer}`, '-pthread', '-o', path, ...objects, '-ldl'], {
    stdio: 'inherit',
  });
  return linked.status === 0 ? path : undefined;
}

const words = process.argv.slice(2);
const wantedKinds = Object.entries(kinds).filter(
  ([kind]) => !Object.keys(kinds).some((k) => words.includes(k)) || words.includes(kind),
);
const named = programs.filter(({ name }) => words.includes(name));
const results: { readonly what: string; readonly isClean: boolean }[] = [];
for (const [kind, sanitizer] of wantedKinds) {
  for (const program of named.length > 0 ? named : programs) {
    const path = await build(program, kind, sanitizer);
    const options = {
      ASAN_OPTIONS: 'detect_leaks=1',
      UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
      TSAN_OPTIONS: 'halt_on_error=1',
    };
    const ran =
      path === undefined
        ? undefined
        : spawnSync(path, ['--minimal'], { stdio: 'inherit', env: { ...process.env, ...options } });
    const isClean = ran?.status === 0;
    results.push({ what: `${kind} ${program.name}`, isClean });
    console.log(`${isClean ? 'clean ' : 'FAILED'} ${kind} ${program.name}`);
  }
}
console.log(`${results.filter(({ isClean }) => isClean).length} of ${results.length} clean`);
process.exitCode = results.length > 0 && results.every(({ isClean }) => isClean) ? 0 : 1;
