import type { Scenario } from '../scenario.ts';
import { callReachesAgent, CALLER_NUMBER, CALLER_TONE, AGENT_TONE } from './inbound-steps.ts';

/** From the line, through every layer, to the seat and to the disk. */
export const firstCall: Scenario = {
  name: 'first-call',
  story:
    'An outside caller hears the welcome, presses 1, talks with an agent, and the call stands in the list with its recording.',
  async play(stage) {
    const caller = stage.caller(1);
    const agent = await stage.agent('agent1', 1);
    await agent.ready();
    await callReachesAgent(stage, caller, agent);
    agent.answer();
    await stage.until('both can hear each other', () => stage.events('Joined').length > 0);
    await agent.is('talking');
    await caller.speak(CALLER_TONE);
    await agent.phone.speak(AGENT_TONE);
    await stage.world.pass(5_000);
    await caller.hangUp();
    const record = await stage.cleared();
    await stage.expect(
      'the record has the number, the path and a normal end',
      () =>
        record.ani === CALLER_NUMBER &&
        record.endReason === 'NORMAL' &&
        record.endedBy === 'far' &&
        record.ivrPath.length >= 2,
    );
    await stage.expect(
      'the record has its times',
      () =>
        record.answeredAt !== undefined &&
        record.connectedToAgentAt !== undefined &&
        record.connectedToAgentAt > record.answeredAt,
    );
    await stage.expect(
      'one recording of the whole talk',
      () => record.recordings.length === 1 && (record.recordings[0]?.lengthMs ?? 0) > 5_000,
    );
    await agent.phone.hangUp();
    await agent.is('ready');
  },
};
