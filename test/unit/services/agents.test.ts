import assert from 'node:assert/strict';
import type { AgentsPort } from '../../../src-main/api/ports.ts';
import type { AgentView } from '../../../src-main/contract/users.ts';
import { stationDevice } from '../../../src-main/contract/ids.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import type { Result } from '../../../src-main/foundation/result.ts';
import { AGENT_TIMERS, AgentsService } from '../../../src-main/services/agents/index.ts';
import { FakeCallControl } from '../../support/fake-call-control.ts';
import { testUser } from '../../support/house.ts';
import { settle } from '../../support/settle.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';
import { TestLog } from '../../support/test-log.ts';

const chen = testUser('chen');
const li = testUser('li');

describe('agents', () => {
  let clock: SteppedClock;
  let callControl: FakeCallControl;
  let agents: AgentsService;
  let told: string[];
  beforeEach(() => {
    clock = new SteppedClock(TEST_NOW_MS);
    callControl = new FakeCallControl(clock);
    agents = new AgentsService({ callControl, clock, log: new TestLog() });
    told = [];
    agents.onAgentChanged(
      (agent) => void told.push(`${agent.displayName} ${agent.state} ${agent.pendingState ?? '-'}`),
    );
  });
  afterEach(() => agents.dispose());

  function codeOf(result: Result<AgentView, Fault>): string {
    return result.ok ? result.value.state : result.error.code;
  }

  function ready(user = chen, stationNo = '801'): void {
    assert.ok(agents.signIn(user, stationNo).ok);
    assert.ok(agents.setReady(user.userId, true).ok);
    told = [];
  }

  /** A caller whom a flow has passed to the station, which rings. */
  async function ringStation(stationNo: string) {
    const callId = callControl.ring(1, '13900001234');
    await callControl.answerCall(callId, callControl.devices.trunks()[0]?.deviceId ?? stationDevice('00'));
    void callControl.singleStepTransfer({ callId, toId: stationDevice(stationNo) });
    await settle();
    return callId;
  }

  it('satisfy the port of the API', () => {
    const port: AgentsPort = agents;
    assert.equal(port, agents);
  });

  it('are not ready after signing in, with their station and no call', () => {
    const signedIn = agents.signIn(chen, '801');
    assert.deepEqual(signedIn, {
      ok: true,
      value: {
        userId: 'user_chen',
        displayName: 'chen',
        role: 'agent',
        stationNo: '801',
        state: 'notReady',
        since: TEST_NOW_MS,
        online: false,
      },
    });
    assert.deepEqual(agents.byStation('801'), agents.byUser(chen.userId));
  });

  it('are refused a station that another has, that the board has not, and that is no number', () => {
    agents.signIn(li, '802');
    assert.equal(codeOf(agents.signIn(chen, '802')), 'auth/stationTaken');
    assert.equal(codeOf(agents.signIn(chen, '899')), 'call/deviceUnknown');
    assert.equal(codeOf(agents.signIn(chen, 'x')), 'call/deviceUnknown');
    assert.equal(agents.byUser(chen.userId), undefined);
  });

  it('move to another station by signing in again, and free the first', () => {
    agents.signIn(chen, '801');
    agents.signIn(chen, '802');
    assert.equal(agents.byStation('801'), undefined);
    assert.equal(codeOf(agents.signIn(li, '801')), 'notReady');
  });

  it('free the station by signing out', () => {
    ready();
    agents.signOut(chen.userId);
    assert.deepEqual([agents.byUser(chen.userId)?.state, agents.byStation('801')], ['loggedOut', undefined]);
    assert.equal(codeOf(agents.signIn(li, '801')), 'notReady');
  });

  it('cannot become ready without signing in, or without a station', () => {
    assert.equal(codeOf(agents.setReady(chen.userId, true)), 'agent/notLoggedIn');
    agents.signIn(testUser('admin', 'admin'), undefined);
    assert.equal(codeOf(agents.setReady(testUser('admin').userId, true)), 'agent/wrongState');
  });

  it('ring and talk with their station, and are what they were after the call', async () => {
    ready();
    const callId = await ringStation('801');
    assert.deepEqual([agents.byStation('801')?.state, agents.byStation('801')?.callId], ['ringing', callId]);
    clock.advance(3_000);
    callControl.lift('801');
    assert.equal(agents.byStation('801')?.since, TEST_NOW_MS + 3_000);
    callControl.stationHangsUp(callId);
    assert.deepEqual([agents.byStation('801')?.state, agents.byStation('801')?.callId], ['ready', undefined]);
    assert.deepEqual(told, ['chen ringing -', 'chen talking -', 'chen ready -']);
  });

  it('write themselves into the story of the call that they take', async () => {
    ready();
    await ringStation('801');
    callControl.lift('801');
    const noted = callControl.events.filter((event) => event.kind === 'CallInformation');
    assert.deepEqual(
      noted.map((event) => event.userId),
      ['user_chen'],
    );
  });

  it('choose during a call what they are afterwards, and may think again', async () => {
    ready();
    const callId = await ringStation('801');
    callControl.lift('801');
    told = [];
    agents.setReady(chen.userId, false);
    agents.setReady(chen.userId, true);
    agents.setReady(chen.userId, false);
    callControl.callerHangsUp(callId);
    assert.deepEqual(told, ['chen talking notReady', 'chen talking -', 'chen talking notReady', 'chen notReady -']);
  });

  it('are what they were when the phone was not taken', async () => {
    ready();
    await ringStation('801');
    clock.advance(45_000);
    assert.equal(agents.byStation('801')?.state, 'ready');
  });

  it('cannot leave their station during a call, but may sign out of it', async () => {
    ready();
    const callId = await ringStation('801');
    assert.equal(codeOf(agents.signIn(chen, '802')), 'agent/wrongState');
    agents.signOut(chen.userId);
    callControl.lift('801');
    assert.equal(agents.byUser(chen.userId)?.state, 'loggedOut');
    assert.ok(callControl.calls.has(callId));
  });

  it('are ringing while their own soft call rings them, and talking from the lift of a hard one', async () => {
    ready();
    await callControl.makeCall({ stationId: stationDevice('801'), number: '13900001234' });
    assert.equal(agents.byStation('801')?.state, 'ringing');
    ready(li, '802');
    const callId = callControl.ring(2, '1');
    const head = { at: TEST_NOW_MS, callId, deviceId: stationDevice('802') };
    callControl.tell({ kind: 'ServiceInitiated', ...head, direction: 'outbound', dialling: 'hard' });
    assert.equal(agents.byStation('802')?.state, 'talking');
  });

  it('are not offered calls when their seat has been gone for a minute, but for shorter nothing changes', () => {
    ready();
    agents.setOnline(chen.userId, true);
    agents.setOnline(chen.userId, false);
    clock.advance(AGENT_TIMERS.offlineGraceMs - 1);
    agents.setOnline(chen.userId, true);
    clock.advance(AGENT_TIMERS.offlineGraceMs);
    assert.equal(agents.byUser(chen.userId)?.state, 'ready');
    agents.setOnline(chen.userId, false);
    clock.advance(AGENT_TIMERS.offlineGraceMs);
    assert.deepEqual([agents.byUser(chen.userId)?.state, agents.byUser(chen.userId)?.online], ['notReady', false]);
  });

  it('leave no timer behind', () => {
    ready();
    agents.setOnline(chen.userId, false);
    agents.signOut(chen.userId);
    assert.equal(clock.untilNextTimerMs(), undefined);
  });

  describe('chosen for a call', () => {
    const anyAgent = { roles: ['agent'] } as const;

    it('are reserved once, until the reservation is given back', () => {
      ready();
      const reservation = agents.reserveReady(anyAgent);
      assert.equal(reservation?.agent.userId, 'user_chen');
      assert.equal(agents.reserveReady(anyAgent), undefined);
      reservation?.dispose();
      assert.equal(agents.reserveReady(anyAgent)?.agent.userId, 'user_chen');
    });

    it('are those who have been ready for the longest and were not tried', () => {
      ready(li, '802');
      clock.advance(1);
      ready(chen, '801');
      assert.equal(agents.reserveReady(anyAgent)?.agent.userId, 'user_li');
      assert.equal(agents.reserveReady({ ...anyAgent, except: new Set([chen.userId]) }), undefined);
      assert.equal(agents.reserveReady(anyAgent)?.agent.userId, 'user_chen');
    });

    it('are not those whose phone is off the hook without a call', () => {
      ready();
      callControl.setStation('801', 'parkedOffHook');
      assert.equal(agents.reserveReady(anyAgent), undefined);
      callControl.setStation('801', 'idle');
      assert.equal(agents.reserveReady(anyAgent)?.agent.userId, 'user_chen');
    });

    it('are of the roles that were asked for', () => {
      ready(testUser('wang', 'supervisor'), '803');
      assert.equal(agents.reserveReady(anyAgent), undefined);
      assert.equal(agents.reserveReady({ roles: ['agent', 'supervisor'] })?.agent.userId, 'user_wang');
    });
  });
});
