import assert from 'node:assert/strict';
import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import { callIdSchema } from '../../../src-main/contract/ids.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import { CallJournal, JOURNAL_LIMITS } from '../../../src-main/storage/call-journal.ts';
import type { Database } from '../../../src-main/storage/database.ts';
import { collect } from '../../support/collect.ts';
import { settle } from '../../support/settle.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';
import { callEvents } from '../../support/test-events.ts';

describe('the call journal', () => {
  const { ring, answer, clear } = callEvents();
  let opened: TestDatabase;
  let database: Database;
  let clock: SteppedClock;
  let faults: Fault[];
  let journal: CallJournal;

  beforeEach(async () => {
    opened = await openMemory();
    database = opened.database;
    clock = new SteppedClock(TEST_NOW_MS);
    faults = [];
    journal = await openJournal();
  });
  afterEach(() => opened.remove());

  function openJournal(): Promise<CallJournal> {
    const onListenerError = (error: unknown): never => {
      throw error;
    };
    return CallJournal.open(database, clock, { onFault: (fault) => void faults.push(fault), onListenerError });
  }

  async function stored(from?: number): Promise<readonly CallEvent[]> {
    return collect(journal.replay(from));
  }

  it('numbers events at once, from 1, and gives them back as they were', async () => {
    const first = journal.append(ring(0));
    const second = journal.append(answer(100));
    assert.deepEqual([first.eventNo, second.eventNo], [1, 2]);
    assert.deepEqual(await journal.flush(), { ok: true, value: undefined });
    assert.deepEqual(await stored(), [first, second]);
  });

  it('writes what waits after 50 ms and not before', async () => {
    journal.append(ring(0));
    clock.advance(JOURNAL_LIMITS.flushAfterMs - 1);
    await settle();
    assert.equal((await stored()).length, 0);
    clock.advance(1);
    await settle();
    assert.equal((await stored()).length, 1);
  });

  it('writes a batch of 200 events without waiting', async () => {
    for (let count = 1; count < JOURNAL_LIMITS.flushAtEvents; count += 1) journal.append(answer(count));
    await settle();
    assert.equal((await stored()).length, 0);
    journal.append(answer(0));
    await settle();
    assert.equal((await stored()).length, JOURNAL_LIMITS.flushAtEvents);
  });

  it('keeps the order and tells each batch once, however events and flushes mix', async () => {
    const told: number[] = [];
    journal.onWritten((events) => told.push(...events.map((event) => event.eventNo)));
    const flushes: Promise<unknown>[] = [];
    for (let count = 1; count <= 1_234; count += 1) {
      journal.append(answer(count));
      if (count % 77 === 0) flushes.push(journal.flush());
      if (count % 250 === 0) await settle();
    }
    await Promise.all([...flushes, journal.flush()]);
    const expected = Array.from({ length: 1_234 }, (_, index) => index + 1);
    assert.deepEqual(told, expected);
    assert.deepEqual(
      (await stored()).map((event) => event.eventNo),
      expected,
    );
    assert.equal(journal.pendingCount, 0);
  });

  it('goes on with the next number after it was opened again', async () => {
    journal.append(ring(0));
    await journal.close();
    journal = await openJournal();
    assert.equal(journal.append(answer(1)).eventNo, 2);
  });

  it('replays from a number on, and one call alone', async () => {
    const other = callEvents(callIdSchema.parse('call_2'));
    const first = journal.append(ring(0));
    const foreign = journal.append(other.ring(1));
    const third = journal.append(answer(2));
    await journal.flush();
    assert.deepEqual(await stored(2), [foreign, third]);
    assert.deepEqual(await journal.ofCall(first.callId), [first, third]);
  });

  it('knows the calls whose end it has not seen', async () => {
    const other = callEvents(callIdSchema.parse('call_2'));
    for (const event of [ring(0), other.ring(0), answer(1), clear(2, 'normal', 'far')]) journal.append(event);
    await journal.flush();
    assert.deepEqual(await journal.openCalls(), ['call_2']);
    journal.append(callEvents().recorded(3, 1_000));
    await journal.flush();
    assert.deepEqual(await journal.openCalls(), ['call_2']);
  });

  it('keeps a batch that the database refuses, reports it, and writes it a second later without a gap', async () => {
    await database.query.schema.alterTable('call_events').renameTo('elsewhere').execute();
    journal.append(ring(0));
    const refused = await journal.flush();
    assert.equal(refused.ok ? 'written' : refused.error.code, 'storage/failed');
    journal.append(answer(1));
    await database.query.schema.alterTable('elsewhere').renameTo('call_events').execute();
    clock.advance(JOURNAL_LIMITS.retryAfterMs);
    await settle();
    assert.deepEqual(
      (await stored()).map((event) => event.eventNo),
      [1, 2],
    );
    assert.deepEqual(
      faults.map((fault) => fault.code),
      ['storage/failed'],
    );
  });

  it('does not try again at every event while the database refuses', async () => {
    await database.query.schema.alterTable('call_events').renameTo('elsewhere').execute();
    for (let count = 0; count < JOURNAL_LIMITS.flushAtEvents * 3; count += 1) {
      journal.append(answer(count));
      if (count % 100 === 0) await settle();
    }
    assert.equal(faults.length, 1);
    assert.equal(journal.pendingCount, JOURNAL_LIMITS.flushAtEvents * 3);
  });

  it('tells a batch when the disk has confirmed it, and numbers events meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    database = { ...opened.database, engine: { ...opened.database.engine, sync: () => promise } };
    journal = await openJournal();
    const told: number[] = [];
    journal.onWritten((events) => told.push(...events.map((event) => event.eventNo)));
    journal.append(ring(0));
    const flushed = journal.flush();
    await settle();
    assert.deepEqual([told, journal.append(answer(1)).eventNo], [[], 2]);
    resolve();
    await flushed;
    assert.deepEqual(told, [1]);
  });

  it('keeps a batch that the disk has not confirmed, and does not write it twice', async () => {
    let refusals = 1;
    const sync = async (): Promise<void> => {
      if (refusals-- > 0) throw new Error('EIO');
    };
    database = { ...opened.database, engine: { ...opened.database.engine, sync } };
    journal = await openJournal();
    journal.append(ring(0));
    const refused = await journal.flush();
    assert.deepEqual([refused.ok, journal.pendingCount, faults.length], [false, 1, 1]);
    journal.append(answer(1));
    clock.advance(JOURNAL_LIMITS.retryAfterMs);
    await settle();
    assert.ok((await journal.flush()).ok);
    assert.deepEqual(
      (await stored()).map((event) => event.eventNo),
      [1, 2],
    );
  });

  it('reports an event of the same number that another process has written', async () => {
    const second = await openJournal();
    journal.append(ring(0));
    await journal.flush();
    second.append(ring(0));
    assert.ok(!(await second.flush()).ok);
    assert.match(faults[0]?.now ?? '', /UNIQUE/);
  });
});
