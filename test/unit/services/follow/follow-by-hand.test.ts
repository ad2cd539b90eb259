import assert from 'node:assert/strict';
import type { FollowPlan } from '../../../../src-main/contract/follow.ts';
import { aPlan, aTarget, CALLER, MOBILE, openFollowCentre, type FollowCentre } from '../../../support/follow-centre.ts';
import {
  codeOf,
  LINE_2,
  PHONE_801,
  PHONE_802,
  STATION_801,
  STATION_802,
  talkingCall,
  TRUNK_1,
  TRUNK_2,
  watch,
} from '../../mediator/call-centre.ts';

describe('follow-me by hand', () => {
  let house: FollowCentre;
  const stateOf = (deviceId: string): string =>
    house.call().connections.find((each) => each.deviceId === deviceId)?.state ?? 'absent';

  /** 801 talks with a caller and sends it after somebody. */
  async function sent(plan: FollowPlan, planId = 'plan_1') {
    house = await openFollowCentre([plan]);
    const { callId } = await talkingCall(house.centre);
    const followed = watch(house.follow.followByHand(callId, STATION_801, planId));
    await house.settle(100);
    return { callId, followed };
  }

  it('is done when the caller is held and somebody is called', async () => {
    const { followed } = await sent(aPlan());
    assert.deepEqual(
      [codeOf(followed), stateOf(STATION_801), house.driver.state(PHONE_802)],
      ['ok', 'held', 'ringing'],
    );
    assert.deepEqual(house.why(), [{ kind: 'followMe', planId: 'plan_1', title: '值班', by: 'hand' }]);
  });

  it('lets the agent go when somebody has taken the call', async () => {
    await sent(aPlan());
    house.driver.lift(PHONE_802);
    await house.settle(100);
    assert.deepEqual(
      [stateOf(TRUNK_1), stateOf(STATION_802), stateOf(STATION_801)],
      ['connected', 'connected', 'null'],
    );
  });

  it('gives the agent the caller back when nobody took the call, and takes no other step', async () => {
    const whenNobody = { kind: 'voicemail', boxId: 'box_1' } as const;
    await sent(aPlan({ whenNobody, targets: [aTarget('802', { ringSeconds: 5 })] }));
    await house.settle(6_000);
    assert.deepEqual([stateOf(TRUNK_1), stateOf(STATION_801), house.steps], ['connected', 'connected', []]);
  });

  it('stops when the agent takes the caller back', async () => {
    const { callId } = await sent(aPlan({ targets: [aTarget('802'), aTarget('803')] }));
    void house.mediator.retrieveCall(callId, STATION_801);
    await house.settle(60_000);
    assert.deepEqual(
      [stateOf(STATION_801), house.driver.state(PHONE_802), house.driver.state(PHONE_802 + 1)],
      ['connected', 'idle', 'idle'],
    );
    const again = watch(house.follow.followByHand(callId, STATION_801, 'plan_1'));
    await house.settle(100);
    assert.equal(codeOf(again), 'ok');
  });

  it('goes on when the agent hangs up, and calls it back when nobody took the call', async () => {
    await sent(aPlan({ targets: [aTarget(MOBILE, { ringSeconds: 10 })] }));
    house.driver.progress(LINE_2, 'ringback');
    house.driver.hangUp(PHONE_801);
    await house.settle(1_000);
    assert.equal(house.driver.state(PHONE_801), 'idle');
    house.driver.endDial(LINE_2, 'noAnswer');
    await house.settle(1_000);
    assert.deepEqual([stateOf(TRUNK_1), house.driver.state(PHONE_801), house.steps], ['connected', 'ringing', []]);
    house.driver.lift(PHONE_801);
    await house.settle(100);
    assert.equal(stateOf(STATION_801), 'connected');
  });

  it('takes the step of the plan when neither somebody of it nor the agent takes the call', async () => {
    await sent(aPlan({ targets: [aTarget(MOBILE, { ringSeconds: 10 })] }));
    house.driver.progress(LINE_2, 'ringback');
    house.driver.hangUp(PHONE_801);
    await house.settle(1_000);
    house.driver.endDial(LINE_2, 'busy');
    await house.settle(100);
    await house.settle(60_000);
    assert.deepEqual(house.steps, [{ kind: 'hangUp', how: 'answerAndHangUp' }]);
  });

  it('dials with the rights of the agent’s station when the plan is nobody’s', async () => {
    await sent(aPlan({ targets: [aTarget(MOBILE)] }));
    assert.deepEqual([house.dialled[0]?.stationNo, stateOf(TRUNK_2)], ['801', 'reserved']);
  });

  it('is refused with the call as it was when nobody of the plan is to be called', async () => {
    const { followed } = await sent(aPlan({ targets: [aTarget(CALLER)] }));
    assert.deepEqual([codeOf(followed), stateOf(STATION_801)], ['follow/nobodyToCall', 'connected']);
  });

  it('is refused for a plan that is not there, a call that is on its way, and one without a line', async () => {
    const unknown = await sent(aPlan(), 'plan_9');
    assert.equal(codeOf(unknown.followed), 'request/notFound');
    const { callId } = await sent(aPlan());
    const twice = watch(house.follow.followByHand(callId, STATION_801, 'plan_1'));
    await house.settle(100);
    assert.equal(codeOf(twice), 'call/wrongState');
    const internal = watch(house.follow.followByHand(callId, STATION_802, 'plan_1'));
    await house.settle();
    assert.equal(codeOf(internal), 'call/wrongState');
  });

  it('keeps nothing of a call whose caller hung up meanwhile', async () => {
    await sent(aPlan());
    house.driver.farHangsUp(0);
    await house.settle(15_000);
    house.driver.hangUp(PHONE_801);
    await house.settle(15_000);
    assert.deepEqual([house.mediator.calls.size, house.mediator.counters.pending, house.defects], [0, 0, []]);
  });
});
