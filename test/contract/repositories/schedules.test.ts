import assert from 'node:assert/strict';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import {
  listEntrySchema,
  numberListSchema,
  type ListEntry,
  type NumberListId,
} from '../../../src-main/contract/number-lists.ts';
import { NumberListEntriesRepository } from '../../../src-main/storage/repositories/number-list-entries.ts';
import { NumberListsRepository } from '../../../src-main/storage/repositories/number-lists.ts';
import { SchedulesRepository } from '../../../src-main/storage/repositories/schedules.ts';
import { aSchedule } from '../../support/schedules.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

const BLACK = numberListSchema.parse({ listId: 'black', kind: 'black', title: '黑名单' });
const VIP = numberListSchema.parse({ listId: 'vip', kind: 'vip', title: 'VIP' });

function anEntry(pattern: string, change: Partial<ListEntry> & { listId?: NumberListId } = {}): ListEntry {
  return listEntrySchema.parse({
    entryId: `e${pattern.replaceAll(/\W/g, '_')}`,
    listId: BLACK.listId,
    pattern,
    reason: '',
    addedBy: 'user_1',
    addedAt: 1,
    hits: 0,
    ...change,
  });
}

const keyed = (entry: ListEntry) => ({ entry, patternKey: entry.pattern });

for (const kind of databaseKinds) {
  describe(`schedules and number lists in ${kind.name}`, () => {
    let opened: TestDatabase;
    let entries: NumberListEntriesRepository;
    let lists: NumberListsRepository;
    beforeEach(async () => {
      opened = await kind.open();
      entries = new NumberListEntriesRepository(opened.database.query);
      lists = new NumberListsRepository(opened.database.query);
    });
    afterEach(() => opened.remove());

    it('gives schedules back as they were, and keeps an override beside the definition', async () => {
      const schedules = new SchedulesRepository(opened.database.query);
      const schedule = aSchedule({
        holidays: [{ title: '元旦', fromDate: '2026-01-01', toDate: '2026-01-03', periods: [] }],
        swaps: [{ title: '调休', date: '2026-01-04', weekday: 5 }],
        exceptions: [{ title: '盘点', date: '2026-03-04', periods: [{ from: '07:00', to: '09:00', kind: 'duty' }] }],
      });
      const override = {
        kind: 'off' as const,
        until: 2,
        reason: '停电',
        setAt: 1,
        byUserId: userIdSchema.parse('user_1'),
      };
      await schedules.save({ ...schedule, title: 'old' });
      await schedules.setOverride(schedule.scheduleId, override);
      await schedules.save(schedule);
      assert.deepEqual(await schedules.all(), [{ schedule, override }]);
      await schedules.setOverride(schedule.scheduleId, undefined);
      assert.deepEqual(await schedules.all(), [{ schedule }]);
      await schedules.remove(schedule.scheduleId);
      assert.deepEqual(await schedules.all(), []);
    });

    it('gives lists back by title, with how many entries they have, and removes them with these', async () => {
      for (const list of [{ ...BLACK, title: 'old' }, VIP, BLACK]) await lists.save(list);
      await entries.add([anEntry('139*'), anEntry('138*')].map(keyed));
      assert.deepEqual(await lists.all(), [VIP, BLACK]);
      assert.deepEqual([...(await lists.counts())], [['black', 2]]);
      await lists.remove(BLACK.listId);
      assert.deepEqual([await lists.all(), await entries.forLookup()], [[VIP], []]);
    });

    it('adds an entry once a list and says which were added', async () => {
      for (const list of [BLACK, VIP]) await lists.save(list);
      const full = anEntry('139*', { expiresAt: 9, reason: '骚扰', hits: 3, lastHitAt: 8 });
      assert.deepEqual([...(await entries.add([keyed(full)]))], [full.entryId]);
      const again = { ...full, entryId: anEntry('again').entryId };
      const elsewhere = { ...full, entryId: anEntry('vip').entryId, listId: VIP.listId };
      assert.deepEqual([...(await entries.add([again, elsewhere, anEntry('138*')].map(keyed)))].sort(), [
        'e138_',
        'evip',
      ]);
      assert.deepEqual([...(await entries.add([]))], []);
      assert.deepEqual(await entries.byId(full.entryId), full);
      assert.equal((await entries.forLookup()).length, 3);
    });

    it('reads a long list in pieces, in the order of adding, and as much of all lists as a look-up needs', async () => {
      for (const list of [BLACK, VIP]) await lists.save(list);
      const added = ['5*', '4*', '3*', '2*', '1*'].map((pattern, at) =>
        anEntry(pattern, { addedAt: Math.floor(at / 2) }),
      );
      await entries.add([...added, anEntry('9*', { listId: VIP.listId })].map(keyed));
      const read: ListEntry[] = [];
      for (;;) {
        const piece = await entries.following(BLACK.listId, read.at(-1), 2);
        if (piece.length === 0) break;
        read.push(...piece);
      }
      assert.deepEqual(
        read.map((entry) => entry.pattern),
        ['4*', '5*', '2*', '3*', '1*'],
      );
      const { entryId, listId, pattern, reason } = anEntry('9*', { listId: VIP.listId });
      assert.deepEqual(
        (await entries.forLookup()).find((entry) => entry.listId === listId),
        { entryId, listId, pattern, reason },
      );
    });

    it('changes an entry, not its hits, and not into the pattern of another', async () => {
      await lists.save(BLACK);
      const entry = anEntry('139*', { expiresAt: 9, hits: 2, lastHitAt: 3 });
      await entries.add([keyed(entry), keyed(anEntry('138*'))]);
      assert.equal(await entries.change(keyed({ ...entry, pattern: '138*' })), false);
      const { expiresAt: _, ...kept } = entry;
      assert.equal(await entries.change(keyed({ ...kept, pattern: '137*', reason: '新', hits: 0 })), true);
      assert.deepEqual(await entries.byId(entry.entryId), { ...kept, pattern: '137*', reason: '新' });
    });

    it('adds hits to those that there are, and passes over entries that are gone', async () => {
      await lists.save(BLACK);
      const [first, second, gone] = [anEntry('139*', { hits: 1 }), anEntry('138*'), anEntry('137*')];
      await entries.add([first, second, gone].map(keyed));
      await entries.remove(gone.entryId);
      await entries.addHits([
        { entryId: first.entryId, hits: 2, lastHitAt: 5 },
        { entryId: second.entryId, hits: 1, lastHitAt: 6 },
        { entryId: gone.entryId, hits: 1, lastHitAt: 7 },
      ]);
      const hit = await entries.mostRecentlyHit('black', 10);
      assert.deepEqual(
        hit.map((entry) => [entry.pattern, entry.hits, entry.lastHitAt]),
        [
          ['138*', 1, 6],
          ['139*', 3, 5],
        ],
      );
      assert.deepEqual(await entries.mostRecentlyHit('vip', 10), []);
    });
  });
}
