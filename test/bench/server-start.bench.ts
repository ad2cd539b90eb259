import { readFile } from 'node:fs/promises';
import { startServer } from '../support/started-server.ts';

/** Process start to the ready line on an existing database, and the resident memory of the ready process. */
const RUNS = 5;
const GOAL_MS = 1500;
const GOAL_MB = 200;

const first = await startServer();
await first.stop();
const readyMs: number[] = [];
const residentMb: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const server = await startServer([], first.dataDir);
  readyMs.push(server.readyMs);
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  residentMb.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
  await server.stop();
}
await first.removeData();
tell('server start to ready, existing database', readyMs, 'ms', GOAL_MS);
tell('resident memory of the ready server', residentMb, 'MB', GOAL_MB);

function tell(name: string, values: readonly number[], unit: string, goal: number): void {
  const value = Math.round(values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN);
  console.log(
    JSON.stringify({ name, value, unit, goal, better: 'lower', ok: value <= goal, runs: values.map(Math.round) }),
  );
}
