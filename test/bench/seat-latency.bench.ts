import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { runningServer } from '../../src-main/server/cli/running-server.ts';
import { RealClock } from '../../src-main/foundation/clock.ts';
import { serve } from '../../src-main/server/serve.ts';
import { plainSettings } from '../../src-main/server/settings.ts';
import type { Arrival } from './seat-crowd.ts';

/**
 * From the engine's stamp of a line event to the frame at a seat, with 50 seats that watch the board: eight phones are
 * lifted and put down. Both ends read the machine's monotonic clock.
 */
const SEATS = 50;
const PHONES = 8;
const ROUNDS = 80;
const GOAL_MS = 20;

const clock = new RealClock();
const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(ms, resolve));
const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-latency-'));
const serving = await serve(plainSettings(dataDir, { port: 0, requestsPerMinute: 100_000 }));
if (!serving.ok) throw new Error(serving.error.now);
const { house, address } = serving.value;
const rights = runningServer(address, house.storage.database, clock);
const tokens = await Promise.all(Array.from({ length: SEATS }, (_, seat) => rights.tokenFor(`watch${seat}`, 'admin')));
const crowd = new Worker(new URL('seat-crowd.ts', import.meta.url), { workerData: { address, tokens } });
await answerOf(crowd);

/** Stamps by channel and state, in order: microseconds of the engine's clock. */
const stamps = new Map<string, number[]>();
house.mediator.onChannelEvent((event) => {
  if (event.kind !== 'StateChanged' || event.state === event.previous) return;
  const key = `${event.channel} ${event.state}`;
  stamps.set(key, [...(stamps.get(key) ?? []), event.timeUs]);
});
for (let round = 0; round < ROUNDS; round += 1) {
  for (let phoneNo = 1; phoneNo <= PHONES; phoneNo += 1) {
    house.bench?.act(round % 2 === 0 ? { do: 'lift', phoneNo } : { do: 'hangUp', phoneNo });
    await pause(3);
  }
  await pause(20);
}
await pause(500);
crowd.postMessage('report');
const latenciesMs = matched(await answerOf(crowd)).toSorted((left, right) => left - right);
await crowd.terminate();
await rights.close();
await serving.value.stop();
await rm(dataDir, { recursive: true, force: true });
if (latenciesMs.length < SEATS * PHONES * ROUNDS * 0.9) throw new Error(`only ${latenciesMs.length} frames arrived`);
for (const [name, share, goal] of [
  ['p50', 0.5, undefined],
  ['p99', 0.99, GOAL_MS],
] as const) {
  const value = Math.round((latenciesMs[Math.floor(latenciesMs.length * share)] ?? Number.NaN) * 100) / 100;
  const figure = { name: `line event to seat, ${SEATS} seats, ${name}`, value, unit: 'ms', goal, better: 'lower' };
  console.log(JSON.stringify({ ...figure, frames: latenciesMs.length, ok: goal === undefined || value <= goal }));
}

/** The nth arrival of a state at a seat belongs to its nth stamp. */
function matched(arrivals: readonly Arrival[]): readonly number[] {
  const seen = new Map<string, number>();
  return arrivals.flatMap(([seat, channel, state, atUs]) => {
    const key = `${channel} ${state}`;
    const nth = seen.get(`${seat} ${key}`) ?? 0;
    seen.set(`${seat} ${key}`, nth + 1);
    const stampUs = stamps.get(key)?.[nth];
    return stampUs === undefined ? [] : [(atUs - stampUs) / 1000];
  });
}

function answerOf(worker: Worker): Promise<readonly Arrival[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
