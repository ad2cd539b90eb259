import assert from 'node:assert/strict';
import type { CallRecordsPort } from '../../../src-main/api/ports.ts';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { callIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { CallRecordsService } from '../../../src-main/services/records/index.ts';
import { CallJournal } from '../../../src-main/storage/call-journal.ts';
import { FileStore } from '../../../src-main/storage/file-store.ts';
import { CallRecordsRepository } from '../../../src-main/storage/repositories/call-records.ts';
import { RecordingsRepository } from '../../../src-main/storage/repositories/recordings.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';
import { callEvents, testCallId, testRecordingId } from '../../support/test-events.ts';
import { TestLog } from '../../support/test-log.ts';

const on = callEvents();

describe('the call records service', () => {
  let opened: TestDatabase;
  let journal: CallJournal;
  let log: TestLog;
  let told: CallRecord[];
  let service: CallRecordsService;
  beforeEach(async () => {
    opened = await openMemory();
    log = new TestLog();
    told = [];
    const fail = (reason: unknown): never => assert.fail(String(reason));
    journal = await CallJournal.open(opened.database, new SteppedClock(TEST_NOW_MS), {
      onFault: fail,
      onListenerError: fail,
    });
    service = newService();
    await service.start();
  });
  afterEach(async () => {
    assert.deepEqual(log.errors, []);
    await opened.remove();
  });

  function newService(): CallRecordsService {
    const records = new CallRecordsRepository(opened.database.query);
    const made = new CallRecordsService({ journal, records, files: new FileStore('/data'), log });
    made.onRecordChanged((record) => void told.push(record));
    return made;
  }

  async function written(): Promise<void> {
    assert.ok((await journal.flush()).ok);
    await service.settled();
  }

  async function storedBytes(): Promise<readonly string[]> {
    const rows = await opened.database.query.selectFrom('call_records').selectAll().orderBy('call_id').execute();
    return rows.map((row) => JSON.stringify(row));
  }

  async function playDay(): Promise<void> {
    for (let no = 1; no <= 230; no += 1) {
      const call = callEvents(callIdSchema.parse(`call_${no}`));
      const story = [call.ring(no), call.answer(no + 1), call.step(no + 2, 'menu', '1'), call.ringStation(no + 3)];
      for (const event of [...story, ...call.lift(no + 4)]) journal.append(event);
      if (no % 5 !== 0) journal.append(call.clear(no + 9, 'trunkHungUp', 'far'));
      if (no % 7 === 0) await written();
    }
    await written();
  }

  it('satisfies the port of the API', () => {
    const port: CallRecordsPort = service;
    assert.equal(port, service);
  });

  it('stores a record when its events have reached the disk, and then tells it', async () => {
    journal.append(on.ring(0));
    await service.settled();
    assert.deepEqual([told.length, await service.byId(testCallId)], [0, undefined]);
    await written();
    assert.deepEqual([await service.byId(testCallId)], told);
  });

  it('tells a record that changed once a batch', async () => {
    for (const event of [on.ring(0), on.answer(1)]) journal.append(event);
    await written();
    journal.append(on.clear(2, 'trunkHungUp', 'far'));
    await written();
    assert.deepEqual(
      told.map((record) => record.endReason),
      [undefined, 'ABANDONED_IVR'],
    );
  });

  it('takes an event that comes after the call was cleared', async () => {
    for (const event of [on.ring(0), on.answer(1), on.record(1), on.clear(9, 'trunkHungUp', 'far')])
      journal.append(event);
    await written();
    journal.append(on.recorded(10, 8));
    await written();
    const record = await service.byId(testCallId);
    assert.deepEqual([record?.recordings[0]?.result, record?.endReason], ['complete', 'ABANDONED_IVR']);
  });

  it('makes the same bytes again from the journal', async () => {
    await playDay();
    const before = await storedBytes();
    assert.equal(before.length, 230);
    await opened.database.query.deleteFrom('call_records').execute();
    await service.recompute();
    assert.deepEqual(await storedBytes(), before);
  });

  it('catches up at start with what the last process did not store, and then follows', async () => {
    service.dispose();
    await playDay();
    assert.equal((await storedBytes()).length, 0);
    service = newService();
    await service.start();
    assert.equal((await storedBytes()).length, 230);
    const caughtUp = await storedBytes();
    journal.append(callEvents(callIdSchema.parse('call_5')).clear(999, 'trunkHungUp', 'far'));
    await written();
    const changed = (await storedBytes()).filter((row, index) => row !== caughtUp[index]);
    assert.equal(changed.length, 1);
  });

  it('does not read the whole journal again at the next start', async () => {
    await playDay();
    service.dispose();
    told = [];
    service = newService();
    await service.start();
    assert.deepEqual(told, []);
  });

  it('shows an agent the calls that it took, and a supervisor all', async () => {
    const userId = userIdSchema.parse('user_chen');
    journal.append(on.ring(0));
    journal.append({ kind: 'CallInformation', at: TEST_NOW_MS, callId: testCallId, userId });
    journal.append(callEvents(callIdSchema.parse('call_2')).ring(1));
    await written();
    const seenBy = async (role: 'agent' | 'supervisor') =>
      (await service.page({ limit: 10 }, { userId, role })).records.map((record) => record.callId);
    assert.deepEqual([await seenBy('agent'), await seenBy('supervisor')], [['call_1'], ['call_2', 'call_1']]);
  });

  it('keeps the index of recordings, with paths below the data folder', async () => {
    for (const event of [on.ring(0), on.answer(1), on.record(1)]) journal.append(event);
    await written();
    const recordings = new RecordingsRepository(opened.database.query);
    assert.deepEqual(await recordings.byId(testRecordingId), {
      recordingId: testRecordingId,
      callId: testCallId,
      path: 'recordings/2026/01/05/rec_1.wav',
      format: 'alaw',
      startedAt: TEST_NOW_MS + 1,
      lengthMs: 0,
      result: 'running',
      gaps: [],
    });
  });

  it('gives a recording that went over into another call to that call', async () => {
    const next = callEvents(callIdSchema.parse('call_2'));
    for (const event of [on.ring(0), on.answer(1), on.record(1), next.ring(2)]) journal.append(event);
    await written();
    journal.append(on.recorded(10, 9, 'moved'));
    journal.append(next.record(10));
    journal.append(on.clear(11, 'transferred', 'station'));
    await written();
    const stored = await new RecordingsRepository(opened.database.query).byId(testRecordingId);
    assert.deepEqual([stored?.callId, stored?.result], ['call_2', 'running']);
    assert.equal((await service.byId(testCallId))?.recordings[0]?.result, 'moved');
  });
});
