import assert from 'node:assert/strict';
import { callIdSchema } from '../../../src-main/contract/ids.ts';
import { openWholeHouse, type WholeHouse } from '../../support/whole-house.ts';

const LINE_1 = 0;

describe('a call from the black list, through mediator, journal and records', () => {
  let house: WholeHouse;
  beforeEach(async () => {
    house = await openWholeHouse();
  });
  afterEach(() => house.close());

  it('rings unanswered until its caller gives up, and stands in the list as blacklisted with the reason', async () => {
    house.blocked.add('13900001234');
    house.driver.ring(LINE_1, '13900001234');
    await house.pass(20_000);
    assert.equal(house.callControl.calls.size, 1);
    house.driver.giveUp(LINE_1);
    for (const ms of [0, 3_000, 100]) await house.pass(ms);
    await house.records.settled();
    const record = await house.records.byId(callIdSchema.parse('call_1'));
    assert.ok(record !== undefined);
    const { endReason, endedBy, answeredAt, blockedBy, why } = record;
    assert.deepEqual([endReason, endedBy, answeredAt, blockedBy], ['BLACKLISTED', 'far', undefined, 'entry_1']);
    assert.deepEqual(
      why?.map((step) => step.kind),
      ['list'],
    );
    assert.deepEqual(house.defects, []);
  });
});
