import assert from 'node:assert/strict';
import {
  listEntryIdSchema,
  numberListIdSchema,
  numberListSchema,
  type ListKind,
} from '../../../../src-main/contract/number-lists.ts';
import { NumberLists } from '../../../../src-main/services/routing/index.ts';
import type { LookupEntry } from '../../../../src-main/storage/repositories/number-list-entries.ts';

const KINDS: readonly ListKind[] = ['custom', 'vip', 'black', 'white'];

function entryOn(list: string, pattern: string, change: Partial<LookupEntry> = {}): LookupEntry {
  return {
    entryId: listEntryIdSchema.parse(`e-${list}-${pattern.replaceAll(/\W/g, '_')}`),
    listId: numberListIdSchema.parse(list),
    pattern,
    reason: '',
    ...change,
  };
}

/** A list of each kind, named by it. */
function listsWith(...entries: readonly LookupEntry[]): NumberLists {
  const lists = new NumberLists();
  lists.load(
    KINDS.map((kind) => numberListSchema.parse({ listId: kind, kind, title: kind })),
    entries,
  );
  return lists;
}

function patternsFor(lists: NumberLists, number: string): readonly string[] {
  return lists.matchAll(number, 0).map((hit) => hit.pattern);
}

describe('the lists of numbers', () => {
  for (const [pattern, numbers, others] of [
    [
      '13900001234',
      ['13900001234', '+8613900001234', '013900001234'],
      ['1390000123', '139000012345', '13900001235', ''],
    ],
    ['138*', ['13800001234', '+8613800001234', '138'], ['13900001234', '013', '']],
    ['010*', ['01088888888', '+861088888888', '1088888888'], ['10086', '02088888888']],
    ['17909*', ['1790913900001234'], ['13900001234', '95588']],
    ['+86*', ['+8613900001234'], ['0012125551234', '95588']],
    ['86138*', ['86138123'], ['13800001234']],
    ['1380000????', ['13800001234', '013800009999'], ['13800011234', '1380000123', '138000012345']],
    ['13?8*', ['13180', '13980001234'], ['1309', '1379', '138']],
    ['~^1[3-9]\\d{9}$', ['13800001234', '+8619900001234'], ['12800001234', '95588', '']],
    ['none', ['', 'anonymous'], ['0', '13900001234']],
    ['*', ['1', '13900001234', '0012125551234'], ['']],
  ] as const) {
    for (const number of numbers) {
      it(`find '${number}' by ${pattern}`, () =>
        assert.deepEqual(patternsFor(listsWith(entryOn('black', pattern)), number), [pattern]));
    }
    for (const number of others) {
      it(`do not find '${number}' by ${pattern}`, () =>
        assert.deepEqual(patternsFor(listsWith(entryOn('black', pattern)), number), []));
    }
  }

  it('decide white before black before VIP before the others', () => {
    const lists = listsWith(
      ...['custom', 'vip', 'black', 'white'].map((list) => entryOn(list, list === 'black' ? '139*' : '13900001234')),
    );
    const kinds = lists.matchAll('13900001234', 0).map((hit) => hit.kind);
    assert.deepEqual(kinds, ['white', 'black', 'vip', 'custom']);
    assert.equal(lists.match('13900001234', 0)?.kind, 'white');
    assert.equal(lists.match('13900001235', 0)?.kind, 'black');
    assert.equal(lists.match('18900001235', 0), undefined);
  });

  it('tell by which entry and why', () => {
    const entry = entryOn('vip', '13900001234', { reason: '老客户' });
    assert.deepEqual(listsWith(entry).match('13900001234', 0), {
      listId: 'vip',
      kind: 'vip',
      entryId: entry.entryId,
      pattern: '13900001234',
      reason: '老客户',
    });
  });

  it('pass over an entry from the moment of its expiry', () => {
    const lists = listsWith(entryOn('black', '139*', { expiresAt: 1000 }));
    assert.deepEqual(
      [999, 1000].map((atMs) => lists.matchAll('13900001234', atMs).length),
      [1, 0],
    );
  });

  it('forget what is removed and follow what is changed, of every kind of pattern', () => {
    for (const pattern of ['13900001234', '139*', '1390000????', '~^139', 'none']) {
      const lists = listsWith();
      const number = pattern === 'none' ? '' : '13900001234';
      const entry = entryOn('black', pattern);
      lists.put(entry);
      lists.put({ ...entry, reason: 'again' });
      assert.deepEqual(
        lists.matchAll(number, 0).map((hit) => hit.reason),
        ['again'],
        pattern,
      );
      lists.put({ ...entry, pattern: '200' });
      assert.deepEqual([lists.matchAll(number, 0).length, lists.matchAll('200', 0).length], [0, 1], pattern);
      lists.remove(entry.entryId);
      assert.deepEqual([lists.matchAll('200', 0).length, lists.size, lists.expressionCount], [0, 0, 0], pattern);
    }
  });

  it('lose the entries of a list that is removed', () => {
    const lists = listsWith(entryOn('black', '139*'), entryOn('vip', '13900001234'));
    lists.removeList(numberListIdSchema.parse('black'));
    assert.deepEqual(patternsFor(lists, '13900001234'), ['13900001234']);
    assert.equal(lists.size, 1);
  });

  it('look up a number among 100 000 entries in microseconds, whether it is there or not', () => {
    const numbers = Array.from({ length: 90_000 }, (_, no) => String(13_000_000_000 + no * 70_001));
    const prefixes = Array.from({ length: 10_000 }, (_, no) =>
      String(15_000_000_000 + no * 999_983).slice(0, 5 + (no % 7)),
    );
    const lists = listsWith(
      ...[...numbers, ...prefixes.map((prefix) => `${prefix}*`)].map((each) => entryOn('vip', each)),
    );
    const sought = numbers.flatMap((number) => [number, String(Number(number) + 1)]);
    const began = performance.now();
    const found = sought.filter((number) => lists.match(number, 0) !== undefined).length;
    const meanMs = (performance.now() - began) / sought.length;
    assert.ok(found >= numbers.length);
    // 0.002 ms on a quiet machine; entries tried one by one would take 1 ms.
    assert.ok(meanMs < 0.05, `${meanMs} ms`);
  });
});
