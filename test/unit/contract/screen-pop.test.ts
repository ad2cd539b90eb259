import assert from 'node:assert/strict';
import {
  fillTemplate,
  isForCall,
  screenPopSchema,
  templateProblem,
  toE164,
} from '../../../src-main/contract/screen-pop.ts';

const CALL = {
  callId: 'call_1',
  direction: 'inbound',
  ani: '139 1234 5678',
  name: '李 & 王',
  trunkNo: 3,
  startedAt: 1_767_607_200_000,
} as const;

describe('an address template', () => {
  it('is filled with what is known of the call, encoded for an address', () => {
    const template =
      'https://crm.example/find?phone={ani|e164}&name={name|url}&call={callId}&no={ani|digits}#{trunkNo}';
    assert.equal(
      fillTemplate(template, CALL),
      'https://crm.example/find?phone=%2B8613912345678&name=%E6%9D%8E%20%26%20%E7%8E%8B&call=call_1&no=13912345678#3',
    );
  });

  it('leaves a field empty that the call does not have', () => {
    assert.equal(fillTemplate('https://crm.example/?rule={ruleId}', CALL), 'https://crm.example/?rule=');
  });

  it('puts a raw value in as it is, without signs that break an address off', () => {
    const values = { ...CALL, name: 'a/b?c=d\n\te' };
    assert.equal(fillTemplate('https://crm.example/{name|raw}', values), 'https://crm.example/a/b?c=de');
  });

  it('never leads to another server, whatever the caller calls himself', () => {
    for (const name of ['//evil.example/', '@evil.example', '.evil.example/', '\\\\evil.example', '../../x']) {
      for (const format of ['raw', 'url']) {
        const filled = fillTemplate(`https://crm.example/{name|${format}}`, { ...CALL, name });
        assert.equal(filled === undefined || new URL(filled).host === 'crm.example', true, `${name} ${format}`);
      }
    }
  });

  for (const [template, problem] of [
    ['https://crm.example/{phone}', { kind: 'unknownField', at: 20, word: 'phone' }],
    ['https://crm.example/{ani|upper}', { kind: 'unknownFormat', at: 20, word: 'upper' }],
    ['https://crm.example/{ani', { kind: 'unclosed', at: 20 }],
    ['https://crm.example/{}', { kind: 'unknownField', at: 20, word: '' }],
    ['https://{name}.example/', { kind: 'placeholderInHost' }],
    ['https://crm.example{ani}/', { kind: 'placeholderInHost' }],
    ['https://{ani}@crm.example/', { kind: 'placeholderInHost' }],
    ['http://crm.example:8{trunkNo}/', { kind: 'placeholderInHost' }],
    ['{name}', { kind: 'notHttp' }],
    ['javascript:alert({ani})', { kind: 'notHttp' }],
    ['file:///{ani}', { kind: 'notHttp' }],
    ['crm.example/{ani}', { kind: 'notHttp' }],
  ] as const) {
    it(`is none when it is ${template}, and opens nothing`, () => {
      assert.deepEqual(templateProblem(template), problem);
      assert.equal(fillTemplate(template, CALL), undefined);
    });
  }
});

describe('a screen pop', () => {
  const pop = (change: object) =>
    screenPopSchema.parse({
      screenPopId: 'crm',
      title: 'CRM',
      template: 'https://crm.example/{ani}',
      enabled: true,
      scope: { kind: 'all' },
      directions: ['inbound'],
      when: 'ringing',
      how: 'newTab',
      ...change,
    });

  it('is for the calls of its trunks, rules and directions alone', () => {
    const call = { direction: 'inbound', trunkNo: 3, ruleId: 'vip' };
    const cases = [
      pop({}),
      pop({ enabled: false }),
      pop({ directions: ['outbound'] }),
      pop({ scope: { kind: 'trunks', trunkNos: [1, 3] } }),
      pop({ scope: { kind: 'trunks', trunkNos: [1] } }),
      pop({ scope: { kind: 'rules', ruleIds: ['vip'] } }),
      pop({ scope: { kind: 'rules', ruleIds: ['other'] } }),
    ].map((each) => isForCall(each, call));
    assert.deepEqual(cases, [true, false, false, true, false, true, false]);
    assert.equal(isForCall(pop({ scope: { kind: 'trunks', trunkNos: [3] } }), { direction: 'inbound' }), false);
  });
});

describe('the international form', () => {
  it('is made of numbers that have one, and leaves others alone', () => {
    const typed = ['13912345678', '0139 1234 5678', '010-88888888', '8613912345678', '+12125550100', '0012125550100'];
    assert.deepEqual(typed.map(toE164), [
      '+8613912345678',
      '+8613912345678',
      '+861088888888',
      '+8613912345678',
      '+12125550100',
      '+12125550100',
    ]);
    assert.deepEqual(['801', '110', '4008101234', '', '88888888'].map(toE164), [
      '801',
      '110',
      '4008101234',
      '',
      '88888888',
    ]);
  });
});
