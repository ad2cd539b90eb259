// Lists the C++ sources of a binding.gyp target, so that nobody edits lists by hand.
//
//   node scripts/native-sources.mjs [--type=TYPE] [--tests] PLACE...
//
// A PLACE is a folder (all .cpp below it) or a path that ends in `*` (all .cpp whose path starts so). With --type the answer
// is TYPE when there is a source and `none` when there is not: a target whose folder is still empty then builds nothing. With
// --tests the main of doctest is added unless a source brings its own, and --type answers `none` where doctest is not installed.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const doctestMain = 'test/native/doctest_main.cpp';
const doctestHeader = '/usr/include/doctest/doctest.h';

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
const sources = [...new Set(places.flatMap(sourcesOf))].filter((path) => path !== doctestMain);

if (type !== undefined) {
  const buildable = sources.length > 0 && (!tests || existsSync(doctestHeader));
  console.log(buildable ? type.slice('--type='.length) : 'none');
} else {
  const ownMain = sources.some((path) => readFileSync(path, 'utf8').includes('DOCTEST_CONFIG_IMPLEMENT'));
  if (tests && sources.length > 0 && !ownMain) sources.push(doctestMain);
  for (const path of sources) console.log(path);
}
