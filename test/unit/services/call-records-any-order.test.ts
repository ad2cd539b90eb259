import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import { callRecordSchema, type CallRecord } from '../../../src-main/contract/call-record.ts';
import type { CallId } from '../../../src-main/contract/ids.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { CallRecordsService, draftOf, toCallRecord } from '../../../src-main/services/records/index.ts';
import { CallJournal } from '../../../src-main/storage/call-journal.ts';
import { FileStore } from '../../../src-main/storage/file-store.ts';
import { CallRecordsRepository } from '../../../src-main/storage/repositories/call-records.ts';
import { callsOf } from '../../support/random-calls.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';
import { TestLog } from '../../support/test-log.ts';

const stories = fc.array(fc.nat(), { minLength: 20, maxLength: 250 }).map(callsOf);

/** A journal in memory, and services over it that may come and go like processes. */
class Office {
  readonly log = new TestLog();
  readonly opened: TestDatabase;
  readonly journal: CallJournal;
  #service: CallRecordsService | undefined;

  private constructor(opened: TestDatabase, journal: CallJournal) {
    this.opened = opened;
    this.journal = journal;
  }

  static async open(): Promise<Office> {
    const opened = await openMemory();
    const fail = (reason: unknown): never => assert.fail(String(reason));
    const reports = { onFault: fail, onListenerError: fail };
    return new Office(opened, await CallJournal.open(opened.database, new SteppedClock(TEST_NOW_MS), reports));
  }

  async startService(): Promise<void> {
    const records = new CallRecordsRepository(this.opened.database.query);
    this.#service = new CallRecordsService({
      journal: this.journal,
      records,
      files: new FileStore('/data'),
      log: this.log,
    });
    await this.#service.start();
  }

  /** The process is gone; what it had not stored is not stored. */
  stopService(): void {
    this.#service?.dispose();
    this.#service = undefined;
  }

  async written(): Promise<void> {
    assert.ok((await this.journal.flush()).ok);
    await this.#service?.settled();
  }

  async recompute(): Promise<void> {
    await this.opened.database.query.deleteFrom('call_records').execute();
    await this.#service?.recompute();
  }

  async storedBytes(): Promise<readonly string[]> {
    const { query } = this.opened.database;
    const rows = await query.selectFrom('call_records').selectAll().orderBy('call_id').execute();
    return rows.map((row) => JSON.stringify(row));
  }

  async close(): Promise<void> {
    assert.deepEqual(this.log.errors, []);
    await this.opened.remove();
  }
}

function recordsOf(events: readonly CallEvent[]): readonly CallRecord[] {
  const ofCall = new Map<CallId, CallEvent[]>();
  for (const event of events) ofCall.set(event.callId, [...(ofCall.get(event.callId) ?? []), event]);
  return [...ofCall.values()].flatMap((own) => {
    const draft = draftOf(own);
    return draft === undefined ? [] : [toCallRecord(draft)];
  });
}

/** Every length that a record tells. */
function lengthsOf(record: CallRecord): readonly number[] {
  const spans = [
    record,
    ...record.legs,
    ...(record.monitoredBy ?? []),
    ...record.legs.flatMap((leg) => leg.holds ?? []),
  ];
  const { ringMs = 0, waitMs = 0, talkMs = 0, holds, startedAt, endedAt = Number.POSITIVE_INFINITY } = record;
  return [
    ...spans.map((span) => (span.endedAt ?? span.startedAt) - span.startedAt),
    ...[ringMs, waitMs, talkMs, holds?.totalMs ?? 0, holds?.longestMs ?? 0],
    ...record.legs.map((leg) => (leg.answeredAt ?? leg.startedAt) - leg.startedAt),
    ...record.recordings.flatMap((recording) => recording.gaps.flatMap((gap) => [gap.atMs, gap.lengthMs])),
    endedAt - startedAt - talkMs,
  ];
}

describe('call records of any story', function () {
  this.timeout(60_000);

  it('are the same bytes however the events were batched, and when they are made again', async () => {
    const batches = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(stories, batches, async (events, sizes) => {
        const office = await Office.open();
        await office.startService();
        for (let at = 0, batch = 0; at < events.length; batch += 1) {
          const size = sizes[batch % sizes.length] ?? 1;
          for (const event of events.slice(at, at + size)) office.journal.append(event);
          at += size;
          await office.written();
        }
        const live = await office.storedBytes();
        await office.recompute();
        assert.deepEqual(await office.storedBytes(), live);
        await office.close();
      }),
      { numRuns: 60, seed: 2_026 },
    );
  });

  it('are the same bytes after a cut at any event', async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.nat(), fc.nat(), async (events, one, other) => {
        const office = await Office.open();
        const [stopAt, startAt] = [one % (events.length + 1), other % (events.length + 1)].toSorted((a, b) => a - b);
        await office.startService();
        for (const [index, event] of events.entries()) {
          if (index === stopAt) office.stopService();
          if (index === startAt) {
            await office.written();
            await office.startService();
          }
          office.journal.append(event);
          if (index % 5 === 0) await office.written();
        }
        office.stopService();
        await office.startService();
        await office.written();
        const caughtUp = await office.storedBytes();
        await office.recompute();
        assert.deepEqual(await office.storedBytes(), caughtUp);
        await office.close();
      }),
      { numRuns: 60, seed: 2_027 },
    );
  });

  it('have no negative length, parse as the contract says, and hold more than one kind of everything', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(stories, (events) => {
        for (const record of recordsOf(events.map((event, index) => ({ ...event, eventNo: index + 1 })))) {
          assert.deepEqual(callRecordSchema.parse(JSON.parse(JSON.stringify(record))), record);
          assert.deepEqual(
            lengthsOf(record).filter((length) => length < 0),
            [],
          );
          for (const [name, value] of Object.entries(record)) if (value !== undefined) seen.add(name);
          for (const { kind } of record.monitoredBy ?? []) seen.add(kind);
        }
      }),
      { numRuns: 200, seed: 2_028 },
    );
    const wanted = ['holds', 'transfers', 'parties', 'monitoredBy', 'nextId', 'previousId', 'parentId', 'why', 'barge'];
    assert.deepEqual(
      wanted.filter((name) => !seen.has(name)),
      [],
    );
  });
});
