import assert from 'node:assert/strict';
import type { CallId } from '../../../src-main/contract/ids.ts';
import { flowDefinitionSchema, welcomeFlow } from '../../../src-main/services/ivr/index.ts';
import { openHouse, testUser, type House } from '../../support/house.ts';
import { settle } from '../../support/settle.ts';

describe('the nodes of a flow', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  async function callInto(start: string, nodes: unknown): Promise<CallId> {
    await house.flows.save({ ...welcomeFlow, definition: flowDefinitionSchema.parse({ start, nodes }) });
    await house.ivr.reload();
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    return callId;
  }

  function makeReady(login: string, stationNo: string): void {
    assert.ok(house.agents.signIn(testUser(login), stationNo).ok);
    assert.ok(house.agents.setReady(testUser(login).userId, true).ok);
    house.clock.advance(1);
  }

  function ringingStations(callId: CallId): readonly string[] {
    const connections = house.callControl.calls.get(callId)?.connections ?? [];
    return connections.filter((each) => each.state === 'alerting').map((each) => each.deviceId);
  }

  const bye = { kind: 'hangUp', prompts: ['goodbye'] };

  it('ring the next agent after one that did not lift, as often as the node says', async () => {
    for (const [login, stationNo] of [
      ['a', '801'],
      ['b', '802'],
      ['c', '803'],
    ] as const)
      makeReady(login, stationNo);
    const agent = { kind: 'agent', attempts: 2, ringTimeoutMs: 10_000, noAnswer: 'bye', noAgent: 'bye' };
    const callId = await callInto('agent', { agent, bye });
    const rung: string[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      rung.push(...ringingStations(callId));
      house.clock.advance(10_000);
      await settle();
    }
    assert.deepEqual(rung, ['station/801', 'station/802']);
    assert.deepEqual(house.callControl.playingTo(callId), ['goodbye']);
  });

  it('pass over an agent whose phone could not be rung, without counting it', async () => {
    for (const [login, stationNo] of [
      ['a', '801'],
      ['b', '802'],
    ] as const)
      makeReady(login, stationNo);
    house.callControl.refusals.set('singleStepTransfer', 'call/deviceBusy');
    const callId = await callInto('agent', { agent: { kind: 'agent', noAnswer: 'bye', noAgent: 'bye' }, bye });
    assert.deepEqual(ringingStations(callId), ['station/802']);
  });

  it("ring the operator's own station whoever is signed in there", async () => {
    const operator = { kind: 'operator', stationNo: '803', noAnswer: 'bye', noAgent: 'bye' };
    const callId = await callInto('operator', { operator, bye });
    assert.deepEqual(ringingStations(callId), ['station/803']);
  });

  it('go to noAgent when the station of the operator is busy', async () => {
    house.callControl.refusals.set('singleStepTransfer', 'call/deviceBusy');
    const operator = { kind: 'operator', stationNo: '803', noAnswer: 'never', noAgent: 'bye' };
    const callId = await callInto('operator', { operator, bye, never: { kind: 'hangUp' } });
    assert.deepEqual(house.callControl.playingTo(callId), ['goodbye']);
  });

  it('end a flow that goes round in circles', async () => {
    const play = (next: string) => ({ kind: 'play', prompts: [], next });
    const callId = await callInto('here', { here: play('there'), there: play('here') });
    await settle();
    assert.equal(house.callControl.calls.has(callId), false);
    assert.ok(house.log.errors.includes('error: the flow leads nowhere; the call is ended'));
  });

  it('pass over a prompt that nobody has recorded', async () => {
    const callId = await callInto('hello', {
      hello: { kind: 'play', prompts: ['unrecorded', 'welcome'], next: 'bye' },
      bye,
    });
    assert.deepEqual(house.callControl.playingTo(callId), ['welcome']);
    assert.deepEqual(house.log.errors, ['error: a prompt of the flow is missing']);
  });

  it('leave a call ringing whose rule names a flow that is not there', async () => {
    await house.database.query.deleteFrom('flows').execute();
    await house.ivr.reload();
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    assert.deepEqual([house.callControl.calls.get(callId)?.answeredAt, house.log.errors.length], [undefined, 1]);
  });
});
