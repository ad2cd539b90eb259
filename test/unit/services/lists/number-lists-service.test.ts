import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import {
  listEntryIdSchema,
  numberListIdSchema,
  type NumberListId,
} from '../../../../src-main/contract/number-lists.ts';
import { SteppedClock } from '../../../../src-main/foundation/clock.ts';
import { NumberListsService } from '../../../../src-main/services/routing/index.ts';
import { NumberListEntriesRepository } from '../../../../src-main/storage/repositories/number-list-entries.ts';
import { NumberListsRepository } from '../../../../src-main/storage/repositories/number-lists.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../../support/test-databases.ts';
import { TestLog } from '../../../support/test-log.ts';

const ADMIN = userIdSchema.parse('user_admin');
const DAY_MS = 86_400_000;

describe('the number lists of the house', () => {
  let opened: TestDatabase;
  let clock: SteppedClock;
  let log: TestLog;
  let service: NumberListsService;
  let used: string[];
  let black: NumberListId;
  let white: NumberListId;

  beforeEach(async () => {
    opened = await openMemory();
    clock = new SteppedClock(TEST_NOW_MS);
    log = new TestLog();
    used = [];
    service = await newService();
    black = (await service.createList({ kind: 'black', title: 'black' })).listId;
    white = (await service.createList({ kind: 'white', title: 'white' })).listId;
  });
  afterEach(() => opened.remove());

  async function newService(): Promise<NumberListsService> {
    const { query } = opened.database;
    const made = new NumberListsService({
      lists: new NumberListsRepository(query),
      entries: new NumberListEntriesRepository(query),
      clock,
      wallClock: clock,
      log,
      isUsed: async (listId) => used.includes(listId),
    });
    await made.start();
    return made;
  }

  async function add(listId: NumberListId, pattern: string, reason = '') {
    const added = await service.addEntry(listId, { pattern, reason }, ADMIN);
    return added.ok ? added.value : assert.fail(added.error.now);
  }

  async function codeOf(answer: Promise<{ ok: true } | { ok: false; error: { code: string } }>): Promise<string> {
    const given = await answer;
    return given.ok ? 'ok' : given.error.code;
  }

  it('know a number as soon as it is on a list, and after a restart', async () => {
    await add(black, '139*', '骚扰');
    assert.equal(service.check('13900001234')[0]?.kind, 'black');
    const restarted = await newService();
    assert.equal(restarted.check('+8613900001234')[0]?.reason, '骚扰');
  });

  it('have a pattern once a list, however it is written, and may have it on another', async () => {
    await add(black, '13900001234');
    assert.equal(
      await codeOf(service.addEntry(black, { pattern: '+86 139 0000 1234', reason: '' }, ADMIN)),
      'list/duplicate',
    );
    assert.equal(await codeOf(service.addEntry(white, { pattern: '+86 139 0000 1234', reason: '' }, ADMIN)), 'ok');
    assert.deepEqual(
      service.check('13900001234').map((hit) => hit.kind),
      ['white', 'black'],
    );
  });

  it('refuse a pattern that is none, and say why', async () => {
    const added = await service.addEntry(black, { pattern: '~(1+)+$', reason: '' }, ADMIN);
    assert.deepEqual(!added.ok && [added.error.code, added.error.ids], [
      'list/patternInvalid',
      { problem: 'slowExpression' },
    ]);
  });

  it('hold at most 200 expressions', async () => {
    for (let no = 0; no < 200; no += 1) await add(black, `~^${1000 + no}`);
    const more = await service.addEntry(white, { pattern: '~^2000', reason: '' }, ADMIN);
    assert.deepEqual(!more.ok && more.error.ids, { problem: 'tooManyExpressions' });
    assert.equal(await codeOf(service.addEntry(white, { pattern: '2000*', reason: '' }, ADMIN)), 'ok');
  });

  it('change an entry and keep who added it and its hits', async () => {
    const entry = await add(black, '139*', '骚扰');
    service.countHit(entry, TEST_NOW_MS + 1);
    const input = { pattern: '1390000*', reason: '更正', expiresAt: TEST_NOW_MS + DAY_MS };
    assert.ok((await service.changeEntry(black, entry.entryId, input)).ok);
    const { entries } = await pageOf(black);
    assert.deepEqual(entries, [{ ...entry, ...input, hits: 1, lastHitAt: TEST_NOW_MS + 1 }]);
    assert.deepEqual(
      ['13911112222', '13900001234'].map((number) => service.check(number).length),
      [0, 1],
    );
    assert.ok((await service.changeEntry(black, entry.entryId, { pattern: '1390000*', reason: '' })).ok);
    assert.equal((await pageOf(black)).entries[0]?.expiresAt, undefined);
  });

  it('refuse a change into a pattern that the list has already', async () => {
    const entry = await add(black, '139*');
    await add(black, '138*');
    assert.equal(
      await codeOf(service.changeEntry(black, entry.entryId, { pattern: '0138*', reason: '' })),
      'list/duplicate',
    );
    assert.equal(service.check('13900001234').length, 1);
  });

  it('count hits in memory and write them in batches', async () => {
    const entry = await add(black, '139*');
    for (let time = 1; time <= 3; time += 1) service.countHit(entry, TEST_NOW_MS + time);
    const stored = async () => new NumberListEntriesRepository(opened.database.query).byId(entry.entryId);
    assert.equal((await stored())?.hits, 0);
    clock.advance(5_000);
    await service.stop();
    assert.deepEqual([(await stored())?.hits, (await stored())?.lastHitAt], [3, TEST_NOW_MS + 3]);
  });

  it('keep hits that could not be written for the next time', async () => {
    const entry = await add(black, '139*');
    const { query } = opened.database;
    const entries = new UnwritableEntries(query);
    const lists = new NumberListsRepository(query);
    const other = new NumberListsService({ lists, entries, clock, wallClock: clock, log, isUsed: async () => false });
    other.countHit(entry, 1);
    await other.stop();
    assert.deepEqual(log.errors, ['error: hits of number lists could not be written: Error: disk full']);
    entries.broken = false;
    other.countHit(entry, 2);
    await other.stop();
    assert.equal((await entries.byId(entry.entryId))?.hits, 2);
  });

  it('show the black entries that blocked calls, the last first, and move one to the white list', async () => {
    const [first, second] = [await add(black, '139*'), await add(black, '138*')];
    await add(black, '137*');
    service.countHit(second, TEST_NOW_MS + 1);
    service.countHit(first, TEST_NOW_MS + 2);
    assert.deepEqual(
      (await service.falseBlockReview()).map((entry) => [entry.pattern, entry.hits]),
      [
        ['139*', 1],
        ['138*', 1],
      ],
    );
    assert.ok((await service.moveEntry(black, first.entryId, white)).ok);
    assert.equal(service.lookup.match('13900001234', TEST_NOW_MS)?.kind, 'white');
    assert.deepEqual(
      (await service.falseBlockReview()).map((entry) => entry.pattern),
      ['138*'],
    );
  });

  it('merge an entry that is moved to a list that has it', async () => {
    const entry = await add(black, '139*');
    await add(white, '139*', '朋友');
    assert.ok((await service.moveEntry(black, entry.entryId, white)).ok);
    assert.deepEqual(
      service.check('13900001234').map((hit) => [hit.kind, hit.reason]),
      [['white', '朋友']],
    );
    assert.deepEqual(
      (await service.all()).map((list) => [list.kind, list.entryCount]),
      [
        ['black', 0],
        ['white', 1],
      ],
    );
  });

  it('are found by page, by number in any way of writing, and by reason', async () => {
    for (let no = 0; no < 5; no += 1) {
      await add(black, `1390000123${no}`, no === 2 ? '推销 电话' : '');
      clock.advance(1);
    }
    const page = await pageOf(black, { offset: 1, limit: 2 });
    assert.deepEqual([page.entries.map((entry) => entry.pattern), page.total], [['13900001233', '13900001232'], 5]);
    assert.equal((await pageOf(black, { search: '+86 1390000 1234' })).total, 1);
    assert.equal((await pageOf(black, { search: '推销电话' })).total, 1);
    assert.equal((await pageOf(black, { search: '广告' })).total, 0);
  });

  it('lose a list with its entries, unless a rule asks it', async () => {
    await add(black, '139*');
    used.push(black);
    assert.equal(await codeOf(service.removeList(black)), 'list/inUse');
    assert.equal(service.check('13900001234').length, 1);
    used.length = 0;
    assert.equal(await codeOf(service.removeList(black)), 'ok');
    assert.deepEqual([service.check('13900001234').length, (await service.all()).length], [0, 1]);
  });

  it('follow a change of the kind of a list', async () => {
    await add(black, '139*');
    assert.ok((await service.changeList(black, { kind: 'vip', title: '贵宾' })).ok);
    assert.equal(service.check('13900001234')[0]?.kind, 'vip');
  });

  it('know nothing of lists and entries that are not there', async () => {
    const list = numberListIdSchema.parse('other');
    const entry = listEntryIdSchema.parse('other');
    const input = { pattern: '139*', reason: '' };
    const codes = await Promise.all([
      codeOf(service.changeList(list, { kind: 'vip', title: 'x' })),
      codeOf(service.removeList(list)),
      codeOf(service.page(list, { offset: 0, limit: 1 })),
      codeOf(service.addEntry(list, input, ADMIN)),
      codeOf(service.changeEntry(black, entry, input)),
      codeOf(service.moveEntry(black, entry, white)),
      codeOf(service.removeEntry(black, entry)),
      codeOf(service.importText(list, '', ADMIN)),
      codeOf(service.exportText(list)),
    ]);
    assert.deepEqual(new Set(codes), new Set(['request/notFound']));
    const ours = await add(black, '139*');
    assert.equal(await codeOf(service.removeEntry(white, ours.entryId)), 'request/notFound');
    assert.equal(await codeOf(service.moveEntry(black, ours.entryId, list)), 'request/notFound');
  });

  async function pageOf(listId: NumberListId, query: { offset?: number; limit?: number; search?: string } = {}) {
    const page = await service.page(listId, { offset: 0, limit: 50, ...query });
    return page.ok ? page.value : assert.fail(page.error.now);
  }
});

/** Hits cannot be written while it is broken. */
class UnwritableEntries extends NumberListEntriesRepository {
  broken = true;

  override async addHits(hits: Parameters<NumberListEntriesRepository['addHits']>[0]): Promise<void> {
    if (this.broken) throw new Error('disk full');
    await super.addHits(hits);
  }
}
