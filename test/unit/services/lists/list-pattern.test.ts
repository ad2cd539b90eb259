import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePattern } from '../../../../src-main/services/routing/lists/list-pattern.ts';
import { nationalNumber } from '../../../../src-main/services/routing/lists/national-number.ts';
import { isSafeExpression } from '../../../../src-main/services/routing/lists/safe-expression.ts';

describe('the national form of a number', () => {
  for (const [form, ways] of [
    [
      '13900001234',
      ['139 0000 1234', '+86 139-0000-1234', '8613900001234', '008613900001234', '013900001234', '9,13900001234'],
    ],
    ['13900001234', ['1790913900001234', '17909 013900001234', '9-17951-13900001234', '９０１３９００００１２３４']],
    ['01088888888', ['010-8888 8888', '+86 10 8888 8888', '861088888888', '1088888888', '9 010 88888888']],
    ['075512345678', ['0755 1234 5678', '+8675512345678', '75512345678']],
    ['4008001234', ['400-800-1234', '+86 400 800 1234', '4008001234']],
    ['88888888', ['8888 8888']],
    ['86123456', ['86123456']],
    ['95588', ['95588']],
    ['10086', ['10086', '+86 10086']],
    ['0012125551234', ['+1 (212) 555-1234', '0012125551234']],
    ['', ['', 'anonymous', '-']],
  ] as const) {
    for (const way of ways) it(`of '${way}' is '${form}'`, () => assert.equal(nationalNumber(way), form));
  }

  it('is the national form of itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{0,20}$/), (text) => {
        const form = nationalNumber(text);
        // Each pass takes off what stands before the number once; what is a number afterwards stays one.
        assert.match(form, /^\d*$/);
        if (/^1[3-9]\d{9}$/.test(form)) assert.equal(nationalNumber(form), form);
      }),
    );
  });
});

describe('a pattern', () => {
  for (const [text, kind, key] of [
    ['13900001234', 'exact', '13900001234'],
    ['+86 139 0000 1234', 'exact', '13900001234'],
    ['138*', 'prefix', '138*'],
    ['0138*', 'prefix', '138*'],
    ['+86138*', 'prefix', '138*'],
    ['010*', 'prefix', '010*'],
    ['+8610*', 'prefix', '010*'],
    ['*', 'prefix', '*'],
    ['1380000????', 'mask', '1380000????'],
    ['+86 138?1*', 'mask', '138?1*'],
    ['none', 'none', 'none'],
    ['NONE', 'none', 'none'],
    ['~^1[3-9]\\d{9}$', 'expression', '~^1[3-9]\\d{9}$'],
  ] as const) {
    it(`'${text}' is of the kind ${kind}`, () => {
      const parsed = parsePattern(text);
      assert.deepEqual([parsed.kind, parsed.kind !== 'invalid' && parsed.key], [kind, key]);
    });
  }

  for (const [text, problem] of [
    ['', 'signs'],
    ['Wang', 'signs'],
    ['13*8', 'signs'],
    ['138**', 'signs'],
    ['1+38', 'signs'],
    ['~', 'expression'],
    ['~(', 'expression'],
    ['~[3-9', 'expression'],
    ['~(\\d+)+$', 'slowExpression'],
    ['~(1*)*2', 'slowExpression'],
    ['~(\\d|1)*$', 'slowExpression'],
    ['~(\\d{1,9}){9}', 'slowExpression'],
    ['~\\d*\\d*\\d*\\d*9', 'slowExpression'],
    ['~\\d{1,20}\\d{1,20}\\d{1,20}9', 'slowExpression'],
    ['~1?1?1?1?1?1?', 'slowExpression'],
    ['~(?=1)\\d', 'slowExpression'],
    ['~(\\d)\\1', 'slowExpression'],
    ['~\\d{9999}', 'slowExpression'],
    ['~[a-z]+', 'slowExpression'],
  ] as const) {
    it(`'${text}' is refused for ${problem}`, () => assert.deepEqual(parsePattern(text), { kind: 'invalid', problem }));
  }

  it('that is an expression is short work, even for the most hostile number', () => {
    const part = fc.constantFrom(
      '\\d',
      '1',
      '[1-9]',
      '*',
      '+',
      '?',
      '{1,32}',
      '{3}',
      '(',
      ')',
      '(?:',
      '|',
      '^',
      '$',
      '.',
    );
    const sources = fc.array(part, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));
    const numbers = fc.constantFrom('1'.repeat(32), '12'.repeat(16), `${'1'.repeat(31)}2`);
    fc.assert(
      fc.property(sources, numbers, (source, number) => {
        if (!isSafeExpression(source)) return;
        const expression = new RegExp(source);
        const began = performance.now();
        expression.test(number);
        assert.ok(performance.now() - began < 50, source);
      }),
      { numRuns: 20_000, seed: 1 },
    );
  });

  it('of the worst that is allowed takes no longer than a moment', () => {
    for (const source of [
      '\\d+\\d+9$',
      '\\d{1,32}\\d{1,32}0',
      '1?1?1?1?\\d*\\d*2',
      '(?:1|11)(?:1|11)(?:1|11)\\d*\\d+2',
    ]) {
      assert.ok(isSafeExpression(source), source);
      const began = performance.now();
      for (let time = 0; time < 100; time += 1) new RegExp(source).test('1'.repeat(32));
      assert.ok(performance.now() - began < 500, source);
    }
  });
});
