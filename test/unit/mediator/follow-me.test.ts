import assert from 'node:assert/strict';
import { trunkDevice } from '../../../src-main/contract/ids.ts';
import type { SummonRequest } from '../../../src-main/mediator/call-control.ts';
import {
  codeOf,
  LINE_2,
  openCallCentre,
  PHONE_801,
  PHONE_802,
  STATION_801,
  STATION_802,
  talkingCall,
  TRUNK_1,
  watch,
  WELCOME,
  type CallCentre,
} from './call-centre.ts';

const TRUNK_2 = trunkDevice(2);
const MOBILE = '13800138000';
const PHONE_803 = PHONE_802 + 1;
const confirm: NonNullable<SummonRequest['confirm']> = { prompts: [WELCOME], digit: '1', repeat: 2 };

/** The states of a call's connections, by device. */
function states(centre: CallCentre): Readonly<Record<string, string>> {
  return Object.fromEntries(centre.call().connections.map((each) => [each.deviceId, each.state]));
}

describe('mediator, a held caller is followed by somebody else', () => {
  let centre: CallCentre;

  /** 801 talks with a caller, holds it, and somebody is called for it. */
  async function following(request: Pick<SummonRequest, 'targets' | 'how'> & Partial<SummonRequest>) {
    centre = await openCallCentre();
    const { callId } = await talkingCall(centre);
    const held = watch(centre.mediator.holdCall(callId, STATION_801));
    await centre.settle();
    assert.equal(codeOf(held), 'ok');
    const summoned = watch(
      centre.mediator.summon({ callId, byId: STATION_801, fromId: STATION_801, confirm, ...request }),
    );
    await centre.settle();
    return { callId, summoned };
  }

  it('lets the holder go when somebody has taken the call, and the two talk on', async () => {
    const { summoned } = await following({ targets: [{ to: '802' }], how: 'inOrder' });
    centre.driver.lift(PHONE_802);
    await centre.settle(100);
    assert.deepEqual(summoned.result, { ok: true, value: STATION_802 });
    assert.deepEqual(states(centre), { [TRUNK_1]: 'connected', [STATION_801]: 'null', [STATION_802]: 'connected' });
    assert.equal(centre.call().connections.find((each) => each.deviceId === TRUNK_1)?.media, 'joined');
    const given = centre.events.find((event) => event.kind === 'Transferred' && event.toId === STATION_802);
    assert.equal(given?.kind === 'Transferred' && given.fromId, STATION_801);
  });

  it('holds the caller until an outside number has answered and pressed the key', async () => {
    const { summoned } = await following({ targets: [{ to: MOBILE, confirm: true }], how: 'inOrder' });
    centre.driver.endDial(LINE_2, 'answered', 'voice');
    await centre.settle(100);
    assert.deepEqual([codeOf(summoned), states(centre)[STATION_801]], ['open', 'held']);
    centre.driver.press(LINE_2, '1');
    await centre.settle(100);
    assert.deepEqual([codeOf(summoned), states(centre)[STATION_801]], ['ok', 'null']);
    assert.equal(states(centre)[TRUNK_2], 'connected');
    // The holder's handset goes down later and ends nothing.
    centre.driver.hangUp(PHONE_801);
    await centre.settle(100);
    assert.equal(states(centre)[TRUNK_2], 'connected');
  });

  it('goes on without the holder in a call that the holder has made', async () => {
    centre = await openCallCentre();
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: MOBILE }));
    await centre.settle();
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.endDial(0, 'answered', 'voice');
    await centre.settle(100);
    assert.equal(codeOf(made), 'ok');
    const { callId } = centre.call();
    void centre.mediator.holdCall(callId, STATION_801);
    await centre.settle();
    const summoned = watch(
      centre.mediator.summon({ callId, targets: [{ to: '13900009999' }], how: 'inOrder', fromId: STATION_801 }),
    );
    await centre.settle();
    centre.driver.endDial(LINE_2, 'answered', 'voice');
    await centre.settle(100);
    assert.equal(codeOf(summoned), 'ok');
    assert.deepEqual(states(centre), { [STATION_801]: 'null', [TRUNK_1]: 'connected', [TRUNK_2]: 'connected' });
  });

  for (const how of ['inOrder', 'together'] as const) {
    it(`calls nobody any more, ${how}, when the holder takes the caller back`, async () => {
      const { callId, summoned } = await following({ targets: [{ to: '802' }, { to: '803' }], how });
      const back = watch(centre.mediator.retrieveCall(callId, STATION_801));
      await centre.settle(100);
      assert.deepEqual([codeOf(back), codeOf(summoned)], ['ok', 'call/noAnswer']);
      await centre.settle(60_000);
      assert.deepEqual(
        [PHONE_802, PHONE_803].map((channel) => centre.driver.state(channel)),
        ['idle', 'idle'],
      );
      assert.equal(states(centre)[STATION_801], 'connected');
    });
  }

  it('lets go of one that is asked for the key when the holder takes the caller back', async () => {
    const { callId, summoned } = await following({ targets: [{ to: MOBILE, confirm: true }], how: 'inOrder' });
    centre.driver.endDial(LINE_2, 'answered', 'voice');
    await centre.settle(100);
    void centre.mediator.retrieveCall(callId, STATION_801);
    await centre.settle(1_000);
    assert.notEqual(codeOf(summoned), 'open');
    assert.deepEqual([states(centre)[TRUNK_2], states(centre)[STATION_801]], ['null', 'connected']);
  });

  it('goes on with the caller when the holder hangs up while an outside number is dialled', async () => {
    const { summoned } = await following({ targets: [{ to: MOBILE }], how: 'inOrder' });
    centre.driver.progress(LINE_2, 'digitsSent');
    await centre.settle();
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1_000);
    assert.deepEqual([centre.driver.state(PHONE_801), codeOf(summoned)], ['idle', 'open']);
    centre.driver.endDial(LINE_2, 'answered', 'voice');
    await centre.settle(100);
    assert.deepEqual([codeOf(summoned), states(centre)[TRUNK_1]], ['ok', 'connected']);
  });

  it('leaves the caller waiting in the call when nobody took it', async () => {
    const { summoned } = await following({ targets: [{ to: '802', ringMs: 5_000 }], how: 'inOrder' });
    await centre.settle(6_000);
    assert.equal(codeOf(summoned), 'call/noAnswer');
    assert.deepEqual([states(centre)[TRUNK_1], states(centre)[STATION_801]], ['connected', 'held']);
  });

  it('tells of follow-me in the words that it is counted by', async () => {
    centre = await openCallCentre();
    const { callId } = await talkingCall(centre);
    const told = { callId, deviceId: TRUNK_1, to: 'followMe/plan_1', reason: 'followMe' } as const;
    centre.mediator.note({ kind: 'Diverted', at: centre.clock.nowMs(), ...told });
    await centre.settle();
    assert.equal(
      centre.events.some((event) => event.kind === 'Diverted' && event.reason === 'followMe'),
      true,
    );
    assert.deepEqual(states(centre), { [TRUNK_1]: 'connected', [STATION_801]: 'connected' });
  });
});
