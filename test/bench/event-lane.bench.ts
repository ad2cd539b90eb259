import { fileURLToPath } from 'node:url';
import { attachSimulator } from '../../board-sim/control/attached-simulator.ts';
import { RealClock } from '../../src-main/foundation/clock.ts';
import { NativeBoardDriver } from '../../src-main/driver/native-board-driver.ts';

/**
 * The event lane on the wall clock: from the instant that the simulator raises a line event to the JS handler,
 * at 10 000 events a second and flooded ten times beyond that, through a ring that is too small for it.
 */
const LIBRARY = fileURLToPath(new URL('../../build/Release/board_sim.so', import.meta.url));
const PER_SECOND = 10_000;
const SECONDS = 5;
const clock = new RealClock();

interface Run {
  readonly latenciesUs: readonly number[];
  readonly events: number;
  readonly resyncs: number;
  readonly gaps: number;
  readonly recovered: boolean;
  readonly stats: ReturnType<NativeBoardDriver['stats']>;
}

async function run(perSecond: number, count: number, ringCapacity: number): Promise<Run> {
  const name = `bench-${perSecond}-${ringCapacity}`;
  const driver = new NativeBoardDriver({
    libraryPath: LIBRARY,
    clock: 'real',
    probe: false,
    ringCapacity,
    config: { name, trunks: 8, extensions: 8, seed: 1, clock: 'real' },
  });
  const latenciesUs: number[] = [];
  let resyncs = 0;
  let gaps = 0;
  let lastSeq = 0;
  let answeredCall = false;
  driver.onEvent((event) => {
    if (event.seq !== lastSeq + 1) gaps += 1;
    lastSeq = event.seq;
    if (event.kind === 'VoiceChanged') latenciesUs.push(driver.nowUs() - event.timeUs);
    if (event.kind === 'CallOffered') answeredCall = true;
  });
  driver.onResync((snapshot) => {
    resyncs += 1;
    lastSeq = snapshot.seq;
  });
  const started = await driver.start();
  if (!started.ok) throw new Error(started.error.now);
  const simulator = attachSimulator({ libraryPath: LIBRARY, name });
  if (!simulator.ok) throw new Error(simulator.error.now);
  await pass(300);
  simulator.value.act({ do: 'flood', count, perSecond });
  await pass((count / perSecond) * 1_000 + 1_000);
  simulator.value.act({
    do: 'ring',
    trunkNo: 1,
    number: '13900001234',
    name: '',
    callerId: 'fsk',
    giveUpAfterMs: 0,
  });
  await pass(3_500);
  const recovered = answeredCall && driver.snapshot().channels[0]?.state === 'offered' && gaps === 0;
  const stats = driver.stats();
  simulator.value.detach();
  await driver.stop();
  return { latenciesUs, events: latenciesUs.length, resyncs, gaps, recovered, stats };
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(ms, resolve));
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
  readonly better?: 'lower' | 'higher';
  readonly ok: boolean;
  readonly details: object;
}

function report(figure: Figure): void {
  console.log(JSON.stringify(figure));
}

const steady = await run(PER_SECOND, PER_SECOND * SECONDS, 8_192);
const p50Ms = percentile(steady.latenciesUs, 0.5) / 1_000;
const p99Ms = percentile(steady.latenciesUs, 0.99) / 1_000;
const facts = { perSecond: PER_SECOND, seconds: SECONDS, events: steady.events, stats: steady.stats };
report({ name: 'event lane p50', value: p50Ms, unit: 'ms', goal: 1, ok: p50Ms <= 1, details: facts });
report({ name: 'event lane p99', value: p99Ms, unit: 'ms', goal: 1, ok: p99Ms <= 1, details: facts });
// Of that, what lies between the arrival at the engine and the lane: without the simulator's frame and its delivery.
const insideMs = (steady.stats?.signallingP99Us ?? 0) / 1_000;
report({
  name: 'event lane p99, inside the engine',
  value: insideMs,
  unit: 'ms',
  goal: 1,
  ok: insideMs <= 1,
  details: {},
});
const lost = PER_SECOND * SECONDS - steady.events;
report({
  name: 'event lane lost',
  value: lost,
  unit: 'events',
  goal: 0,
  ok: lost === 0 && steady.resyncs === 0,
  details: { resyncs: steady.resyncs },
});

const flood = await run(PER_SECOND * 10, PER_SECOND * 10 * 2, 256);
const { latenciesUs: _latencies, ...floodFacts } = flood;
report({
  name: 'event lane flooded, resyncs',
  value: flood.resyncs,
  unit: 'resyncs',
  goal: 1,
  better: 'higher',
  ok: flood.resyncs >= 1 && flood.recovered,
  details: { perSecond: PER_SECOND * 10, ringCapacity: 256, ...floodFacts },
});
