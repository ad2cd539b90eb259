import type { Scenario } from '../scenario.ts';
import { callReachesAgent } from './inbound-steps.ts';

export const seatDoesNotAnswer: Scenario = {
  name: 'seat-does-not-answer',
  story: 'Nobody lifts within 45 s: the phone stops ringing, the flow says so and ends, both legs are reset.',
  async play(stage) {
    const caller = stage.caller(1);
    const agent = await stage.agent('agent1', 1);
    await agent.ready();
    await callReachesAgent(stage, caller, agent);
    const rangFromMs = stage.world.nowMs();
    await stage.until('the phone stops ringing', async () => !(await agent.phone.state()).ringing, 60_000);
    const rangMs = stage.world.nowMs() - rangFromMs;
    await stage.expect(`it rang for 45 s (${rangMs} ms)`, () => rangMs > 43_000 && rangMs < 47_000);
    const record = await stage.cleared(60_000);
    await stage.expect('the record says that no agent answered', () => record.endReason === 'AGENT_NO_ANSWER');
    await stage.expect('station and trunk are idle', () =>
      stage.world.channels().every((channel) => channel.state === 'idle'),
    );
  },
};
