import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallEvent, UnnumberedCallEvent } from '../../../src-main/contract/call-events.ts';
import { callIdSchema } from '../../../src-main/contract/ids.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { CallRecordsService } from '../../../src-main/services/records/index.ts';
import { closeInterruptedCalls } from '../../../src-main/services/restart/index.ts';
import { CallJournal } from '../../../src-main/storage/call-journal.ts';
import { FileStore } from '../../../src-main/storage/file-store.ts';
import { CallRecordsRepository } from '../../../src-main/storage/repositories/call-records.ts';
import { RecordingsRepository } from '../../../src-main/storage/repositories/recordings.ts';
import { collect } from '../../support/collect.ts';
import { cutWav } from '../../support/cut-wav.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';
import { callEvents, station801, testCallId, testRecordingId } from '../../support/test-events.ts';
import { TestLog } from '../../support/test-log.ts';
import { readWav } from '../../support/wav-reading.ts';

const HOUR_MS = 3_600_000;

describe('the restart after a crash', () => {
  const on = callEvents();
  let opened: TestDatabase;
  let folder: string;
  let path: string;
  let clock: SteppedClock;
  let journal: CallJournal;
  let log: TestLog;
  let recordings: RecordingsRepository;
  beforeEach(async () => {
    opened = await openMemory();
    folder = mkdtempSync(join(tmpdir(), 'trunkline-crash-'));
    path = join(folder, 'rec_1.wav');
    clock = new SteppedClock(TEST_NOW_MS + HOUR_MS);
    log = new TestLog();
    recordings = new RecordingsRepository(opened.database.query);
    const fail = (reason: unknown): never => assert.fail(String(reason));
    journal = await CallJournal.open(opened.database, clock, { onFault: fail, onListenerError: fail });
  });
  afterEach(async () => {
    await opened.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the last process left in the journal; then what the restart added. */
  async function restartAfter(story: readonly UnnumberedCallEvent[]): Promise<readonly CallEvent[]> {
    for (const event of story) journal.append(event);
    assert.ok((await journal.flush()).ok);
    const before = journal.lastEventNo;
    assert.ok((await closeInterruptedCalls({ journal, recordings, clock, log })).ok);
    return collect(journal.replay(before + 1));
  }

  function inWords(events: readonly CallEvent[]): readonly string[] {
    return events.map((event) => {
      const device = 'deviceId' in event ? ` ${event.deviceId}` : '';
      const cause = 'cause' in event ? ` ${event.cause}` : '';
      return `${event.kind}${device}${cause} +${event.at - TEST_NOW_MS}`;
    });
  }

  it('clears each connection and the call, with the moment that is last known of it', async () => {
    const added = await restartAfter([on.ring(0), on.answer(100), on.ringStation(3_000), ...on.lift(9_000)]);
    assert.deepEqual(inWords(added), [
      'ConnectionCleared trunk/1 systemStopped +9000',
      'ConnectionCleared station/801 systemStopped +9000',
      'CallCleared systemStopped +9000',
    ]);
    assert.deepEqual(await journal.openCalls(), []);
  });

  it('leaves alone a connection that had been cleared, and calls that are over', async () => {
    const over = callEvents(callIdSchema.parse('call_0'));
    const added = await restartAfter([
      ...[over.ring(0), over.clear(9, 'callerGaveUp', 'far')],
      ...[on.ring(0), on.answer(100), on.ringStation(3_000), on.leave(5_000, station801, 'ringTimeout')],
    ]);
    assert.deepEqual(inWords(added), [
      'ConnectionCleared trunk/1 systemStopped +5000',
      'CallCleared systemStopped +5000',
    ]);
  });

  it('mends the recording, and takes its end for the end of the call', async () => {
    writeFileSync(path, cutWav({ format: 'alaw', frames: 200_000, declaredFrames: 8_000, extraBytes: 1 }));
    const added = await restartAfter([on.ring(0), on.answer(100), on.record(100, path)]);
    assert.deepEqual(inWords(added), [
      'RecordingStopped trunk/1 +25100',
      'ConnectionCleared trunk/1 systemStopped +25100',
      'CallCleared systemStopped +25100',
    ]);
    assert.equal(readWav(readFileSync(path)).channels[0]?.length, 200_000);
  });

  it('marks a recording whose file is not there as failed', async () => {
    const added = await restartAfter([on.ring(0), on.answer(100), on.record(100, path)]);
    const stopped = added.find((event) => event.kind === 'RecordingStopped');
    assert.deepEqual([stopped?.result, stopped?.lengthMs], ['failed', 0]);
    assert.deepEqual(log.errors, ['error: a recording that was cut is lost']);
  });

  it('gives the records the reason SYSTEM and the recording the mark recovered, and is done once', async () => {
    writeFileSync(path, cutWav({ format: 'alaw', frames: 8_000, declaredFrames: 0, extraBytes: 0 }));
    await restartAfter([on.ring(0), on.answer(100), on.record(100, path)]);
    const records = new CallRecordsRepository(opened.database.query);
    const service = new CallRecordsService({ journal, records, files: new FileStore(folder), log });
    await service.start();
    const record = await service.byId(testCallId);
    assert.deepEqual(
      [record?.endReason, record?.endedBy, record?.recordings[0]?.result],
      ['SYSTEM', 'system', 'recovered'],
    );
    assert.equal((await recordings.byId(testRecordingId))?.lengthMs, 1_000);
    assert.deepEqual(await restartAfter([]), []);
  });

  it('ends a recording that still runs in the index though its call is over', async () => {
    writeFileSync(path, cutWav({ format: 'alaw', frames: 8_000, declaredFrames: 0, extraBytes: 0 }));
    for (const event of [on.ring(0), on.answer(1), on.record(1, path), on.clear(900, 'trunkHungUp', 'far')])
      journal.append(event);
    await journal.flush();
    const records = new CallRecordsRepository(opened.database.query);
    const service = new CallRecordsService({ journal, records, files: new FileStore(folder), log });
    await service.start();
    const added = await restartAfter([]);
    await service.settled();
    assert.deepEqual(inWords(added), ['RecordingStopped trunk/1 +1001']);
    assert.equal((await service.byId(testCallId))?.recordings[0]?.result, 'recovered');
  });
});
