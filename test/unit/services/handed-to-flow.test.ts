import assert from 'node:assert/strict';
import { stationDevice, type CallId } from '../../../src-main/contract/ids.ts';
import { flowDefinitionSchema, welcomeFlow } from '../../../src-main/services/ivr/index.ts';
import { fault } from '../../support/fake-fault.ts';
import { FlowGiver } from '../../support/flow-giver.ts';
import { openHouse, testUser, type House } from '../../support/house.ts';
import { settle } from '../../support/settle.ts';

const GIVER = stationDevice('801');
const bye = { kind: 'hangUp', prompts: ['goodbye'] };
const survey = {
  start: 'ask',
  nodes: {
    ask: { kind: 'menu', prompts: ['menu'], choices: { '1': 'thanks' }, repeatLimit: 1, exhausted: 'thanks' },
    thanks: bye,
  },
};

describe('a caller whom a station hands to a flow', () => {
  let house: House;
  let callId: CallId;
  let giver: FlowGiver;
  beforeEach(async () => {
    house = await openHouse();
    callId = await talking();
    giver = new FlowGiver(house.callControl, callId, GIVER);
  });
  afterEach(() => house.close());

  /** The caller talks with 801; the flow that brought him there is over. */
  async function talking(): Promise<CallId> {
    const operator = { kind: 'operator', stationNo: '801', noAnswer: 'bye', noAgent: 'bye' };
    await save(welcomeFlow.flowId, { start: 'operator', nodes: { operator, bye } });
    const ringing = house.callControl.ring(1, '13900001234');
    await settle();
    house.callControl.lift('801');
    await settle();
    assert.equal(house.ivr.sessions.size, 0);
    return ringing;
  }

  async function save(flowId: typeof welcomeFlow.flowId, definition: unknown): Promise<void> {
    await house.flows.save({ ...welcomeFlow, flowId, definition: flowDefinitionSchema.parse(definition) });
    await house.ivr.reload();
  }

  async function sendTo(definition: unknown, back: boolean): Promise<void> {
    await save(welcomeFlow.flowId, definition);
    giver.sendsToFlow(welcomeFlow.flowId, back);
    await settle();
  }

  async function hearOut(): Promise<void> {
    house.callControl.finishPlayback(callId);
    await settle();
  }

  const playing = (): readonly string[] => house.callControl.playingTo(callId);
  const isUp = (): boolean => house.callControl.calls.has(callId);
  const retrieved = (): unknown => house.callControl.services.filter(({ name }) => name === 'retrieveCall');
  const rung = (stationNo: string): boolean =>
    house.callControl.calls
      .get(callId)
      ?.connections.some((each) => each.deviceId === stationDevice(stationNo) && each.state === 'alerting') === true;

  it('hears its prompts without being answered once more, and is heard for its keys', async () => {
    const before = house.callControl.requests.length;
    await sendTo(survey, true);
    assert.deepEqual(playing(), ['menu']);
    house.callControl.press(callId, '1');
    await settle();
    assert.deepEqual(playing(), ['goodbye']);
    const asked = house.callControl.requests.slice(before);
    assert.deepEqual(
      asked.filter((each) => each.startsWith('answerCall')),
      [],
    );
  });

  it('goes back to the station that waits when the flow is through', async () => {
    await sendTo(survey, true);
    house.callControl.press(callId, '1');
    await settle();
    await hearOut();
    assert.deepEqual(retrieved(), [{ name: 'retrieveCall', request: { callId, stationId: GIVER } }]);
    assert.deepEqual([isUp(), house.ivr.sessions.size, house.log.errors], [true, 0, []]);
  });

  it('is let go at the end of the flow when no station waits', async () => {
    await sendTo(survey, false);
    house.callControl.press(callId, '1');
    await settle();
    await hearOut();
    assert.deepEqual([isUp(), retrieved(), house.ivr.sessions.size], [false, [], 0]);
  });

  it('may hang up in it', async () => {
    await sendTo(survey, true);
    house.callControl.callerHangsUp(callId);
    await settle();
    assert.deepEqual([retrieved(), house.ivr.sessions.size, house.log.errors], [[], 0, []]);
  });

  it('is rung back to the station that put its handset down meanwhile', async () => {
    await sendTo(survey, true);
    giver.hangsUp();
    house.callControl.press(callId, '1');
    await settle();
    await hearOut();
    assert.deepEqual([rung('801'), playing()], [true, ['hold-music']]);
    house.callControl.lift('801');
    await settle();
    assert.deepEqual([isUp(), house.ivr.sessions.size, retrieved()], [true, 0, []]);
  });

  it('is let go when the station that put its handset down does not lift again', async () => {
    await sendTo({ start: 'bye', nodes: { bye } }, true);
    giver.hangsUp();
    await hearOut();
    house.clock.advance(44_999);
    await settle();
    assert.deepEqual([rung('801'), isUp()], [true, true]);
    house.clock.advance(1);
    await settle();
    assert.deepEqual([isUp(), house.ivr.sessions.size], [false, 0]);
  });

  it('stays with the station that takes him back while the flow rings another, which is rung no longer', async () => {
    const operator = { kind: 'operator', stationNo: '802', noAnswer: 'bye', noAgent: 'bye' };
    await sendTo({ start: 'operator', nodes: { operator, bye } }, true);
    assert.equal(rung('802'), true);
    giver.takesBack();
    await settle();
    assert.deepEqual(
      house.callControl.requests.filter((each) => each.startsWith('clearConnection')),
      ['clearConnection station/802'],
    );
  });

  it('waits with music for a station that talks in another call, and is rung when that one hangs up', async () => {
    house.callControl.serviceFaults.set('retrieveCall', fault('call/wrongState'));
    await sendTo({ start: 'bye', nodes: { bye } }, true);
    await hearOut();
    assert.deepEqual([playing(), rung('801')], [['hold-music'], false]);
    giver.hangsUp();
    await settle();
    assert.equal(rung('801'), true);
  });

  it('waits with music for a station that talks in another call, until it takes him back itself', async () => {
    house.callControl.serviceFaults.set('retrieveCall', fault('call/wrongState'));
    await sendTo({ start: 'bye', nodes: { bye } }, true);
    await hearOut();
    giver.takesBack();
    await settle();
    assert.deepEqual([isUp(), rung('801'), house.ivr.sessions.size, playing()], [true, false, 0, []]);
  });

  it('leaves the flow when the station takes him back before its end', async () => {
    await sendTo(survey, true);
    giver.takesBack();
    await settle();
    house.clock.advance(60_000);
    await settle();
    assert.deepEqual([isUp(), playing(), house.ivr.sessions.size, retrieved()], [true, [], 0, []]);
  });

  it('is led on to another station as in any flow, and the one that waited is let go', async () => {
    assert.ok(house.agents.signIn(testUser('li'), '802').ok);
    assert.ok(house.agents.setReady(testUser('li').userId, true).ok);
    await sendTo({ start: 'agent', nodes: { agent: { kind: 'agent', noAnswer: 'bye', noAgent: 'bye' }, bye } }, true);
    assert.equal(rung('802'), true);
    house.callControl.lift('802');
    await settle();
    assert.ok(house.callControl.requests.includes(`clearConnection ${GIVER}`));
    assert.deepEqual([isUp(), house.ivr.sessions.size, retrieved()], [true, 0, []]);
  });

  it('goes back at once when the flow is not there any more', async () => {
    giver.sendsToFlow('withdrawn', true);
    await settle();
    assert.deepEqual([isUp(), house.ivr.sessions.size], [true, 0]);
    assert.deepEqual(retrieved(), [{ name: 'retrieveCall', request: { callId, stationId: GIVER } }]);
    assert.deepEqual(house.log.errors, ['error: the flow is not there any more; the caller goes on']);
  });

  it('goes back when a node of the flow fails', async () => {
    house.callControl.playMessage = () => Promise.reject(new Error('the player is broken'));
    await sendTo(survey, true);
    assert.deepEqual([isUp(), house.ivr.sessions.size], [true, 0]);
    assert.deepEqual(retrieved(), [{ name: 'retrieveCall', request: { callId, stationId: GIVER } }]);
    assert.deepEqual(house.log.errors, ['error: a flow failed: Error: the player is broken']);
  });

  it('is let go when a node of the flow fails and no station waits', async () => {
    house.callControl.playMessage = () => Promise.reject(new Error('the player is broken'));
    await sendTo(survey, false);
    assert.deepEqual([isUp(), house.ivr.sessions.size], [false, 0]);
  });

  it('is sent only to flows that are stored, not to the queue that stands in for one', () => {
    assert.deepEqual(house.ivr.published(), [{ flowId: welcomeFlow.flowId, title: welcomeFlow.title }]);
  });
});
