import type { Scenario } from '../scenario.ts';
import { callReachesAgent, callReachesFlow } from './inbound-steps.ts';

export const callerGivesUpWhileRinging: Scenario = {
  name: 'caller-gives-up-while-ringing',
  story:
    'The caller hangs up after the first ring, before the number is there; the trunk is idle again and the call is counted as missed.',
  async play(stage) {
    await stage.caller(1).ring('13900001234', { giveUpAfterMs: 1_200 });
    await stage.until('the trunk rings', () => stage.world.channels()[0]?.state === 'incoming');
    const record = await stage.cleared(30_000);
    await stage.expect(
      'it is a missed call',
      () => record.endReason === 'ABANDONED_RINGING' && record.answeredAt === undefined && record.endedBy === 'far',
    );
    await stage.expect('nothing was recorded', () => record.recordings.length === 0);
  },
};

export const callerGivesUpInTheFlow: Scenario = {
  name: 'caller-gives-up-in-the-flow',
  story: 'The caller hangs up while the welcome plays; the playback ends, the trunk goes on-hook.',
  async play(stage) {
    const caller = stage.caller(1);
    await callReachesFlow(stage, caller);
    await caller.hangUp();
    const record = await stage.cleared(20_000);
    await stage.expect(
      'it is an abandon in the flow',
      () => record.endReason === 'ABANDONED_IVR' && record.answeredAt !== undefined,
    );
    await stage.expect(
      'each playback has its end',
      () => stage.events('PlaybackStarted').length === stage.events('PlaybackEnded').length,
    );
  },
};

export const callerGivesUpWhileTheSeatRings: Scenario = {
  name: 'caller-gives-up-while-the-seat-rings',
  story: 'The caller hangs up while the agent’s phone rings; the phone stops at once and the agent is free again.',
  async play(stage) {
    const caller = stage.caller(1);
    const agent = await stage.agent('agent1', 1);
    await agent.ready();
    await callReachesAgent(stage, caller, agent);
    await caller.hangUp();
    await stage.until('the phone is silent', async () => !(await agent.phone.state()).ringing);
    const record = await stage.cleared();
    await stage.expect('it is an abandon while the agent rang', () => record.endReason === 'ABANDONED_AGENT_RINGING');
    await agent.is('ready');
  },
};
