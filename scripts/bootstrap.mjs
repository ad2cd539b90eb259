// Makes `npm start` and `npm test` enough on a bare clone. It runs before the pinned Node is there, on whatever Node started
// npm: built-ins only, Node 18 syntax. Each step compares a hash with its stamp and is skipped when nothing changed.
//
//   node scripts/bootstrap.mjs --goal=start|test|compare
//
//   Debian packages ─▶ npm ci ─▶ node-gyp (native) ─▶ vite (seat client)
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages, packagesOfGoal } from './bootstrap/debian-packages.mjs';
import { takeLock } from './bootstrap/lock.mjs';
import { dropStamp, hashOf, isFresh, writeStamp } from './bootstrap/stamp.mjs';

const stamps = {
  packages: 'node_modules/.trunkline-stamp', // goes when node_modules goes
  product: 'build/stamps/native-product',
  tests: 'build/stamps/native-tests',
  compare: 'build/stamps/native-compare',
  seat: 'build/stamps/seat',
  shell: 'build/stamps/shell',
};
const product = {
  trunkline_engine: 'trunkline_engine.node',
  board_sim: 'board_sim.so',
  board_sim_control: 'board_sim_control.node',
  board_probe: 'board_probe',
  trunkline_dsp: 'trunkline_dsp',
};
const testPrograms = [
  'abi_contract_test',
  'board_sim_test',
  'dsp_test',
  'softmedia_test',
  'line_test',
  'engine_test',
  'line_tables',
];
const testTargets = [...testPrograms, 'null_board'];

const say = (text) => console.log(`bootstrap: ${text}`);

class StepFailed extends Error {}

/** Runs a program to its end with its output passed on; fails the bootstrap with what to do next. */
function run(what, [program, ...words], next, environment = process.env) {
  const startedMs = Date.now();
  say(`${what} ...`);
  const child = spawnSync(program, words, { stdio: 'inherit', env: environment });
  if (child.status !== 0) {
    const reason = child.error?.message ?? `exit code ${child.status ?? child.signal}`;
    throw new StepFailed(`${what} failed (${reason}). ${next}`);
  }
  say(`${what}: done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

function installPackages() {
  const hash = hashOf(['package-lock.json']);
  if (isFresh(stamps.packages, hash)) return;
  dropStamp(stamps.packages);
  const npm = process.env.npm_execpath;
  const [program, words] = npm !== undefined && npm.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  run(
    'npm ci',
    [
      program,
      ...words,
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    'Check the connection to the npm registry and start again.',
  );
  writeStamp(stamps.packages, hash, ['node_modules/.bin']);
}

/** The Node that the product runs on: the pinned one, else (a system without it) the one that runs this script. */
function pinnedNode() {
  for (const name of ['linux-x64', 'linux-arm64', 'win-x64']) {
    const path = resolve(`node_modules/node-${name}/bin/node${name === 'win-x64' ? '.exe' : ''}`);
    if (existsSync(path)) return path;
  }
  return process.execPath;
}

/** What `compare` builds beside the product: the program that links other libraries, so it is not in `test`. */
const comparePrograms = ['dsp_compare'];

function buildNative(goal) {
  const node = pinnedNode();
  const isNative = (path) => /\.(cpp|hpp|h|def|inc|gyp|mjs)$/.test(path);
  const sources = ['binding.gyp', 'scripts/native-sources.mjs', 'native', 'board-sim'];
  const productHash = hashOf(sources, isNative, node);
  const testsHash = hashOf([...sources, 'test/native'], isNative, node);
  const compareHash = hashOf([...sources, 'test/native', 'test/bench/dsp'], isNative, node);
  const [stamp, hash] = {
    start: [stamps.product, productHash],
    test: [stamps.tests, testsHash],
    compare: [stamps.compare, compareHash],
  }[goal];
  if (isFresh(stamp, hash)) return;
  dropStamp(stamp);
  const nodeGyp = 'node_modules/node-gyp/bin/node-gyp.js';
  // npm hands down the user's `nodedir`, which node-gyp would prefer to the option.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_.*nodedir$/i.test(name)),
  );
  const nodeFolder = dirname(dirname(node));
  const next = 'See the first error above; `g++ --version`, `make --version` and `python3 --version` must all answer.';
  const jobs = String(typeof availableParallelism === 'function' ? availableParallelism() : cpus().length);
  run(
    'node-gyp configure',
    [node, nodeGyp, 'configure', '--loglevel=error', `--nodedir=${nodeFolder}`],
    next,
    environment,
  );
  const targets = {
    start: Object.keys(product),
    test: [...Object.keys(product), ...testTargets],
    compare: [...Object.keys(product), ...comparePrograms],
  }[goal];
  run('node-gyp build', [node, nodeGyp, 'build', '--loglevel=error', '--jobs', jobs, ...targets], next, environment);
  const results = Object.values(product).map((file) => `build/Release/${file}`);
  writeStamp(stamps.product, productHash, results);
  if (goal === 'test')
    writeStamp(stamps.tests, testsHash, [...results, ...testPrograms.map((name) => `build/Release/${name}`)]);
  if (goal === 'compare')
    writeStamp(stamps.compare, compareHash, [...results, ...comparePrograms.map((name) => `build/Release/${name}`)]);
}

function buildSeat() {
  const config = 'src-renderer/vite.config.ts';
  if (!existsSync(config)) {
    say(`${config} is not there: no seat client is built`);
    return;
  }
  const hash = hashOf(['src-renderer', 'src-main/contract', 'package-lock.json']);
  if (isFresh(stamps.seat, hash)) return;
  dropStamp(stamps.seat);
  const words = ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'warn'];
  run('vite build', [pinnedNode(), ...words], 'See the first error above.');
  writeStamp(stamps.seat, hash, ['build/seat/index.html']);
}

/** What Electron loads is built only where Electron itself was fetched; elsewhere the seat opens in a browser. */
function buildShell() {
  if (!existsSync('node_modules/electron/dist')) return;
  const places = [
    'src-main/shell',
    'src-main/preload',
    'src-main/contract',
    'src-main/foundation',
    'package-lock.json',
  ];
  const hash = hashOf(places);
  if (isFresh(stamps.shell, hash)) return;
  dropStamp(stamps.shell);
  run('shell build', [pinnedNode(), 'scripts/build-shell.ts'], 'See the first error above.');
  writeStamp(stamps.shell, hash, ['build/shell/main.mjs', 'build/shell/preload.cjs']);
}

function bootstrap(goal) {
  ensurePackages(packagesOfGoal[goal], say);
  installPackages();
  buildNative(goal);
  if (goal === 'compare') return;
  buildSeat();
  buildShell();
}

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const goal = (process.argv.find((word) => word.startsWith('--goal=')) ?? '--goal=start').slice('--goal='.length);
if (packagesOfGoal[goal] === undefined) {
  say(`unknown goal ${goal}; it is start, test or compare`);
  process.exit(2);
}
const release = takeLock('build/bootstrap.lock', say);
try {
  bootstrap(goal);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  say(error.message);
  process.exitCode = 1;
} finally {
  release();
}
