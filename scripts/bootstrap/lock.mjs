// One bootstrap at a time in one clone. Node 18 syntax, built-ins only.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const waitLimitMs = 15 * 60 * 1000;
const pollMs = 200;

/** Takes the lock, waiting for another bootstrap that lives; the lock of one that died is taken over. Returns the release. */
export function takeLock(path, say) {
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + waitLimitMs;
  let told = false;
  while (!tryTake(path)) {
    const holder = holderOf(path);
    if (holder !== undefined && !isAlive(holder)) {
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > deadline) throw new Error(`another bootstrap (process ${holder}) held ${path} for 15 minutes`);
    if (!told) say(`waiting for another bootstrap (process ${holder}) to finish`);
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
  }
  const release = () => rmSync(path, { force: true });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      release();
      process.exit(130);
    });
  }
  return release;
}

function tryTake(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined in the instant between another's making the file and writing into it. */
function holderOf(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
