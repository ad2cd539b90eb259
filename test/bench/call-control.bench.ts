import { SteppedClock } from '../../src-main/foundation/clock.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import { callIdSchema, stationDevice, trunkDevice, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import { Mediator } from '../../src-main/mediator/mediator.ts';
import { InstantBoard } from '../support/instant-board.ts';

/**
 * Call control whole: mediator, operations, reducer and talk paths over a board that does everything at once, so that
 * no line's own time is in the figure. Each call is answered, given to a station, held and retrieved, consulted upon,
 * turned into a conference and hung up. First many calls one after the other in batches, for the events a second and the
 * heap; then 500 calls at once with 50 stations, for the time from a command to its completion.
 */
const STATIONS = 50;
const BATCH = 25;
const CALLS_A_RUN = 5_000;
const RUNS = 5;
/** Long enough for every guard of what was released to run out. */
const BETWEEN_BATCHES_MS = 20_000;
const CALLS_AT_ONCE = 500;
const EVENTS_GOAL = { goal: 200_000, better: 'higher' } as const;
const HEAP_GOAL = { goal: 5, better: 'lower' } as const;
const TAKEN_GOAL = { goal: 30, better: 'lower' } as const;

type Outcome = Promise<Result<unknown, Fault>>;

function openHouse() {
  const clock = new SteppedClock(1_800_000_000_000);
  const board = new InstantBoard({ trunks: CALLS_AT_ONCE, stations: STATIONS });
  let calls = 0;
  let events = 0;
  const mediator = new Mediator({
    driver: board,
    clock,
    journal: { append: (event) => ({ ...event, eventNo: ++events }) },
    random: () => 0,
    ids: { callId: () => callIdSchema.parse(`call_${++calls}`) },
    stations: { first: 801 },
    log: () => undefined,
    onDefect: (error) => {
      throw error;
    },
  });
  return { mediator, board, clock, count: () => events };
}

type House = ReturnType<typeof openHouse>;

async function settled({ board }: House, asked: readonly Outcome[]): Promise<void> {
  board.pump();
  for (const each of await Promise.all(asked)) if (!each.ok) throw new Error(`${each.error.code}: ${each.error.now}`);
  board.pump();
}

/** The call on each of these trunks. */
function callsOn({ mediator }: House, trunks: readonly DeviceId[]): readonly CallId[] {
  return trunks.map((trunk) => {
    const callId = mediator.devices.device(trunk)?.callId;
    if (callId === undefined) throw new Error(`no call on ${trunk}`);
    return callId;
  });
}

const trunks = Array.from({ length: BATCH }, (_, at) => trunkDevice(at + 1));
const stations = Array.from({ length: BATCH }, (_, at) => stationDevice(String(801 + at)));
const colleagues = Array.from({ length: BATCH }, (_, at) => stationDevice(String(801 + BATCH + at)));

/** A batch of calls, side by side, from the ring to the last hang-up. */
async function liveThrough(house: House): Promise<void> {
  const { mediator, board, clock } = house;
  for (const trunk of trunks) board.ring(trunk);
  board.pump();
  const callIds = callsOn(house, trunks);
  const each = (ask: (callId: CallId, at: number) => Outcome): Promise<void> => settled(house, callIds.map(ask));
  const at = (devices: readonly DeviceId[], index: number): DeviceId => devices[index] ?? trunkDevice(1);
  await each((callId, index) => mediator.answerCall(callId, at(trunks, index)));
  await each((callId, index) => mediator.singleStepTransfer({ callId, toId: at(stations, index) }));
  await each((callId, index) => mediator.holdCall(callId, at(stations, index)));
  await each((callId, index) => mediator.retrieveCall(callId, at(stations, index)));
  await each((heldCallId, index) =>
    mediator.consultationCall({ heldCallId, stationId: at(stations, index), number: String(801 + BATCH + index) }),
  );
  const merges = callIds.map((heldCallId, index) => {
    const stationId = at(stations, index);
    return { heldCallId, stationId, activeCallId: mediator.devices.device(stationId)?.callId ?? heldCallId };
  });
  // As many as the board has conferences; the others complete a transfer.
  await settled(
    house,
    merges.map((merge, index) => (index < 12 ? mediator.conferenceCall(merge) : mediator.transferCall(merge))),
  );
  for (const trunk of trunks) board.hangUp(trunk);
  board.pump();
  for (const station of [...stations, ...colleagues]) board.hangUp(station);
  board.pump();
  clock.advance(BETWEEN_BATCHES_MS);
  if (mediator.calls.size > 0) throw new Error(`${mediator.calls.size} calls are left`);
}

interface Rates {
  /** By the wall: what a machine with nothing else to do can give. */
  readonly aSecond: number;
  /** By the processor's time of the whole process, its garbage collector with it; other processes do not count. */
  readonly aCpuSecond: number;
}

async function eventRates(house: House): Promise<Rates> {
  const before = house.count();
  const began = performance.now();
  const beganCpu = process.cpuUsage();
  for (let calls = 0; calls < CALLS_A_RUN; calls += BATCH) await liveThrough(house);
  const { user, system } = process.cpuUsage(beganCpu);
  const events = house.count() - before;
  return { aSecond: (events * 1e3) / (performance.now() - began), aCpuSecond: (events * 1e6) / (user + system) };
}

const house = openHouse();
const started = await house.mediator.start();
if (!started.ok) throw new Error(started.error.now);
await eventRates(house);
const heapMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
};
const heapBefore = heapMb();
const rates: Rates[] = [];
for (let run = 0; run < RUNS; run += 1) rates.push(await eventRates(house));
const grown = heapMb() - heapBefore;
tell('call control, events of whole calls', median(rates.map((each) => each.aSecond)), '1/s', EVENTS_GOAL);
const aCpuSecond = median(rates.map((each) => each.aCpuSecond));
tell('call control, events of whole calls, by processor time', aCpuSecond, '1/s', EVENTS_GOAL);
tell(`heap after ${RUNS * CALLS_A_RUN} calls more`, Math.max(0, Math.round(grown * 10) / 10), 'MB', HEAP_GOAL);
await latencies();

/** 500 callers in the house, 50 of them talking: what a command takes until it is done. */
async function latencies(): Promise<void> {
  const all = Array.from({ length: CALLS_AT_ONCE }, (_, at) => trunkDevice(at + 1));
  for (const trunk of all) house.board.ring(trunk);
  house.board.pump();
  const callIds = callsOn(house, all);
  await settled(
    house,
    callIds.map((callId, at) => house.mediator.answerCall(callId, all[at] ?? trunkDevice(1))),
  );
  const seated = callIds.slice(0, STATIONS);
  const stationOf = (at: number): DeviceId => stationDevice(String(801 + at));
  await settled(
    house,
    seated.map((callId, at) => house.mediator.singleStepTransfer({ callId, toId: stationOf(at) })),
  );
  const takenMs: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    for (const [at, callId] of seated.entries()) {
      const began = performance.now();
      const asked =
        round % 2 === 0
          ? house.mediator.holdCall(callId, stationOf(at))
          : house.mediator.retrieveCall(callId, stationOf(at));
      await settled(house, [asked]);
      takenMs.push(performance.now() - began);
    }
  }
  const p99 = takenMs.toSorted((one, other) => one - other)[Math.floor(takenMs.length * 0.99)] ?? Number.NaN;
  tell('command to completed, 500 calls, 50 seats, p99', Math.round(p99 * 1000) / 1000, 'ms', TAKEN_GOAL);
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0);
}

interface Goal {
  readonly goal: number;
  readonly better: 'higher' | 'lower';
}

function tell(name: string, value: number, unit: string, { goal, better }: Goal): void {
  const ok = better === 'higher' ? value >= goal : value <= goal;
  console.log(JSON.stringify({ name, value, unit, goal, better, ok }));
}
