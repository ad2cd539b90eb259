import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import type { ListKind, NumberListId } from '../../../../src-main/contract/number-lists.ts';
import { SteppedClock } from '../../../../src-main/foundation/clock.ts';
import { NumberListsService } from '../../../../src-main/services/routing/index.ts';
import { NumberListEntriesRepository } from '../../../../src-main/storage/repositories/number-list-entries.ts';
import { NumberListsRepository } from '../../../../src-main/storage/repositories/number-lists.ts';
import { openMemory, TEST_NOW_MS, type TestDatabase } from '../../../support/test-databases.ts';
import { TestLog } from '../../../support/test-log.ts';

const ADMIN = userIdSchema.parse('user_admin');

describe('number lists as text', () => {
  let opened: TestDatabase;
  let service: NumberListsService;
  let black: NumberListId;
  let white: NumberListId;

  beforeEach(async () => {
    opened = await openMemory();
    const { query } = opened.database;
    const clock = new SteppedClock(TEST_NOW_MS);
    service = new NumberListsService({
      lists: new NumberListsRepository(query),
      entries: new NumberListEntriesRepository(query),
      clock,
      wallClock: clock,
      log: new TestLog(),
      isUsed: async () => false,
    });
    black = await newList('black');
    white = await newList('white');
  });
  afterEach(() => opened.remove());

  async function newList(kind: ListKind): Promise<NumberListId> {
    return (await service.createList({ kind, title: kind })).listId;
  }

  it('takes what can be imported and tells of every other line why not', async () => {
    await service.addEntry(black, { pattern: '13900001234', reason: '' }, ADMIN);
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

  it('is written as it is read', async () => {
    const lines = ['138*,2026-12-31,骚扰, 多次', '137*,,试用', '~^1\\d{3,5}$', '13600001234,2026-06-30'];
    await service.importText(black, lines.join('\n'), ADMIN);
    const exported = await service.exportText(black);
    assert.ok(exported.ok);
    assert.deepEqual(exported.value.split('\n').sort(), ['', ...lines].sort());
    await service.importText(white, exported.value, ADMIN);
    const again = await service.exportText(white);
    assert.deepEqual(again.ok && again.value.split('\n').sort(), exported.value.split('\n').sort());
  });

  it('takes 20 000 lines, more than are stored at once', async () => {
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
});
