import assert from 'node:assert/strict';
import { searchableName, searchableNumbers } from '../../../src-main/storage/searchable-text.ts';

describe('what the search compares', () => {
  for (const written of [
    '13900001234',
    '+86 139-0000-1234',
    '0086 13900001234',
    '013900001234',
    '9,13900001234',
    '９１３９００００１２３４',
  ]) {
    it(`finds the mobile number in '${written}'`, () => {
      assert.ok(searchableNumbers(written).includes('13900001234'));
    });
  }

  it('finds a land line with and without country code and trunk zero', () => {
    for (const written of ['010-8888 6666', '+86 10 8888 6666', '1088886666']) {
      assert.ok(searchableNumbers(written).includes('1088886666'), written);
    }
  });

  it('keeps the digits as they stand beside the bare ones, so that part of a prefix is found too', () => {
    assert.deepEqual(searchableNumbers('013900001234'), ['013900001234', '13900001234']);
    assert.deepEqual(searchableNumbers('010'), ['010', '10']);
  });

  it('takes no number from a text with letters or without digits', () => {
    assert.deepEqual([searchableNumbers('张3'), searchableNumbers('a1'), searchableNumbers(' - ')], [[], [], []]);
  });

  it('compares names without case, width, spaces and signs, and so without wildcards', () => {
    assert.equal(searchableName(' Wáng_Ｆang% (VIP) '), 'wángfangvip');
  });
});
