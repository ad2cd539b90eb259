import assert from 'node:assert/strict';
import type { RingGroup } from '../../../../src-main/contract/routing.ts';
import { MOBILE, openFollowCentre, type FollowCentre } from '../../../support/follow-centre.ts';
import { LINE_1, LINE_2, PHONE_801, PHONE_802, STATION_802, TRUNK_1 } from '../../mediator/call-centre.ts';

const PHONES = [PHONE_801, PHONE_802, PHONE_802 + 1];
const group: RingGroup = {
  groupId: 'sales',
  title: '业务组',
  members: ['801', '802', '803'].map((stationNo) => ({ kind: 'station', stationNo })),
  order: 'together',
  ringMs: 5_000,
  then: { kind: 'voicemail', boxId: 'sales' },
};

describe('a ring group', () => {
  let house: FollowCentre;
  beforeEach(async () => {
    house = await openFollowCentre();
  });
  const ringing = (): readonly boolean[] => PHONES.map((phone) => house.driver.state(phone) === 'ringing');

  it('rings together, and who lifts first has the caller', async () => {
    await house.grouped(group);
    assert.deepEqual(ringing(), [true, true, true]);
    house.driver.lift(PHONE_802);
    await house.settle(100);
    assert.deepEqual(ringing(), [false, false, false]);
    assert.equal(house.call().connections.find((each) => each.deviceId === STATION_802)?.state, 'connected');
    assert.deepEqual(house.why(), [
      { kind: 'ringGroup', groupId: 'sales', title: '业务组' },
      { kind: 'summoned', taken: true, by: STATION_802 },
    ]);
  });

  it('rings in order, each so long', async () => {
    await house.grouped({ ...group, order: 'inOrder' });
    assert.deepEqual(ringing(), [true, false, false]);
    await house.settle(5_000);
    assert.deepEqual(ringing(), [false, true, false]);
  });

  it('takes its own step when nobody took the call', async () => {
    await house.grouped(group);
    await house.settle(6_000);
    assert.deepEqual(house.steps, [group.then]);
    assert.equal(house.call().connections.find((each) => each.deviceId === TRUNK_1)?.state, 'connected');
  });

  it('takes no step for a caller who gave up', async () => {
    await house.grouped(group);
    house.driver.farHangsUp(LINE_1);
    await house.settle(10_000);
    assert.deepEqual([house.steps, ringing(), house.mediator.calls.size], [[], [false, false, false], 0]);
  });

  it('begins after the one who took the last call when it has a memory', async () => {
    const round: RingGroup = { ...group, order: 'round' };
    await house.grouped(round);
    await house.settle(5_000);
    house.driver.lift(PHONE_802);
    await house.settle(100);
    await house.grouped(round, LINE_2);
    assert.deepEqual(ringing(), [false, false, true]);
  });

  it('remembers a member outside by the number that was dialled', async () => {
    const round: RingGroup = {
      ...group,
      order: 'round',
      members: [
        { kind: 'outside', number: '13700137000' },
        { kind: 'outside', number: MOBILE },
        { kind: 'station', stationNo: '803' },
      ],
    };
    await house.grouped(round);
    house.driver.endDial(LINE_2, 'busy');
    await house.settle(1_000);
    const second = [1, 2, 3].find((line) => house.driver.running(line).some(({ command }) => command.kind === 'dial'));
    house.driver.endDial(second ?? LINE_2, 'answered', 'voice');
    await house.settle(100);
    house.driver.farHangsUp(LINE_1);
    await house.settle(5_000);
    await house.grouped(round);
    assert.deepEqual(ringing(), [false, false, true]);
  });

  it('ends a call that comes to it a second time', async () => {
    const callId = await house.grouped(group);
    await house.settle(6_000);
    assert.ok(house.mediator.calls.has(callId));
    house.groupAgain(callId, group);
    await house.settle(1_000);
    assert.equal(house.mediator.calls.size, 0);
  });
});
