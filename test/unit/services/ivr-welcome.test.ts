import assert from 'node:assert/strict';
import type { CallId } from '../../../src-main/contract/ids.ts';
import { openHouse, testUser, type House } from '../../support/house.ts';
import { settle } from '../../support/settle.ts';

describe('the welcome flow', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  function path(callId: CallId): readonly string[] {
    return house.callControl.events.flatMap((event) =>
      event.kind === 'FlowStepped' && event.callId === callId
        ? [event.choice === undefined ? event.node : `${event.node}=${event.choice}`]
        : [],
    );
  }

  function cleared(callId: CallId): string | undefined {
    const event = house.callControl.events.find((each) => each.kind === 'CallCleared' && each.callId === callId);
    return event?.kind === 'CallCleared' ? `${event.endedBy} ${event.cause}` : undefined;
  }

  function makeReady(login: string, stationNo: string, role: 'agent' | 'supervisor' = 'agent'): void {
    assert.ok(house.agents.signIn(testUser(login, role), stationNo).ok);
    assert.ok(house.agents.setReady(testUser(login).userId, true).ok);
  }

  async function toMenu(): Promise<CallId> {
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['welcome']);
    house.callControl.finishPlayback(callId);
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['menu']);
    return callId;
  }

  /** Presses for a person and hears the announcement out. */
  async function toPerson(digit: '1' | '0'): Promise<CallId> {
    const callId = await toMenu();
    house.callControl.press(callId, digit);
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['transferring']);
    house.callControl.finishPlayback(callId);
    await settle();
    return callId;
  }

  it('answers, notes the rule and its reason, and joins the caller who presses 1 with the ready agent', async () => {
    makeReady('chen', '801');
    const callId = await toPerson('1');
    assert.deepEqual(house.callControl.playingTo(callId), ['hold-music']);
    house.callControl.lift('801');
    await settle();
    assert.deepEqual(path(callId), ['welcome', 'menu', 'menu=1', 'agent', 'agent=answered']);
    assert.deepEqual(house.callControl.playingTo(callId), []);
    assert.equal(house.ivr.sessions.size, 0);
    const noted = house.callControl.events.find((event) => event.kind === 'CallInformation');
    assert.deepEqual(noted, {
      kind: 'CallInformation',
      eventNo: 2,
      at: noted?.at,
      callId,
      ruleId: 'everything',
      ruleReason: 'any trunk, any number, any time',
      why: [{ kind: 'rule', ruleId: 'everything', title: '全部来电', met: true, conditions: [] }],
      flowId: 'welcome',
    });
  });

  it('takes the digit that is pressed after the menu has been heard', async () => {
    makeReady('chen', '801');
    const callId = await toMenu();
    house.callControl.finishPlayback(callId);
    await settle();
    house.clock.advance(4_999);
    house.callControl.press(callId, '1');
    await settle();
    assert.deepEqual(path(callId), ['welcome', 'menu', 'menu=1', 'agent']);
  });

  it('rings the agent that has been ready for the longest', async () => {
    makeReady('chen', '802');
    house.clock.advance(1_000);
    makeReady('li', '801');
    const callId = await toPerson('1');
    assert.deepEqual(
      house.callControl.calls.get(callId)?.connections.map((each) => each.deviceId),
      ['trunk/1', 'station/802'],
    );
  });

  it('gives two callers two agents, though neither phone has been taken', async () => {
    makeReady('chen', '801');
    makeReady('li', '802');
    const first = house.callControl.ring(1, '13900001234');
    const second = house.callControl.ring(2, '13900005678');
    await settle();
    for (const expected of ['welcome', 'menu', 'transferring']) {
      for (const callId of [first, second]) {
        assert.deepEqual(house.callControl.playingTo(callId), [expected]);
        if (expected === 'menu') house.callControl.press(callId, '1');
        else house.callControl.finishPlayback(callId);
      }
      await settle();
    }
    const rung = [first, second].map((callId) => house.callControl.calls.get(callId)?.connections.at(-1)?.deviceId);
    assert.deepEqual(rung.toSorted(), ['station/801', 'station/802']);
  });

  it('says goodbye and hangs up when the agent does not answer within 45 s', async () => {
    makeReady('chen', '801');
    const callId = await toPerson('1');
    house.clock.advance(44_999);
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['hold-music']);
    house.clock.advance(1);
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['no-agent', 'goodbye']);
    house.callControl.finishPlayback(callId);
    await settle();
    assert.equal(cleared(callId), 'system flowEnded');
    assert.deepEqual(path(callId).slice(-3), ['agent', 'agent=noAnswer', 'noAgent']);
  });

  it('tells a caller for whom nobody is ready so, and hangs up', async () => {
    const callId = await toPerson('1');
    assert.deepEqual(house.callControl.playingTo(callId), ['no-agent', 'goodbye']);
    house.callControl.finishPlayback(callId);
    await settle();
    assert.equal(cleared(callId), 'system flowEnded');
    assert.deepEqual(path(callId).slice(-2), ['agent=noAgent', 'noAgent']);
  });

  it('passes 0 to a supervisor when no agent is ready, but not 1', async () => {
    makeReady('wang', '803', 'supervisor');
    const operator = await toPerson('0');
    assert.equal(house.callControl.calls.get(operator)?.connections.at(-1)?.deviceId, 'station/803');
    house.callControl.callerHangsUp(operator);
    await settle();
    const agent = await toPerson('1');
    assert.deepEqual(house.callControl.playingTo(agent), ['no-agent', 'goodbye']);
  });

  it('repeats the menu three times after silence, then says goodbye', async () => {
    const callId = await toMenu();
    for (let round = 1; round <= 3; round += 1) {
      assert.deepEqual(house.callControl.playingTo(callId), ['menu']);
      house.callControl.finishPlayback(callId);
      await settle();
      house.clock.advance(5_000);
      await settle();
    }
    assert.deepEqual(house.callControl.playingTo(callId), ['goodbye']);
    assert.deepEqual(path(callId), [
      'welcome',
      ...['menu', 'menu=timeOut', 'menu', 'menu=timeOut', 'menu', 'menu=timeOut'],
      'goodbye',
    ]);
  });

  it('says that a digit is no choice before it repeats the menu', async () => {
    const callId = await toMenu();
    house.callControl.press(callId, '7');
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['invalid']);
    house.callControl.finishPlayback(callId);
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['menu']);
    assert.deepEqual(path(callId), ['welcome', 'menu', 'menu=7', 'menu']);
  });

  for (const [where, reach] of [
    ['in the welcome', async () => house.callControl.ring(1, '13900001234')],
    ['in the menu', () => toMenu()],
    [
      'while a digit is awaited',
      async () => {
        const callId = await toMenu();
        house.callControl.finishPlayback(callId);
        return callId;
      },
    ],
    [
      'while the agent is rung',
      async () => {
        makeReady('chen', '801');
        return toPerson('1');
      },
    ],
  ] as const) {
    it(`ends the session when the caller hangs up ${where}, and leaves no timer behind`, async () => {
      const callId = await reach();
      await settle();
      const before = house.callControl.requests.length;
      house.callControl.callerHangsUp(callId);
      await settle();
      assert.equal(house.ivr.sessions.size, 0);
      assert.equal(house.clock.untilNextTimerMs(), undefined);
      house.clock.advance(600_000);
      await settle();
      assert.deepEqual(
        house.callControl.requests.slice(before).filter((each) => !each.startsWith('stopMessage')),
        [],
      );
      assert.deepEqual(house.log.errors, []);
    });
  }

  it('makes an agent available again when the caller gives up while its phone rings', async () => {
    makeReady('chen', '801');
    house.callControl.callerHangsUp(await toPerson('1'));
    await settle();
    assert.equal(house.agents.byStation('801')?.state, 'ready');
    const next = await toPerson('1');
    assert.equal(house.callControl.calls.get(next)?.connections.at(-1)?.deviceId, 'station/801');
  });

  it('goes on without a prompt that cannot be played', async () => {
    house.callControl.refusals.set('playMessage', 'prompt/missing');
    const callId = house.callControl.ring(1, '13900001234');
    await settle();
    assert.deepEqual(house.callControl.playingTo(callId), ['menu']);
    assert.ok(house.log.lines.includes('error: prompts could not be played; the flow goes on'));
  });

  it('does not begin when the caller is gone before the answer', async () => {
    house.callControl.refusals.set('answerCall', 'call/ended');
    house.callControl.ring(1, '13900001234');
    await settle();
    assert.equal(house.ivr.sessions.size, 0);
    assert.equal(house.callControl.events.filter((event) => event.kind === 'FlowStepped').length, 0);
  });
});
