import assert from 'node:assert/strict';
import { stationDevice } from '../../../src-main/contract/ids.ts';
import { DEFAULT_NUMBER_PLAN, NumberPlan, type Destination } from '../../../src-main/mediator/number-plan.ts';

const STATIONS = ['801', '802'];
const plan = new NumberPlan(DEFAULT_NUMBER_PLAN, STATIONS);
const bare = new NumberPlan({ ...DEFAULT_NUMBER_PLAN, outsidePrefix: '' }, STATIONS);

function outside(digits: string, emergency = false): Destination {
  return { kind: 'outside', digits, emergency };
}

describe('number plan', () => {
  it('strips the outside prefix of a number dialled on a phone', () => {
    assert.deepEqual(plan.resolve('913800138000', 'hard'), outside('13800138000'));
  });

  it('refuses an outside number without prefix on a phone', () => {
    assert.deepEqual(plan.resolve('13800138000', 'hard'), { kind: 'notPermitted' });
  });

  it('takes a number from the screen with and without prefix, and with separators', () => {
    assert.deepEqual(plan.resolve('+86 (138) 0013-8000', 'soft'), outside('8613800138000'));
    assert.deepEqual(plan.resolve('9 138 0013 8000', 'soft'), outside('13800138000'));
  });

  it('knows the extensions, and an unknown one is no outside number', () => {
    assert.deepEqual(plan.resolve('802', 'hard'), { kind: 'internal', deviceId: stationDevice('802') });
    assert.deepEqual(plan.resolve('855', 'soft'), { kind: 'notPermitted' });
  });

  for (const number of ['110', '119', '120', '122']) {
    it(`lets ${number} pass with and without prefix, on phone and screen`, () => {
      for (const dialling of ['soft', 'hard'] as const) {
        assert.deepEqual(plan.resolve(number, dialling), outside(number, true));
        assert.deepEqual(plan.resolve(`9${number}`, dialling), outside(number, true));
        assert.deepEqual(bare.resolve(number, dialling), outside(number, true));
      }
    });
  }

  it('sends everything that is no extension outside where there is no prefix', () => {
    assert.deepEqual(bare.resolve('95588', 'hard'), outside('95588'));
    assert.deepEqual(bare.resolve('801', 'hard'), { kind: 'internal', deviceId: stationDevice('801') });
  });

  it('refuses nothing but the prefix, no digits, and more than a dial command takes', () => {
    for (const number of ['9', '', '--', `9${'1'.repeat(65)}`]) {
      assert.deepEqual(plan.resolve(number, 'hard'), { kind: 'notPermitted' });
    }
  });

  for (const code of ['*78', '*79', '*73', '*72802', '*72913800138000']) {
    it(`knows ${code} as a setting of the station that dials it`, () => {
      assert.deepEqual(plan.resolve(code, 'hard'), { kind: 'feature', feature: 'stationSetting', argument: '' });
    });
  }

  it('takes forwarding without a number for no code', () => {
    assert.equal(plan.resolve('*72', 'hard').kind, 'notPermitted');
  });
});
