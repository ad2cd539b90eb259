import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchActionSchema } from '../../src-main/contract/bench.ts';
import { openSteppedProduct } from '../../src-main/server/stepped-product.ts';
import { seededRandom } from '../../src-main/server/product-clock.ts';
import { TestLog } from '../support/test-log.ts';
import { DayLane } from './day-lane.ts';
import { DayLedger, TOLERANCE_MS } from './day-ledger.ts';
import { DayTime } from './day-time.ts';
import { FIRST_STATION } from './day-world.ts';

/**
 * A day of the whole product in stepped time: lines ring side by side, callers reach a phone by a rule or by the flow,
 * phones call out, calls are held, given away, consulted upon and brought into conferences, and each call's recording is
 * held against the time for which its line was connected.
 *
 *   node test/bench/stepped-day.bench.ts --calls=200 --seed=1
 */
const TRUNKS = 16;
/** Of these the first are answered by the flow; the house has as many agents. */
const FLOW_TRUNKS = 3;
/** How the exchange tells that the far party hung up, line by line, beside the busy tone. */
const CLEARS_BY = ['busyTone', 'polarity', 'loopDrop'] as const;
/** A floor: 11 to 18 were measured on two cores with other work beside it. */
const GOAL_CALLS_PER_SECOND = 5;
/** So long after the last call its record must be stored. */
const LAST_RECORD_MS = 60_000;

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const calls = Number(values.calls);
const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-day-'));
const log = new TestLog();
const product = await openSteppedProduct({ dataDir, log, trunks: TRUNKS, extensions: 2 * TRUNKS });
const ledger = new DayLedger(product);
const time = new DayTime(product.advance);
await product.advance(500);
for (let trunkNo = TRUNKS; trunkNo > FLOW_TRUNKS; trunkNo -= 1) await giveToStation(trunkNo);
for (let agentNo = 1; agentNo <= FLOW_TRUNKS; agentNo += 1) await makeReady(agentNo);

for (let trunkNo = 1; trunkNo <= TRUNKS; trunkNo += 1) {
  const clearBy = CLEARS_BY[trunkNo % CLEARS_BY.length];
  if (!product.simulator.act(benchActionSchema.parse({ do: 'setLine', trunkNo, clearBy })).ok)
    throw new Error('no line');
}

let left = calls;
const stories = new Map<string, number>();
const random = seededRandom(Number(values.seed));
const lanes = Array.from({ length: TRUNKS }, (_, at) => {
  const own = seededRandom(Math.floor(random() * 0xffff_ffff));
  const colleagueNo = String(FIRST_STATION + TRUNKS + at);
  const phone = at < FLOW_TRUNKS ? {} : { ownNo: stationOf(at + 1) };
  return new DayLane({ product, time, random: own, trunkNo: at + 1, colleagueNo, ...phone });
});
const began = performance.now();
await time.live(lanes.map(workThrough));
const seconds = (performance.now() - began) / 1000;
for (let waitedMs = 0; waitedMs < LAST_RECORD_MS && !ledger.isComplete; waitedMs += 20) await product.advance(20);
await ledger.settled();
let missing = 0;
for (const callId of ledger.begun) if ((await product.records.byId(callId))?.endedAt === undefined) missing += 1;
await product.stop();
await rm(dataDir, { recursive: true, force: true });

for (const each of ledger.differences.slice(0, 10)) console.log(`differs: ${JSON.stringify(each)}`);
for (const line of log.errors.slice(0, 10)) console.log(line);
const told = [...stories].map(([story, count]) => `${count} ${story}`).join(', ');
const recorded = `${ledger.outbound} outbound, ${Math.round(ledger.connectedMs / 1000)} s connected`;
console.log(
  `${calls} calls in ${Math.round(seconds)} s, ${Math.round(time.nowMs / 1000)} s of life: ${told}; ${recorded}`,
);
tell('stepped day, calls a second', Math.round((calls / seconds) * 10) / 10, '1/s', GOAL_CALLS_PER_SECOND);
tell(`calls recorded more than ${TOLERANCE_MS} ms too long or short`, ledger.differences.length, 'calls', 0);
tell('worst difference of recorded and connected', ledger.worstMs, 'ms', TOLERANCE_MS);
tell('calls without a finished record', missing, 'calls', 0);
tell('errors in the log', log.errors.length, 'lines', 0);

async function workThrough(lane: DayLane): Promise<void> {
  while (left > 0) {
    left -= 1;
    const story = await lane.call();
    stories.set(story, (stories.get(story) ?? 0) + 1);
    product.takeNotices();
    log.lines.splice(0, log.lines.length, ...log.errors);
  }
}

/** Who calls on this line reaches the phone of the same number, and that phone dials on this line alone. */
async function giveToStation(trunkNo: number): Promise<void> {
  const stationNo = stationOf(trunkNo);
  const rule = { position: 1, title: `${trunkNo}`, enabled: true } as const;
  const inbound = await product.routing.saveInbound({
    ...rule,
    match: { trunkNos: [trunkNo] },
    next: { kind: 'agent', stationNo },
  });
  const outbound = await product.routing.saveOutbound({
    ...rule,
    match: { stationNos: [stationNo] },
    action: { kind: 'permit', trunkNos: [trunkNo], strategy: 'inOrder', rewrite: [] },
  });
  if (!inbound.ok || !outbound.ok) throw new Error('the rules of a line were refused');
}

async function makeReady(agentNo: number): Promise<void> {
  const { userId } = await product.signIn(`agent${agentNo}`, stationOf(agentNo));
  const ready = await product.command(userId, 'agent.setReady', { ready: true });
  if (!ready.ok) throw new Error(ready.error.now);
}

function stationOf(phoneNo: number): string {
  return String(FIRST_STATION + phoneNo - 1);
}

function tell(name: string, value: number, unit: string, goal: number): void {
  const better = unit === '1/s' ? 'higher' : 'lower';
  const isMet = better === 'higher' ? value >= goal : value <= goal;
  console.log(JSON.stringify({ name, value, unit, goal, better, ok: isMet }));
}
