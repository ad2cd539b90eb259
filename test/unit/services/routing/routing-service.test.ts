import assert from 'node:assert/strict';
import { mayDial, welcomeRule, type InboundRule } from '../../../../src-main/services/routing/index.ts';
import { openHouse, type House } from '../../../support/house.ts';
import { settle } from '../../../support/settle.ts';

describe('routing', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  async function routedTo(next: InboundRule['next']) {
    await house.rules.save({ ...welcomeRule, next });
    await house.routing.reload();
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    return callId;
  }

  it('passes a call straight to a station, and ends it when nobody lifts', async () => {
    const callId = await routedTo({ kind: 'agent', stationNo: '802' });
    assert.equal(house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId, 'station/802');
    house.clock.advance(45_000);
    await settle();
    assert.equal(house.callControl.calls.has(callId), false);
  });

  it('leaves the call alone that its caller ended while the station rang', async () => {
    const callId = await routedTo({ kind: 'agent', stationNo: '802' });
    house.callControl.callerHangsUp(callId);
    await settle();
    assert.deepEqual(house.callControl.requests, ['answerCall call_1', 'singleStepTransfer call_1']);
  });

  it('answers and ends a call that a rule hangs up', async () => {
    const callId = await routedTo({ kind: 'hangUp', how: 'answerAndHangUp' });
    assert.deepEqual(house.callControl.requests, [`answerCall ${callId}`, `clearCall ${callId}`]);
  });

  it('leaves a call ringing for which no rule fits, and notes why', async () => {
    await house.rules.save({ ...welcomeRule, enabled: false });
    await house.routing.reload();
    house.callControl.ring(1, '13900001234');
    await settle();
    const noted = house.callControl.events.find((event) => event.kind === 'CallInformation');
    assert.equal(noted?.ruleReason, 'no rule is enabled');
    assert.deepEqual(house.callControl.requests, []);
  });

  it('decides nothing about stations and calls that go out', async () => {
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    const count = house.callControl.requests.length;
    const head = { at: 0, callId, name: '', dnis: '', number: '10086' } as const;
    const [trunk] = house.callControl.devices.trunks();
    const [station] = house.callControl.devices.stations();
    assert.ok(trunk !== undefined && station !== undefined);
    house.callControl.tell({ kind: 'Delivered', ...head, deviceId: trunk.deviceId, direction: 'outbound' });
    house.callControl.tell({ kind: 'Delivered', ...head, deviceId: station.deviceId, direction: 'inbound' });
    await settle();
    assert.equal(house.callControl.requests.length, count);
  });

  it('lets agents and supervisors call out, and no admin', () => {
    const allowed = (['agent', 'supervisor', 'admin'] as const).map((role) => mayDial(role).ok);
    assert.deepEqual(allowed, [true, true, false]);
  });
});
