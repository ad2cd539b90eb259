// Lists the C++ sources of a binding.gyp target, so that nobody edits lists by hand.
//
//   node scripts/native-sources.mjs [--type=TYPE] [--tests | --peers | --kernels] PLACE...
//
// A PLACE is a folder (all .cpp below it) or a path that ends in `*` (all .cpp whose path starts so). With --type the answer
// is TYPE when there is a source and `none` when there is not: a target whose folder is still empty then builds nothing. With
// --tests the main of doctest is added unless a source brings its own, and --type answers `none` where doctest is not installed.
// --peers is for programs that compare us with other libraries: `none` where those are not installed. --kernels lists only the
// files `*_kernel.cpp`, which are compiled once for each instruction set; on another processor than x86-64 it answers `none`.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const doctestMain = 'test/native/doctest_main.cpp';
const doctestHeader = '/usr/include/doctest/doctest.h';
const peerHeaders = ['spandsp/dtmf.h', 'speex/speex_echo.h', 'gsm.h', 'lame/lame.h'].map(
  (name) => `/usr/include/${name}`,
);

/** All .cpp files below a folder, as paths with forward slashes, sorted. */
function below(folder) {
  if (!existsSync(folder)) return [];
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...below(path));
    else if (entry.name.endsWith('.cpp')) found.push(path);
  }
  return found.sort();
}

function sourcesOf(place) {
  if (!place.endsWith('*')) return below(place);
  const start = place.slice(0, -1);
  return below(dirname(join(start, 'x')) === '.' ? '.' : dirname(start)).filter((path) => path.startsWith(start));
}

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const places = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const type = options.find((word) => word.startsWith('--type='));
const tests = options.includes('--tests');
const kernels = options.includes('--kernels');
const sources = [...new Set(places.flatMap(sourcesOf))].filter(
  (path) => path !== doctestMain && (!kernels || path.endsWith('_kernel.cpp')),
);

/** Whether this machine has what the sources need. */
function isBuildable() {
  if (tests) return existsSync(doctestHeader);
  if (options.includes('--peers')) return peerHeaders.every((path) => existsSync(path));
  return !kernels || process.arch === 'x64';
}

if (type !== undefined) {
  console.log(sources.length > 0 && isBuildable() ? type.slice('--type='.length) : 'none');
} else {
  const ownMain = sources.some((path) => readFileSync(path, 'utf8').includes('DOCTEST_CONFIG_IMPLEMENT'));
  if (tests && sources.length > 0 && !ownMain) sources.push(doctestMain);
  for (const path of sources) console.log(path);
}
