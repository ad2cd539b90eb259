import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { callIdSchema } from '../../src-main/contract/ids.ts';
import { RealClock } from '../../src-main/foundation/clock.ts';
import { CallJournal } from '../../src-main/storage/call-journal.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { callEvents } from '../support/test-events.ts';

/**
 * Events that the journal takes a second, each confirmed by the disk: 40 000 events of whole calls, 1 000 at a time,
 * the next thousand when the last is on the disk. Beside it what the two settings of SQLite cost for one batch of 200
 * events: NORMAL leaves the flush to us, FULL flushes inside the commit, on the thread of the calls. Medians.
 */
const EVENTS = 40_000;
const WAVE = 1_000;
const RUNS = 5;
const GOAL_PER_SECOND = 5_000;
const BATCHES = 60;

const stop = (reason: unknown): never => {
  throw new Error(String(reason));
};
const folder = await mkdtemp(join(tmpdir(), 'trunkline-journal-'));
const clock = new RealClock();
const rates: number[] = [];
for (let run = 0; run < RUNS; run += 1) rates.push(await eventsPerSecond(join(folder, `run${run}.db`)));
const value = median(rates);
const figure = { name: 'journal, events on the disk', value, unit: '1/s', goal: GOAL_PER_SECOND, better: 'higher' };
console.log(JSON.stringify({ ...figure, ok: value >= GOAL_PER_SECOND, runs: rates.map(Math.round) }));
for (const [synchronous, isOnThread] of [
  ['NORMAL', false],
  ['FULL', true],
] as const) {
  const commits = commitMs(synchronous);
  const name = `commit of 200 events, synchronous=${synchronous}`;
  console.log(
    JSON.stringify({ name, value: median(commits), unit: 'ms', better: 'lower', flushesOnThread: isOnThread }),
  );
}
await rm(folder, { recursive: true, force: true });

async function eventsPerSecond(path: string): Promise<number> {
  const opened = await openDatabase({ path }, clock.nowMs());
  if (!opened.ok) throw new Error(opened.error.now);
  const journal = await CallJournal.open(opened.value, clock, { onFault: stop, onListenerError: stop });
  const began = performance.now();
  for (let first = 0; first < EVENTS; first += WAVE) {
    for (let no = first; no < first + WAVE; no += 4) {
      const on = callEvents(callIdSchema.parse(`call_${no}`));
      for (const event of [on.ring(no), on.answer(no), on.step(no, 'menu', '1'), on.clear(no, 'trunkHungUp', 'far')]) {
        journal.append(event);
      }
    }
    const flushed = await journal.flush();
    if (!flushed.ok) throw new Error(flushed.error.now);
  }
  const seconds = (performance.now() - began) / 1000;
  await journal.close();
  await opened.value.close();
  return EVENTS / seconds;
}

function commitMs(synchronous: 'NORMAL' | 'FULL'): readonly number[] {
  const database = new SqliteDatabase(join(folder, `${synchronous}.db`));
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  database.exec('create table call_events (event_no integer primary key, event_json text not null) strict');
  const insert = database.prepare('insert into call_events (event_json) values (?)');
  const text = JSON.stringify(callEvents().ring(0));
  const batch = database.transaction(() => {
    for (let no = 0; no < 200; no += 1) insert.run(text);
  });
  const times = Array.from({ length: BATCHES }, () => {
    const began = performance.now();
    batch();
    return performance.now() - began;
  });
  database.close();
  return times;
}

function median(values: readonly number[]): number {
  const middle = values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
  return Math.round(middle * 100) / 100;
}
