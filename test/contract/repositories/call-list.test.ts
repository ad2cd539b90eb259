import assert from 'node:assert/strict';
import { matchesFilter } from '../../../src-main/contract/call-record-filter.ts';
import type { CallRecord, CallRecordFilter, CallRecordQuery } from '../../../src-main/contract/call-record.ts';
import { callIdSchema, recordingIdSchema, ruleIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import { CallRecordsRepository, type RecordScope } from '../../../src-main/storage/repositories/call-records.ts';
import { storedRecord as record } from '../../support/stored-record.ts';
import { databaseKinds, TEST_NOW_MS, type TestDatabase } from '../../support/test-databases.ts';

const chen = userIdSchema.parse('user_chen');
const wang = userIdSchema.parse('user_wang');

/** Calls that differ in all that a filter asks for. */
function variedRecord(no: number): CallRecord {
  const direction = (['inbound', 'outbound', 'internal'] as const)[no % 3] ?? 'inbound';
  const talked = no % 4 !== 0;
  const sealed = { startedAt: 1, lengthMs: 1, format: 'alaw', result: 'complete' } as const;
  return record(no, {
    direction,
    ani: `${no % 2 === 0 ? '0' : ''}13${no % 7}0${String(no * 7_919).padStart(7, '0')}`,
    name: ['王芳', '欧阳娜娜', 'Li Qiang', '𬭚 Ünal', ''][no % 5] ?? '',
    trunkNo: 1 + (no % 6),
    ...(no % 11 === 0 ? { vip: true } : {}),
    ruleId: ruleIdSchema.parse(`rule_${no % 3}`),
    ...(talked ? { connectedToAgentAt: 1, talkMs: no * 1_000, userId: chen, endReason: 'NORMAL' } : {}),
    ...(talked ? {} : { endReason: direction === 'inbound' ? 'NO_AGENT' : 'BUSY' }),
    endedAt: TEST_NOW_MS + no * 1_000,
    legs: [
      { device: `station/80${no % 4}`, startedAt: 1 },
      { device: 'station/899', startedAt: 1, participation: 'listen', userId: wang },
    ],
    recordings: no % 2 === 0 ? [{ recordingId: recordingIdSchema.parse(`rec_${no}`), ...sealed, gaps: [] }] : [],
  });
}

const filters: readonly CallRecordFilter[] = [
  {},
  { direction: 'outbound' },
  { stationNo: '802' },
  { stationNo: '899' },
  { userId: chen },
  { userId: wang },
  { endReason: 'NO_AGENT' },
  { ruleId: ruleIdSchema.parse('rule_1') },
  { trunkNo: 3 },
  { recorded: true },
  { recorded: false, missed: true },
  { missed: false, direction: 'inbound' },
  { vip: true },
  { vip: false, trunkNo: 5 },
  { minTalkMs: 60_000 },
  { minTalkMs: 59_500 },
  { minTalkMs: 59_500, recorded: true, stationNo: '801' },
  { from: TEST_NOW_MS + 20_000, to: TEST_NOW_MS + 90_000 },
  { from: TEST_NOW_MS + 20_000, to: TEST_NOW_MS + 90_000, direction: 'inbound', search: '13' },
  { number: '9190' },
  { number: '+86 139' },
  { number: '13' },
  { name: '欧' },
  { name: '娜娜' },
  { name: '娜阳' },
  { name: 'ünal' },
  { name: '𬭚' },
  { search: '王' },
  { search: '1300' },
  { search: '79' },
  { search: 'li qiang', direction: 'internal' },
  { search: '%_' },
];

for (const kind of databaseKinds) {
  describe(`the call list in ${kind.name}`, () => {
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

    it('finds by any filter what the filter says, a page at a time and counted', async () => {
      const all = Array.from({ length: 120 }, (_, index) => variedRecord(index + 1));
      await records.store(all, [], 1);
      for (const filter of filters) {
        const expected = all.filter((each) => matchesFilter(each, filter)).map((each) => each.callId);
        const pages: string[] = [];
        for (let cursor: string | undefined; ;) {
          const page = await records.page({ ...filter, limit: 7, ...(cursor === undefined ? {} : { cursor }) });
          pages.push(...page.records.map((each) => each.callId));
          cursor = page.nextCursor;
          if (cursor === undefined) break;
        }
        assert.deepEqual(pages, expected.toReversed(), JSON.stringify(filter));
        const counted = await records.count(filter, { kind: 'all' }, 10_000);
        assert.deepEqual(counted, { count: expected.length, more: false }, JSON.stringify(filter));
      }
      assert.ok(filters.some((filter) => all.filter((each) => matchesFilter(each, filter)).length === 0));
    });

    it('counts up to a limit, and says that there are more', async () => {
      await records.store(
        Array.from({ length: 12 }, (_, index) => record(index + 1)),
        [],
        1,
      );
      assert.deepEqual(await records.count({}, { kind: 'all' }, 12), { count: 12, more: false });
      assert.deepEqual(await records.count({}, { kind: 'all' }, 11), { count: 11, more: true });
      assert.deepEqual(await records.count({ search: '900000012' }, { kind: 'all' }, 11), { count: 1, more: false });
    });

    it('finds a record by what it has become, and no longer by what it was', async () => {
      await records.store([record(1, { name: '王芳', stationNo: '801' })], [], 1);
      await records.store([record(1, { name: '李娜', stationNo: '802', endReason: 'BUSY', endedAt: 9 })], [], 2);
      const by = async (query: Partial<CallRecordQuery>) => (await found(query)).length;
      assert.deepEqual([await by({ name: '王芳' }), await by({ stationNo: '801' })], [0, 0]);
      assert.deepEqual(
        [await by({ name: '李娜' }), await by({ stationNo: '802' }), await by({ endReason: 'BUSY' })],
        [1, 1, 1],
      );
    });

    it('knows of missed calls whether somebody spoke with the number after them', async () => {
      const lost = { endReason: 'ABANDONED_IVR', endedAt: TEST_NOW_MS } as const;
      const spoke = { connectedToAgentAt: TEST_NOW_MS, endReason: 'NORMAL', endedAt: TEST_NOW_MS } as const;
      await records.store(
        [
          record(1, { ...lost, ani: '013900001111' }),
          record(2, { ...lost, ani: '13900002222' }),
          record(3, { ...lost, ani: '' }),
          record(4, { ...spoke, ani: '13900001111', direction: 'outbound' }),
          record(5, { ...lost, ani: '13900001111', legs: [{ device: 'station/801', startedAt: 1, ringAt: 1 }] }),
          record(6, { ani: '13900002222', direction: 'outbound', endReason: 'NO_ANSWER', endedAt: TEST_NOW_MS }),
        ],
        [],
        1,
      );
      const missed: RecordScope = { kind: 'missed' };
      assert.deepEqual(await found({}, missed), [5, 3, 2, 1]);
      assert.deepEqual(await found({ callBack: 'open' }, missed), [5, 3, 2]);
      assert.deepEqual(await found({ callBack: 'calledBack' }, missed), [1]);
      assert.deepEqual(await found({}, { kind: 'missed', stationNo: '801' }), [5]);
      assert.deepEqual((await records.page({ limit: 10 }, missed)).callBacks, {
        call_001: { callId: 'call_004', at: record(4).startedAt },
      });
    });

    it('keeps the order in which calls came within a millisecond, however many they are', async () => {
      const many = Array.from({ length: 1_500 }, (_, index) =>
        record(0, { callId: callIdSchema.parse(`call_${index}`), startedAt: TEST_NOW_MS }),
      );
      await records.store(many.slice(0, 700), [], 1);
      await records.store(many.slice(700), [], 2);
      const page = await records.page({ limit: 200 });
      assert.deepEqual(
        page.records.map((each) => each.callId),
        many
          .slice(-200)
          .map((each) => each.callId)
          .toReversed(),
      );
    });
  });
}
