// Long because an outbound call has many ends, and each is a case.
import assert from 'node:assert/strict';
import { trunkDevice } from '../../../src-main/contract/ids.ts';
import type { CallId } from '../../../src-main/contract/ids.ts';
import {
  codeOf,
  LINE_1,
  LINE_2,
  openCallCentre,
  PHONE_801,
  PHONE_802,
  STATION_801,
  talkingCall,
  TRUNK_1,
  watch,
  type CallCentre,
  type Watched,
} from './call-centre.ts';

describe('mediator, outbound call', () => {
  let centre: CallCentre;

  beforeEach(async () => {
    centre = await openCallCentre();
  });

  afterEach(() => {
    assert.deepEqual(centre.defects, []);
    assert.equal(centre.mediator.counters.refusedInputs, 0);
  });

  /** Soft dialling up to the moment when the trunk dials. */
  async function dialling(number = '013800138000'): Promise<Watched<CallId>> {
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number }));
    await centre.settle(1000);
    centre.driver.lift(PHONE_801);
    await centre.settle();
    return made;
  }

  it('rings the station, dials, and joins both when the far end answers', async () => {
    let given: CallId | undefined;
    const made = watch(
      centre.mediator.makeCall({
        stationId: STATION_801,
        number: '9 138-0013-8000',
        onCall: (callId) => (given = callId),
      }),
    );
    await centre.settle(1000);
    assert.equal(given, centre.call().callId);
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.progress(LINE_1, 'digitsSent');
    await centre.settle();
    centre.driver.progress(LINE_1, 'ringback');
    await centre.settle(2000);
    centre.driver.endDial(LINE_1, 'answered', 'polarity');
    await centre.settle();
    assert.deepEqual(made.result, { ok: true, value: given });
    assert.deepEqual(centre.story(), [
      'ServiceInitiated station/801',
      'Delivered station/801',
      'Established station/801',
      'Originated station/801',
      'NetworkReached trunk/1',
      'Delivered trunk/1',
      'Established trunk/1',
      'Joined trunk/1 station/801',
    ]);
    const dial = centre.driver.posted.find((command) => command.kind === 'dial');
    assert.equal(dial?.kind === 'dial' && dial.digits, '13800138000');
    assert.equal(centre.call().connections[1]?.answerEvidence, 'polarity');
    assert.equal(centre.call().farNumber, '13800138000');
  });

  it('lets the station hear the line one way while it dials', async () => {
    await dialling();
    const links = centre.driver.posted.filter((command) => command.kind === 'connect');
    assert.deepEqual(links, [{ kind: 'connect', channel: PHONE_801, peer: LINE_1, ways: 'hears' }]);
    assert.equal(centre.call().talkingSince, undefined);
  });

  for (const [result, code, cause, endedBy] of [
    ['busy', 'call/busy', 'busy', 'far'],
    ['noAnswer', 'call/noAnswer', 'noAnswer', 'far'],
    ['invalidNumber', 'call/unobtainable', 'invalidNumber', 'far'],
    ['noDialTone', 'call/noDialTone', 'noDialTone', 'system'],
    ['congestion', 'call/failed', 'congestion', 'system'],
  ] as const) {
    it(`ends the call with busy tone at the station when the dial ends '${result}'`, async () => {
      const made = await dialling();
      centre.story();
      centre.driver.endDial(LINE_1, result);
      await centre.settle(1000);
      assert.equal(codeOf(made), code);
      assert.deepEqual(centre.story(), [
        `Failed trunk/1 ${cause}`,
        `ConnectionCleared station/801 ${cause}`,
        `ConnectionCleared trunk/1 ${cause}`,
        `CallCleared ${cause} ${endedBy}`,
      ]);
      assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
      assert.equal(centre.driver.state(LINE_1), 'idle');
    });
  }

  it('resets the station and takes no trunk when nobody lifts within 45 s', async () => {
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: '13800138000' }));
    await centre.settle(46_000);
    assert.equal(codeOf(made), 'call/noAnswer');
    assert.deepEqual(centre.story(), [
      'ServiceInitiated station/801',
      'Delivered station/801',
      'Failed station/801 ringTimeout',
      'ConnectionCleared station/801 ringTimeout',
      'CallCleared ringTimeout system',
    ]);
    assert.equal(centre.driver.state(PHONE_801), 'idle');
    assert.equal(
      centre.driver.posted.some((command) => command.kind === 'dial'),
      false,
    );
  });

  it('rings nobody when all trunks are busy, and tells why', async () => {
    for (let trunk = 0; trunk < 4; trunk += 1) centre.driver.ring(trunk, '1');
    await centre.settle();
    centre.story();
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: '13800138000' }));
    await centre.settle();
    assert.equal(codeOf(made), 'call/noTrunkFree');
    assert.deepEqual(centre.story(), [
      'ServiceInitiated station/801',
      'Failed station/801 noTrunkFree',
      'ConnectionCleared station/801 noTrunkFree',
      'CallCleared noTrunkFree system',
    ]);
    assert.equal(centre.driver.state(PHONE_801), 'idle');
  });

  it('takes another trunk when the one it picked begins to ring (glare)', async () => {
    const made = await dialling();
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle();
    centre.driver.endDial(LINE_2, 'answered', 'voice');
    await centre.settle();
    assert.equal(codeOf(made), 'ok');
    const calls = [...centre.mediator.calls.values()].map(({ direction, connections }) => [
      direction,
      connections.map(({ deviceId, state }) => `${deviceId} ${state}`),
    ]);
    assert.deepEqual(calls, [
      ['outbound', ['station/801 connected', 'trunk/1 null', 'trunk/2 connected']],
      ['inbound', ['trunk/1 alerting']],
    ]);
  });

  it('gives the trunk to its caller when the offer overtakes the refusal of the dial', async () => {
    centre.driver.hold('dial');
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: '13800138000' }));
    await centre.settle(1000);
    centre.driver.ring(LINE_1, '13900001234');
    centre.driver.lift(PHONE_801);
    await centre.settle();
    assert.equal(
      centre.mediator.devices.device(TRUNK_1)?.callId,
      centre.events.find((event) => event.kind === 'Delivered' && event.direction === 'inbound')?.callId,
    );
    centre.driver.endDial(LINE_2, 'answered', 'voice');
    await centre.settle();
    assert.equal(codeOf(made), 'ok');
  });

  it('fails with the cause glare when no other trunk is left', async () => {
    for (let trunk = 1; trunk < 4; trunk += 1) centre.driver.ring(trunk, '1');
    const made = await dialling();
    centre.driver.ring(LINE_1, '13900001234');
    await centre.settle(1000);
    assert.equal(codeOf(made), 'call/failed');
    assert.equal(centre.story().includes('CallCleared glare system'), true);
    assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
    assert.equal(centre.mediator.devices.device(TRUNK_1)?.callId !== undefined, true);
  });

  it('lets the trunk go when the station hangs up while it dials', async () => {
    const made = await dialling();
    centre.driver.hangUp(PHONE_801);
    await centre.settle(1000);
    assert.equal(codeOf(made), 'call/ended');
    assert.equal(centre.driver.state(LINE_1), 'idle');
    assert.equal(centre.mediator.calls.size, 0);
  });

  it('dials from a phone that is off-hook already without ringing it', async () => {
    centre.driver.lift(PHONE_801);
    await centre.settle();
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: '13800138000' }));
    await centre.settle();
    centre.driver.endDial(LINE_1, 'answered', 'ringbackEnd');
    await centre.settle();
    assert.equal(codeOf(made), 'ok');
    assert.equal(
      centre.driver.posted.some((command) => command.kind === 'ring'),
      false,
    );
  });

  it('carries out what was dialled on a phone', async () => {
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.dialNumber(PHONE_801, '913800138000');
    await centre.settle();
    centre.driver.progress(LINE_1, 'digitsSent');
    await centre.settle();
    centre.driver.endDial(LINE_1, 'answered', 'polarity');
    await centre.settle();
    assert.deepEqual(centre.story(), [
      'ServiceInitiated station/801',
      'Originated station/801',
      'NetworkReached trunk/1',
      'Established trunk/1',
      'Joined trunk/1 station/801',
    ]);
    assert.equal(centre.events[0]?.kind === 'ServiceInitiated' && centre.events[0].dialling, 'hard');
  });

  it('plays a refusal tone to a number that leads nowhere, then busy tone', async () => {
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.dialNumber(PHONE_801, '5551234');
    await centre.settle();
    assert.deepEqual(
      centre.driver.posted.filter((command) => command.kind === 'tone'),
      [{ kind: 'tone', channel: PHONE_801, tone: 'special' }],
    );
    await centre.settle(5000);
    assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
    assert.equal(centre.story().at(-1), 'CallCleared invalidNumber system');
  });

  it('tells the cause of the refusal when the phone hangs up during the tone', async () => {
    for (let trunk = 0; trunk < 4; trunk += 1) centre.driver.ring(trunk, '1');
    centre.driver.lift(PHONE_801);
    await centre.settle();
    centre.driver.dialNumber(PHONE_801, '913800138000');
    await centre.settle(1000);
    centre.driver.hangUp(PHONE_801);
    await centre.settle();
    assert.equal(centre.story().at(-1), 'CallCleared noTrunkFree system');
  });

  it('connects two stations, with ringback for the one that waits', async () => {
    const made = watch(centre.mediator.makeCall({ stationId: STATION_801, number: '802' }));
    await centre.settle();
    centre.driver.lift(PHONE_801);
    await centre.settle(1000);
    assert.equal(centre.driver.running(PHONE_801)[0]?.command.kind, 'tone');
    centre.driver.lift(PHONE_802);
    await centre.settle();
    assert.equal(codeOf(made), 'ok');
    assert.equal(centre.call().direction, 'internal');
    assert.deepEqual(centre.driver.running(PHONE_801), []);
    centre.driver.hangUp(PHONE_802);
    await centre.settle();
    assert.equal(centre.story().at(-1), 'CallCleared stationHungUp station');
    assert.equal(centre.driver.state(PHONE_801), 'parkedOffHook');
  });

  it('sends digits into the line for either side of a talk', async () => {
    const { callId } = await talkingCall(centre);
    const sent = watch(centre.mediator.generateDigits(callId, STATION_801, '12#'));
    await centre.settle();
    assert.equal(codeOf(sent), 'ok');
    assert.deepEqual(centre.driver.posted.at(-1), { kind: 'sendDigits', channel: LINE_1, digits: '12#' });
  });

  it('refuses a busy station, an unknown one, and a number without digits', async () => {
    await talkingCall(centre);
    const tries = [
      { stationId: STATION_801, number: '13800138000' },
      { stationId: trunkDevice(1), number: '13800138000' },
      { stationId: STATION_801, number: '--' },
    ].map((request) => watch(centre.mediator.makeCall(request)));
    await centre.settle();
    assert.deepEqual(tries.map(codeOf), ['call/deviceBusy', 'call/deviceUnknown', 'call/numberInvalid']);
  });
});
