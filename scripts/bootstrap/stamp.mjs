// A stamp remembers for which sources a step was done last, and which files it made. Node 18 syntax, built-ins only.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** SHA-256 over names and contents of the files at `places` (files, or folders with all below) that `wanted` accepts. */
export function hashOf(places, wanted = () => true, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const place of places) {
    for (const path of filesAt(place)) {
      if (!wanted(path)) continue;
      hash.update(`\0${path}\0`).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

function filesAt(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesAt(`${place}/${name}`));
}

/** True when the stamp was written for this hash and every file that it names still exists. */
export function isFresh(stampPath, hash) {
  if (!existsSync(stampPath)) return false;
  const [stampedHash, ...results] = readFileSync(stampPath, 'utf8').split('\n').filter(Boolean);
  return stampedHash === hash && results.every((path) => existsSync(path));
}

/** Remembers that the step was done for this hash; of the possible results those that exist are watched from now on. */
export function writeStamp(stampPath, hash, possibleResults) {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, [hash, ...possibleResults.filter((path) => existsSync(path))].join('\n') + '\n');
}

/** Before a step begins, so that a step that is cut off is done again. */
export function dropStamp(stampPath) {
  rmSync(stampPath, { force: true });
}
