import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findDialableNumbers, numberOfTelAddress } from '../../../src-main/contract/dialable-numbers.ts';

const numbersIn = (text: string): readonly string[] => findDialableNumbers(text).map(({ number }) => number);

describe('numbers in text', () => {
  for (const [text, ...numbers] of [
    ['请回电 13912345678 谢谢', '13912345678'],
    ['139 1234 5678', '13912345678'],
    ['139-1234-5678', '13912345678'],
    ['013912345678', '13912345678'],
    ['+86 139 1234 5678', '13912345678'],
    ['0086-13912345678', '13912345678'],
    ['（86）13912345678', '13912345678'],
    ['１３９１２３４５６７８', '13912345678'],
    ['手机：１３９－１２３４－５６７８。', '13912345678'],
    ['010-88888888', '01088888888'],
    ['（010）8888 8888', '01088888888'],
    ['+86 10 8888 8888', '01088888888'],
    ['+86 (0)21 6666 6666', '02166666666'],
    ['0755 8246 1234', '075582461234'],
    ['0411-2345678', '04112345678'],
    ['400-810-1234', '4008101234'],
    ['800 820 1234', '8008201234'],
    ['+1 (212) 555-0100', '0012125550100'],
    ['0044 20 7946 0958', '00442079460958'],
    ['13912345678 13812345678', '13912345678', '13812345678'],
    ['13912345678/010-88888888', '13912345678', '01088888888'],
    ['张 13912345678，李 13812345678', '13912345678', '13812345678'],
    ['分机 801', '801'],
    ['请拨分机：8012', '8012'],
    ['call 801 or dial 110', '801', '110'],
  ] as const) {
    it(`finds ${numbers.join(' and ')} in "${text}"`, () => assert.deepEqual(numbersIn(text), numbers));
  }

  for (const text of [
    '',
    'no number',
    '2026-11-20 14:03:22',
    '¥13912345678',
    '13912345678.50',
    '6222 0212 3456 7890 123',
    '订单 A13912345678',
    '139123456789',
    '11012319900101123X',
    '192.168.1.100',
    '1234567',
    '88888888',
    '801',
    'v1.23.4567890',
    '50% of 400',
  ]) {
    it(`finds none in "${text}"`, () => assert.deepEqual(numbersIn(text), []));
  }

  it('names the extension behind a landline, and keeps it out of what is dialled', () => {
    for (const text of ['010-88888888-801', '010-8888 8888 转 801', '400-810-1234 ext. 801', '010-88888888#801']) {
      const [found] = findDialableNumbers(text);
      assert.deepEqual([found?.extension, found?.text, findDialableNumbers(text).length], ['801', text, 1], text);
    }
  });

  it('says where each stands in the text, so that a page can put a link there', () => {
    const text = '张：１３９ 1234 5678；分机 801';
    const cut = findDialableNumbers(text).map(({ at, text: found }) => [text.slice(at, at + found.length), found]);
    assert.deepEqual(cut, [
      ['１３９ 1234 5678', '１３９ 1234 5678'],
      ['801', '801'],
    ]);
  });

  it('takes any text, in time that grows with it, and gives pieces of it that do not overlap', () => {
    const signs = fc.constantFrom('0', '1', '3', '9', '8', '6', ' ', '-', '+', '(', ')', '转', '。', 'a', '１', '\n');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 120 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const found of findDialableNumbers(text)) {
          assert.equal(text.slice(found.at, found.at + found.text.length), found.text);
          assert.match(found.number, /^\d{3,17}$/);
          assert.ok(found.at >= end);
          end = found.at + found.text.length;
        }
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});

describe('the number of a tel address', () => {
  for (const [address, number] of [
    ['tel:13912345678', '13912345678'],
    ['tel:+86-139-1234-5678', '13912345678'],
    ['TEL://010-88888888', '01088888888'],
    ['tel:%2B8613912345678', '13912345678'],
    ['tel:801', '801'],
    ['tel:*97', '*97'],
    ['tel:+12125550100;ext=3', '0012125550100'],
    ['１３９１２３４５６７８', '13912345678'],
    ['tel:', undefined],
    ['tel:1;2', undefined],
    ['tel:javascript:alert(1)', undefined],
    ['mailto:x@example', undefined],
    [`tel:${'1'.repeat(40)}`, undefined],
    ['tel:%E0%A4%A', undefined],
  ] as const) {
    it(`is ${number ?? 'none'} for ${address}`, () => assert.equal(numberOfTelAddress(address), number));
  }
});
