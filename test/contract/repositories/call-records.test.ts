import assert from 'node:assert/strict';
import type { CallRecordQuery } from '../../../src-main/contract/call-record.ts';
import { callIdSchema, recordingIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import { FaultError } from '../../../src-main/foundation/errors.ts';
import { CallRecordsRepository, type RecordScope } from '../../../src-main/storage/repositories/call-records.ts';
import { RecordingsRepository, type StoredRecording } from '../../../src-main/storage/repositories/recordings.ts';
import { databaseKinds, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';
import { storedRecord as record } from '../../support/stored-record.ts';
import { testRecordingId } from '../../support/test-events.ts';

const chen = userIdSchema.parse('user_chen');
const ofChen: RecordScope = { kind: 'agent', userId: chen };

for (const kind of databaseKinds) {
  describe(`call records in ${kind.name}`, () => {
    let opened: TestDatabase;
    let records: CallRecordsRepository;
    beforeEach(async () => {
      opened = await kind.open();
      records = new CallRecordsRepository(opened.database.query);
    });
    afterEach(() => opened.remove());

    async function found(query: Partial<CallRecordQuery>, scope?: RecordScope): Promise<readonly number[]> {
      const page = await records.page({ limit: 50, ...query }, scope);
      return page.records.map((each) => Number(each.callId.slice(5)));
    }

    it('stores records with their position in the journal, and puts a new version in the place of the old', async () => {
      assert.equal(await records.position(), 0);
      await records.store([record(1, { stationNo: '801', userId: chen })], [], 7);
      await records.store([record(1, { name: 'new' })], [], 9);
      assert.deepEqual(await records.byId(record(1).callId), record(1, { name: 'new' }));
      assert.equal(await records.position(), 9);
      assert.deepEqual(await found({ stationNo: '801' }), []);
      assert.deepEqual(await found({}, ofChen), []);
      assert.equal(await records.byId(callIdSchema.parse('call_none')), undefined);
    });

    it('pages newest first, and a call that comes meanwhile moves nothing', async () => {
      const all = Array.from({ length: 7 }, (_, index) => record(index + 1));
      // Three calls of the same millisecond must not be lost between two pages.
      const same = [3, 4, 5].map((no) => record(no, { startedAt: TEST_NOW_MS + 4_000 }));
      await records.store([...all, ...same], [], 1);
      const first = await records.page({ limit: 3 });
      await records.store([record(8)], [], 2);
      const second = await records.page({ limit: 3, cursor: first.nextCursor });
      const third = await records.page({ limit: 3, cursor: second.nextCursor });
      const seen = [first, second, third].map((page) => page.records.map((each) => Number(each.callId.slice(5))));
      assert.deepEqual(seen, [[7, 6, 5], [4, 3, 2], [1]]);
      assert.equal(third.nextCursor, undefined);
    });

    it('gives no cursor when the last page is full', async () => {
      await records.store([record(1), record(2)], [], 1);
      assert.equal((await records.page({ limit: 2 })).nextCursor, undefined);
    });

    it('refuses a cursor that is none of its own', async () => {
      for (const cursor of [
        'rubbish',
        Buffer.from('[1]').toString('base64url'),
        Buffer.from('{').toString('base64url'),
      ]) {
        await assert.rejects(
          records.page({ limit: 5, cursor }),
          (error: unknown) => error instanceof FaultError && error.fault.code === 'request/invalid',
        );
      }
    });

    it('searches numbers without regard to separators and prefixes', async () => {
      await records.store([record(1), record(2, { ani: '013900000002' }), record(3, { ani: '01088886666' })], [], 1);
      assert.deepEqual(await found({ search: '139-0000-0001' }), [1]);
      assert.deepEqual(await found({ search: '+86 139 0000 0002' }), [2]);
      assert.deepEqual(await found({ search: '000000' }), [2, 1]);
      assert.deepEqual(await found({ search: '010 8888' }), [3]);
      assert.deepEqual(await found({ search: '77' }), []);
    });

    it('searches names, takes wildcards for what they are, and finds all for signs alone', async () => {
      await records.store([record(1, { name: '王 芳' }), record(2, { name: 'Li Qiang' })], [], 1);
      assert.deepEqual(await found({ search: '王芳' }), [1]);
      assert.deepEqual(await found({ search: 'li q' }), [2]);
      assert.deepEqual(await found({ search: 'x%' }), []);
      assert.deepEqual(await found({ search: '%' }), [2, 1]);
    });

    it('filters by direction, time, station and user', async () => {
      await records.store(
        [record(1, { direction: 'outbound' }), record(2, { stationNo: '801', userId: chen }), record(3)],
        [],
        1,
      );
      assert.deepEqual(await found({ direction: 'outbound' }), [1]);
      assert.deepEqual(await found({ stationNo: '801' }), [2]);
      assert.deepEqual(await found({ from: record(2).startedAt }), [3, 2]);
      assert.deepEqual(await found({ to: record(2).startedAt }), [2, 1]);
      assert.deepEqual(await found({}, ofChen), [2]);
    });

    it('keeps the recordings of the calls beside them', async () => {
      const recordings = new RecordingsRepository(opened.database.query);
      const running: StoredRecording = {
        recordingId: testRecordingId,
        callId: record(1).callId,
        path: 'recordings/2026/01/05/rec_1.wav',
        format: 'alaw',
        startedAt: TEST_NOW_MS,
        lengthMs: 0,
        result: 'running',
        gaps: [],
      };
      await records.store([record(1)], [running], 1);
      assert.deepEqual(await recordings.running(), [running]);
      const sealed: StoredRecording = {
        ...running,
        lengthMs: 5_000,
        result: 'complete',
        gaps: [{ atMs: 1_000, lengthMs: 20, reason: 'overrun' }],
      };
      await records.store([record(1)], [sealed], 2);
      assert.deepEqual(await recordings.byId(testRecordingId), sealed);
      assert.deepEqual(await recordings.running(), []);
    });

    it('stores nothing of a batch of which one part is refused', async () => {
      const one: StoredRecording = {
        recordingId: testRecordingId,
        callId: record(1).callId,
        path: 'same.wav',
        format: 'alaw',
        startedAt: 0,
        lengthMs: 0,
        result: 'running',
        gaps: [],
      };
      const samePath: StoredRecording = { ...one, recordingId: recordingIdSchema.parse('rec_2') };
      await assert.rejects(records.store([record(1)], [one, samePath], 5), /UNIQUE/);
      assert.equal(await records.byId(record(1).callId), undefined);
      assert.equal(await records.position(), 0);
    });
  });
}
