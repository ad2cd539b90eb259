import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import {
  listEntryIdSchema,
  numberListIdSchema,
  type ListKind,
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
    black = await newList('black');
    white = await newList('white');
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

  async function newList(kind: ListKind): Promise<NumberListId> {
    return (await service.createList({ kind, title: kind })).listId;
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
    const entries = new NumberListEntriesRepository(opened.database.query);
    let broken = true;
    const addHits: typeof entries.addHits = async (hits) => {
      if (broken) throw new Error('disk full');
      await entries.addHits(hits);
    };
    const { query } = opened.database;
    const repository = Object.assign(Object.create(entries), {
      addHits,
      byId: (id: typeof entry.entryId) => entries.byId(id),
    });
    const lists = new NumberListsRepository(query);
    const other = new NumberListsService({
      lists,
      entries: repository,
      clock,
      wallClock: clock,
      log,
      isUsed: async () => false,
    });
    other.countHit(entry, 1);
    await other.stop();
    assert.deepEqual(log.errors, ['error: hits of number lists could not be written: Error: disk full']);
    broken = false;
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

  it('import what can be imported and tell of every other line why not', async () => {
    await add(black, '13900001234');
    const text = [
      '# 黑名单',
      '',
      '138*,2026-12-31,骚扰, 多次',
      '+86 139 0000 1234',
      '137?????,,试用',
      'wang',
      '136*,2026-02-30',
      '136*,2020-01-01',
      '~^1\\d{3,5}$，2026/06/30',
      '~(1+)+',
      `135*,,${'长'.repeat(201)}`,
      'none',
      '0138*',
    ].join('\r\n');
    const report = await service.importText(black, text, ADMIN);
    assert.deepEqual(report, {
      ok: true,
      value: {
        added: 4,
        refusedCount: 7,
        refused: [
          { lineNo: 4, text: '+86 139 0000 1234', why: 'duplicate' },
          { lineNo: 6, text: 'wang', why: 'pattern', problem: 'signs' },
          { lineNo: 7, text: '136*,2026-02-30', why: 'date' },
          { lineNo: 8, text: '136*,2020-01-01', why: 'past' },
          { lineNo: 10, text: '~(1+)+', why: 'pattern', problem: 'slowExpression' },
          { lineNo: 11, text: `135*,,${'长'.repeat(74)}`, why: 'tooLong' },
          { lineNo: 13, text: '0138*', why: 'duplicate' },
        ],
      },
    });
    assert.equal(service.check('13800001234')[0]?.reason, '骚扰, 多次');
    assert.deepEqual(
      ['', '13712345', '1234'].map((number) => service.check(number).length),
      [1, 1, 1],
    );
  });

  it('export what they import', async () => {
    const lines = ['138*,2026-12-31,骚扰, 多次', '137*,,试用', '~^1\\d{3,5}$', '13600001234,2026-06-30'];
    await service.importText(black, lines.join('\n'), ADMIN);
    const exported = await service.exportText(black);
    assert.ok(exported.ok);
    assert.deepEqual(exported.value.split('\n').sort(), ['', ...lines].sort());
    await service.importText(white, exported.value, ADMIN);
    const again = await service.exportText(white);
    assert.deepEqual(again.ok && again.value.split('\n').sort(), exported.value.split('\n').sort());
  });

  it('import 20 000 lines, more than are stored at once', async () => {
    const text = Array.from({ length: 20_000 }, (_, no) => 13_900_000_000 + no).join('\n');
    const report = await service.importText(black, text, ADMIN);
    assert.deepEqual(report, { ok: true, value: { added: 20_000, refusedCount: 0, refused: [] } });
    assert.deepEqual(
      ['13900019999', '13900020000'].map((number) => service.check(number).length),
      [1, 0],
    );
    const exported = await service.exportText(black);
    assert.equal(exported.ok && new Set(exported.value.trim().split('\n')).size, 20_000);
  }).timeout(20_000);

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
