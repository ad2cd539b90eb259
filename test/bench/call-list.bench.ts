import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALL_COUNT_LIMIT } from '../../src-main/contract/call-list.ts';
import { callRecordSchema, type CallRecord, type CallRecordFilter } from '../../src-main/contract/call-record.ts';
import { userIdSchema } from '../../src-main/contract/ids.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { CallRecordsRepository, type RecordScope } from '../../src-main/storage/repositories/call-records.ts';

/**
 * The call list of a house with 1 000 000 calls in two years: the first page, and the first page of every filter, also
 * of combinations that nothing or hardly anything meets, which are the slow ones. The rows are made once, in a file of
 * its own. Each list is asked 30 times; the figure of a list is its p99, which is its worst here.
 */
const CALLS = 1_000_000;
const BATCH = 10_000;
const RUNS = 30;
const GOAL_MS = 100;
const FIRST_MS = Date.UTC(2024, 0, 1);
const MEAN_STEP_MS = 63_000;
const NAMES = ['张伟', '王芳', '李娜', '刘洋', '陈静', 'Li Qiang', 'Anna Schmidt', '欧阳娜娜', ''] as const;

const folder = await mkdtemp(join(tmpdir(), 'trunkline-call-list-'));
const opened = await openDatabase({ path: join(folder, 'trunkline.db') }, FIRST_MS);
if (!opened.ok) throw new Error(opened.error.now);
const records = new CallRecordsRepository(opened.value.query);
const random = lcg(20_261_120);
let startedAt = FIRST_MS;
const builtMs = await build();
console.log(
  JSON.stringify({ name: 'call list, storing a record', value: builtMs / CALLS, unit: 'ms', better: 'lower' }),
);

const agent: RecordScope = { kind: 'agent', userId: userIdSchema.parse('user_07') };
const day = { from: FIRST_MS + 300 * 86_400_000, to: FIRST_MS + 301 * 86_400_000 };
const lists: readonly (readonly [string, CallRecordFilter, RecordScope?])[] = [
  ['first page', {}],
  ['direction', { direction: 'outbound' }],
  ['station', { stationNo: '817' }],
  ['agent', { userId: userIdSchema.parse('user_07') }],
  ['end reason', { endReason: 'BUSY' }],
  ['end reason that never was', { endReason: 'CLIENT_ERROR' }],
  ['rule', { ruleId: callRecordSchema.shape.ruleId.parse('rule_3') }],
  ['trunk', { trunkNo: 7 }],
  ['recorded', { recorded: true }],
  ['not recorded', { recorded: false }],
  ['missed', { missed: true }],
  ['VIP', { vip: true }],
  ['talk of 30 minutes', { minTalkMs: 1_800_000 }],
  ['talk of 29 minutes and 59 seconds', { minTalkMs: 1_799_000 }],
  ['talk of 10 hours', { minTalkMs: 36_000_000 }],
  ['one day', day],
  ['one day, direction and end reason', { ...day, direction: 'inbound', endReason: 'NO_AGENT' }],
  ['the oldest day', { to: FIRST_MS + 86_400_000 }],
  ['number', { number: '13900123456' }],
  ['number, 4 digits', { number: '4567' }],
  ['number, 2 digits', { number: '77' }],
  ['number that never was', { number: '0000000000' }],
  ['name', { name: '王芳' }],
  ['name, one letter', { name: '欧' }],
  ['name that never was', { name: '芳王' }],
  ['search of digits', { search: '1390012' }],
  ['search of letters', { search: 'schmidt' }],
  ['search, station and missed', { search: '138', stationNo: '817', missed: true }],
  ['two that never meet', { direction: 'inbound', endReason: 'BUSY' }],
  ['four that hardly meet', { stationNo: '817', trunkNo: 3, recorded: false, vip: true }],
  ['missed, not called back', { callBack: 'open' }],
  ['missed, called back', { callBack: 'calledBack' }],
  ['my calls', {}, agent],
  ['my calls that were missed and long', { missed: true, minTalkMs: 600_000 }, agent],
  ['missed that rang my station', {}, { kind: 'missed', stationNo: '817' }],
];
let worstMs = 0;
let worstCountMs = 0;
for (const [name, filter, scope] of lists) {
  const page = await timed(() => records.page({ ...filter, limit: 50 }, scope));
  const count = await timed(() => records.count(filter, scope ?? { kind: 'all' }, CALL_COUNT_LIMIT));
  worstMs = Math.max(worstMs, page.p99);
  worstCountMs = Math.max(worstCountMs, count.p99);
  const found = { rows: page.last.records.length, count: count.last.count, more: count.last.more };
  const figure = { name: `call list, ${name}`, value: page.p99, unit: 'ms', goal: GOAL_MS, better: 'lower' };
  console.log(JSON.stringify({ ...figure, p50: page.p50, countP99: count.p99, ...found }));
}
const worst = { name: 'call list, the slowest of all', value: worstMs, unit: 'ms', goal: GOAL_MS, better: 'lower' };
console.log(JSON.stringify({ ...worst, ok: worstMs <= GOAL_MS }));
const counting = 'call list, the slowest count up to 10 000';
console.log(JSON.stringify({ name: counting, value: worstCountMs, unit: 'ms', better: 'lower' }));
await opened.value.close();
await rm(folder, { recursive: true, force: true });

async function build(): Promise<number> {
  const began = performance.now();
  for (let first = 0; first < CALLS; first += BATCH) {
    await records.store(
      Array.from({ length: BATCH }, (_, at) => aRecord(first + at)),
      [],
      first + BATCH,
    );
  }
  return Math.round(performance.now() - began);
}

/** A call like those of a house: most numbers come from a few ranges, some people call often. */
function aRecord(no: number): CallRecord {
  startedAt += 1 + Math.floor(random() * 2 * MEAN_STEP_MS);
  const direction = pick(['inbound', 'inbound', 'inbound', 'outbound', 'outbound', 'internal'] as const);
  const talked = random() < 0.72;
  const prefix = pick(['1390012', '1390013', '1380', '1591', '0108888', '186', '177'] as const);
  const ani = `${prefix}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`.slice(0, 11);
  const talkMs = talked ? Math.floor(-Math.log(1 - random()) * 150_000) : undefined;
  const stationNo = String(801 + Math.floor(random() * 40));
  const userId = userIdSchema.parse(`user_${stationNo.slice(1)}`);
  const answeredAt = startedAt + 4_000;
  const endedAt = startedAt + 20_000 + (talkMs ?? 0);
  const lost = direction === 'inbound' ? pick(['ABANDONED_IVR', 'NO_AGENT', 'IVR_ENDED'] as const) : 'BUSY';
  const trunkNo = 1 + Math.floor(random() * 16);
  const recordingId = callRecordSchema.shape.recordings.element.shape.recordingId.parse(`rec_${no}`);
  const sealed = { startedAt, lengthMs: endedAt - answeredAt, format: 'alaw', result: 'complete' } as const;
  return {
    callId: callRecordSchema.shape.callId.parse(`call_${String(no).padStart(8, '0')}`),
    direction,
    initiation: direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
    ...{ ani, aniRaw: ani, name: pick(NAMES), dnis: '4008008888', trunkNo, stationNo },
    ...(talked ? { userId, connectedToAgentAt: answeredAt + 11_000, talkMs: talkMs ?? 0 } : {}),
    ruleId: callRecordSchema.shape.ruleId.unwrap().parse(`rule_${no % 5}`),
    ...(random() < 0.01 ? { vip: true } : {}),
    ivrPath: ['welcome', 'menu=1', 'agent=answered'],
    ...{ startedAt, ringAt: startedAt, answeredAt, endedAt, endedBy: 'far', endReason: talked ? 'NORMAL' : lost },
    legs: [
      { device: `trunk/${trunkNo}`, startedAt, ringAt: startedAt, answeredAt, endedAt, cause: 'trunkHungUp' },
      { device: `station/${stationNo}`, startedAt: answeredAt, ringAt: answeredAt, endedAt, cause: 'trunkHungUp' },
    ],
    recordings: talked && random() < 0.9 ? [{ recordingId, ...sealed, gaps: [] }] : [],
  };
}

async function timed<Value>(
  ask: () => Promise<Value>,
): Promise<{ readonly last: Value; readonly p50: number; readonly p99: number }> {
  let last = await ask();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    last = await ask();
    times.push(performance.now() - began);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => Math.round((sorted[Math.floor((RUNS - 1) * share)] ?? Number.NaN) * 100) / 100;
  return { last, p50: at(0.5), p99: at(1) };
}

function pick<const Value>(values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}

/** Numerical Recipes' generator: the same calls at each run. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
