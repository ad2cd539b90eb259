import assert from 'node:assert/strict';
import { ruleIdSchema } from '../../../src-main/contract/ids.ts';
import {
  decideInbound,
  mayDial,
  welcomeRule,
  type InboundRule,
  type RuleMatch,
} from '../../../src-main/services/routing/index.ts';
import { openHouse, type House } from '../../support/house.ts';
import { settle } from '../../support/settle.ts';

function rule(name: string, position: number, match: RuleMatch, change: Partial<InboundRule> = {}): InboundRule {
  return { ...welcomeRule, ruleId: ruleIdSchema.parse(name), position, match, ...change };
}

/** Monday 5 January 2026 in the machine's own zone, `days` later. */
function localTime(time: string, days = 0): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(2026, 0, 5 + days, hour, minute).getTime();
}

describe('an inbound decision', () => {
  const call = { trunkNo: 1, number: '13900001234', at: localTime('10:00') };

  it('sends every call to the welcome flow by the rule of a fresh house, and says why', () => {
    assert.deepEqual(decideInbound([welcomeRule], call), {
      kind: 'matched',
      ruleId: 'everything',
      reason: 'any trunk, any number, any time',
      next: { kind: 'flow', flowId: 'welcome' },
    });
  });

  it('takes the first enabled rule by position that fits, whatever their order', () => {
    const rules = [rule('third', 3, {}), rule('off', 1, {}, { enabled: false }), rule('second', 2, { trunkNos: [1] })];
    const decision = decideInbound(rules, call);
    assert.deepEqual(decision.kind === 'matched' && [decision.ruleId, decision.reason], [
      'second',
      'trunk is listed, any number, any time',
    ]);
  });

  it('says which condition each rule failed at when none fits', () => {
    const rules = [
      rule('a', 1, { trunkNos: [2, 3] }),
      rule('b', 2, { callerPrefixes: ['010'] }),
      rule('c', 3, { hours: { weekdays: [2], from: '08:00', to: '18:00' } }),
    ];
    assert.deepEqual(decideInbound(rules, call), { kind: 'none', reason: 'a: trunk; b: caller; c: hours' });
    assert.deepEqual(decideInbound([], call), { kind: 'none', reason: 'no rule is enabled' });
  });

  it('takes no unknown number for one that begins as listed', () => {
    const rules = [rule('b', 1, { callerPrefixes: ['139'] })];
    assert.equal(decideInbound(rules, call).kind, 'matched');
    assert.equal(decideInbound(rules, { ...call, number: '' }).kind, 'none');
  });

  for (const [from, to, when, day, expected] of [
    ['08:00', '18:00', '08:00', 0, 'matched'],
    ['08:00', '18:00', '17:59', 0, 'matched'],
    ['08:00', '18:00', '18:00', 0, 'none'],
    ['08:00', '18:00', '10:00', 1, 'none'],
    ['18:00', '08:00', '18:00', 0, 'matched'],
    ['18:00', '08:00', '07:59', 1, 'matched'],
    ['18:00', '08:00', '08:00', 1, 'none'],
    ['18:00', '08:00', '07:59', 0, 'none'],
  ] as const) {
    it(`gives '${expected}' at ${when} on day ${day} for hours from ${from} to ${to} on Mondays`, () => {
      const rules = [rule('hours', 1, { hours: { weekdays: [1], from, to } })];
      assert.equal(decideInbound(rules, { ...call, at: localTime(when, day) }).kind, expected);
    });
  }
});

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
    const callId = await routedTo({ kind: 'station', stationNo: '802' });
    assert.equal(house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId, 'station/802');
    house.clock.advance(45_000);
    await settle();
    assert.equal(house.callControl.calls.has(callId), false);
  });

  it('leaves the call alone that its caller ended while the station rang', async () => {
    const callId = await routedTo({ kind: 'station', stationNo: '802' });
    house.callControl.callerHangsUp(callId);
    await settle();
    assert.deepEqual(house.callControl.requests, ['answerCall call_1', 'singleStepTransfer call_1']);
  });

  it('answers and ends a call that a rule hangs up', async () => {
    const callId = await routedTo({ kind: 'hangUp' });
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
