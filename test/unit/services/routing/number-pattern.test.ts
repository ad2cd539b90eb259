import assert from 'node:assert/strict';
import { numberPatternSchema } from '../../../../src-main/contract/number-pattern.ts';
import { isLikeCaller, isLikeDigits } from '../../../../src-main/services/routing/number-pattern.ts';

describe('a number pattern', () => {
  for (const [pattern, number, expected] of [
    ['13900001234', '13900001234', true],
    ['139 0000 1234', '+86 139-0000-1234', true],
    ['+8613900001234', '013900001234', true],
    ['13900001234', '1790913900001234', true],
    ['13900001234', '13900001235', false],
    ['138*', '13800000000', true],
    ['138*', '8613800000000', true],
    ['138*', '1790913800000000', true],
    ['138*', '138', true],
    ['138*', '13', false],
    ['0755*', '075588888888', true],
    ['010*', '01088888888', true],
    ['*', '1', true],
    ['*', '', false],
    ['1390000????', '13900001234', true],
    ['1390000????', '139000012345', false],
    ['??', '12', true],
    ['none', '', true],
    ['none', '10086', false],
    [String.raw`~^1[3-9]\d{9}$`, '+86 13900001234', true],
    [String.raw`~^1[3-9]\d{9}$`, '12900001234', false],
    ['~^', '', false],
  ] as const) {
    it(`${pattern} ${expected ? 'is like' : 'is not like'} a call from '${number}'`, () => {
      assert.equal(isLikeCaller(pattern, number), expected);
    });
  }

  it('takes dialled digits as they are, prefixes and all', () => {
    const like = (pattern: string) => ['013900001234', '13900001234'].map((digits) => isLikeDigits(pattern, digits));
    assert.deepEqual(
      [like('0*'), like('13900001234'), like('?1390*')],
      [
        [true, false],
        [false, true],
        [true, false],
      ],
    );
  });

  for (const pattern of [
    '',
    'abc',
    '13*8',
    '~(a+)+',
    '~(1+)+',
    '~(1*)*',
    '~(1|11){9}',
    '~1++',
    '~1*1*1*1*',
    '~(?=1)',
    '~(1',
    String.raw`~(1)\1`,
  ]) {
    it(`is refused as '${pattern}'`, () => assert.equal(numberPatternSchema.safeParse(pattern).success, false));
  }

  it('that is accepted is quick on the longest hostile number', () => {
    const pattern = numberPatternSchema.parse('~^1*1*1*2$');
    const startedMs = performance.now();
    assert.equal(isLikeCaller(pattern, '1'.repeat(5_000)), false);
    assert.ok(performance.now() - startedMs < 200);
  });
});
