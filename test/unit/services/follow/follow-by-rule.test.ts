import assert from 'node:assert/strict';
import { promptIdSchema, userIdSchema } from '../../../../src-main/contract/ids.ts';
import {
  aPlan,
  aTarget,
  CALLER,
  DUTY,
  MOBILE,
  NOTICE,
  openFollowCentre,
  type FollowCentre,
} from '../../../support/follow-centre.ts';
import { LINE_1, LINE_2, PHONE_801, PHONE_802, STATION_802, TRUNK_1, TRUNK_2 } from '../../mediator/call-centre.ts';

const OWN_MUSIC = { kind: 'ringback' } as const;

describe('follow-me by rule', () => {
  let house: FollowCentre;
  const stateOf = (deviceId: string): string =>
    house.call().connections.find((each) => each.deviceId === deviceId)?.state ?? 'absent';

  it('answers, says that it tries somebody else, and gives the caller to who lifts', async () => {
    house = await openFollowCentre([aPlan({ noticePromptIds: [NOTICE] })]);
    await house.ruled();
    assert.deepEqual([stateOf(TRUNK_1), house.driver.state(PHONE_802)], ['connected', 'idle']);
    house.driver.complete(LINE_1, 'play', 'ok');
    await house.settle(100);
    house.driver.lift(PHONE_802);
    await house.settle(100);
    assert.deepEqual([stateOf(TRUNK_1), stateOf(STATION_802)], ['connected', 'connected']);
    assert.deepEqual(house.why(), [
      { kind: 'followMe', planId: 'plan_1', title: '值班', by: 'rule' },
      { kind: 'summoned', taken: true, by: STATION_802 },
    ]);
  });

  it('waits until the caller has heard what it has to hear first', async () => {
    let greeted = (): void => undefined;
    house = await openFollowCentre([aPlan()], new Promise((resolve) => (greeted = resolve)));
    await house.ruled();
    assert.deepEqual([stateOf(TRUNK_1), house.driver.state(PHONE_802)], ['connected', 'idle']);
    greeted();
    await house.settle(100);
    assert.equal(house.driver.state(PHONE_802), 'ringing');
  });

  it('is told once as a diversion, which reports count', async () => {
    house = await openFollowCentre([aPlan()]);
    await house.ruled();
    const told = house.events.filter((event) => event.kind === 'Diverted' && event.reason === 'followMe');
    assert.deepEqual(
      told.map((event) => (event.kind === 'Diverted' ? [event.deviceId, event.to] : [])),
      [[TRUNK_1, 'followMe/plan_1']],
    );
  });

  it('calls them one after the other, each as long as the plan says', async () => {
    house = await openFollowCentre([
      aPlan({ targets: [aTarget('801', { ringSeconds: 5 }), aTarget('802', { ringSeconds: 5 })] }),
    ]);
    await house.ruled();
    assert.deepEqual(
      [PHONE_801, PHONE_802].map((phone) => house.driver.state(phone)),
      ['ringing', 'idle'],
    );
    await house.settle(5_000);
    assert.deepEqual(
      [PHONE_801, PHONE_802].map((phone) => house.driver.state(phone)),
      ['idle', 'ringing'],
    );
  });

  it('calls all at once when the plan says so, and the first that lifts has it', async () => {
    house = await openFollowCentre([aPlan({ how: 'together', targets: [aTarget('801'), aTarget('802')] })]);
    await house.ruled();
    assert.deepEqual(
      [PHONE_801, PHONE_802].map((phone) => house.driver.state(phone)),
      ['ringing', 'ringing'],
    );
    house.driver.lift(PHONE_802);
    await house.settle(100);
    assert.deepEqual([house.driver.state(PHONE_801), stateOf(STATION_802)], ['idle', 'connected']);
  });

  it('takes the step of the plan when nobody took the call', async () => {
    const whenNobody = { kind: 'voicemail', boxId: 'box_1' } as const;
    house = await openFollowCentre([aPlan({ whenNobody, targets: [aTarget('802', { ringSeconds: 5 })] })]);
    await house.ruled();
    await house.settle(6_000);
    assert.deepEqual(house.steps, [whenNobody]);
    assert.deepEqual(house.why().at(-1), { kind: 'summoned', taken: false });
    assert.equal(stateOf(TRUNK_1), 'connected');
  });

  it('does nothing more for a caller who hung up meanwhile', async () => {
    house = await openFollowCentre([aPlan()]);
    await house.ruled();
    house.driver.farHangsUp(LINE_1);
    await house.settle(5_000);
    assert.deepEqual([house.mediator.calls.size, house.steps, house.defects], [0, [], []]);
    assert.equal(house.driver.state(PHONE_802), 'idle');
  });

  it('asks who is called to press the key, and goes on to the next when it is not pressed', async () => {
    const confirmPromptIds = [promptIdSchema.parse('confirm')];
    house = await openFollowCentre([
      aPlan({ confirmPromptIds, confirmDigit: '5', targets: [aTarget(MOBILE, { confirm: true }), aTarget('802')] }),
    ]);
    await house.ruled();
    house.driver.endDial(LINE_2, 'answered', 'voice');
    await house.settle(100);
    assert.equal(stateOf(TRUNK_2), 'connected');
    assert.equal(house.call().connections.find((each) => each.deviceId === TRUNK_2)?.participation, 'pending');
    house.driver.press(LINE_2, '1');
    await house.settle(100);
    assert.equal(house.driver.state(PHONE_802), 'idle');
    house.driver.complete(LINE_2, 'play', 'ok');
    await house.settle(1_000);
    assert.deepEqual([stateOf(TRUNK_2), house.driver.state(PHONE_802)], ['null', 'ringing']);
  });

  it('joins without asking when nobody could say that a key is wanted', async () => {
    const confirmPromptIds = [promptIdSchema.parse('missing')];
    house = await openFollowCentre([aPlan({ confirmPromptIds, targets: [aTarget(MOBILE, { confirm: true })] })]);
    await house.ruled();
    house.driver.endDial(LINE_2, 'answered', 'voice');
    await house.settle(100);
    assert.equal(house.call().connections.find((each) => each.deviceId === TRUNK_2)?.media, 'joined');
    assert.ok(house.log.lines.some((line) => line.includes('a prompt of follow-me is missing')));
  });

  it('dials with the rights of the owner’s station, or of the one that the plan names', async () => {
    const ownerUserId = userIdSchema.parse('user_boss');
    house = await openFollowCentre([aPlan({ ownerUserId, targets: [aTarget(MOBILE)] })]);
    await house.ruled();
    assert.equal(house.dialled[0]?.stationNo, '803');
    house = await openFollowCentre([aPlan({ ownerUserId, stationNo: '801', targets: [aTarget(MOBILE)] })]);
    await house.ruled();
    assert.equal(house.dialled[0]?.stationNo, '801');
  });

  it('lets the caller hear what the plan says, and only as long as it follows', async () => {
    house = await openFollowCentre([aPlan({ hears: OWN_MUSIC })]);
    await house.ruled();
    assert.deepEqual(house.chosen, [OWN_MUSIC]);
    house.driver.lift(PHONE_802);
    await house.settle(100);
    assert.deepEqual(house.chosen, [OWN_MUSIC, 'over']);
  });

  it('passes over the caller itself, our own lines, numbers of nobody, and those whose hours it is not', async () => {
    house = await openFollowCentre([
      aPlan({
        targets: [
          aTarget(CALLER, { label: '手机' }),
          aTarget('94008008888'),
          aTarget('12'),
          aTarget('801', { schedule: { scheduleId: 'office', kinds: ['duty'] } }),
          aTarget(DUTY, { schedule: { scheduleId: 'office', kinds: ['work'] } }),
        ],
      }),
    ]);
    await house.ruled();
    assert.deepEqual(
      house.dialled.map((request) => request.digits),
      [DUTY],
    );
    assert.deepEqual(
      house.why().filter((why) => why.kind === 'followSkipped'),
      [
        { kind: 'followSkipped', place: 1, label: '手机', because: 'callerItself' },
        { kind: 'followSkipped', place: 2, label: '', because: 'ownTrunk' },
        { kind: 'followSkipped', place: 3, label: '', because: 'noSuchNumber' },
        { kind: 'followSkipped', place: 4, label: '', because: 'notNow' },
      ],
    );
  });

  it('takes the step of the plan at once when nobody of it is to be called', async () => {
    house = await openFollowCentre([aPlan({ targets: [aTarget(CALLER)] })]);
    await house.ruled();
    assert.deepEqual(house.steps, [{ kind: 'hangUp', how: 'answerAndHangUp' }]);
    assert.deepEqual(house.why().at(-1), { kind: 'fellBack', from: 'followMe', because: 'nobodyToCall' });
  });

  it('falls back before it answers when the plan is gone or off', async () => {
    house = await openFollowCentre([aPlan({ enabled: false })]);
    await house.ruled();
    assert.deepEqual([house.fallBacks, stateOf(TRUNK_1)], [['unknownTarget'], 'alerting']);
  });

  it('ends a call that comes to the same plan a second time', async () => {
    house = await openFollowCentre([aPlan({ targets: [aTarget('802', { ringSeconds: 5 })] })]);
    const callId = await house.ruled();
    await house.settle(6_000);
    house.again(callId, 'plan_1');
    await house.settle(1_000);
    assert.equal(house.mediator.calls.size, 0);
    assert.deepEqual(house.why().at(-1), { kind: 'fellBack', from: 'followMe', because: 'loop' });
  });
});
