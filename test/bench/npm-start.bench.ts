import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm start` to the ready line: when nothing is to be built, and with --cold on a fresh clone. */
const ROOT = join(import.meta.dirname, '../..');
const RUNS = 3;
const WARM_GOAL_S = 5;
const COLD_GOAL_S = 300;

const folder = await mkdtemp(join(tmpdir(), 'trunkline-npm-start-'));
await npmStart(ROOT); // makes what an edit since the last build has left to do
const warm: number[] = [];
for (let run = 0; run < RUNS; run += 1) warm.push(await npmStart(ROOT));
tell('npm start to ready, warm', warm, WARM_GOAL_S);
if (process.argv.includes('--cold')) {
  const clone = join(folder, 'clone');
  spawnSync('git', ['clone', '--quiet', ROOT, clone], { stdio: 'inherit' });
  tell('npm start to ready, bare clone', [await npmStart(clone)], COLD_GOAL_S);
}
await rm(folder, { recursive: true, force: true });

/** Seconds to the ready line; the server is ended and waited for. */
async function npmStart(checkout: string): Promise<number> {
  const began = performance.now();
  const words = ['start', '--', '--headless', '--port', '0', '--data-dir', await mkdtemp(join(folder, 'data-'))];
  const npm = spawn('npm', words, { cwd: checkout, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const ended = new Promise((resolve) => npm.once('exit', resolve));
  const seconds = await new Promise<number>((resolve, reject) => {
    let output = '';
    npm.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      if (/ready|就绪/.test(output) && /http:\/\//.test(output)) resolve((performance.now() - began) / 1000);
    });
    npm.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it was ready:\n${output}`)));
  });
  if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGTERM');
  await ended;
  return seconds;
}

function tell(name: string, values: readonly number[], goal: number): void {
  const median = values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
  const value = Math.round(median * 10) / 10;
  console.log(JSON.stringify({ name, value, unit: 's', goal, better: 'lower', ok: value <= goal }));
}
