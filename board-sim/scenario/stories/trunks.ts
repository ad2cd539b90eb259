import type { Scenario } from '../scenario.ts';
import { FATES } from '../fates.ts';

export const allTrunksBusy: Scenario = {
  name: 'all-trunks-busy',
  story: 'Every line rings or talks; a seat that dials is refused at once with the reason, its phone is free again.',
  settings: { trunks: 2, extensions: 2 },
  async play(stage) {
    const agent = await stage.agent('agent1', 1);
    await stage.caller(1).ring('13900000001');
    await stage.caller(2).ring('13900000002');
    await stage.until('both lines are taken', () => stage.world.calls().length === 2);
    const fault = await agent.fails('the call', agent.dial(FATES.answersSoon), 1_000);
    await stage.expect('its phone never rang', async () => !(await agent.phone.state()).ringing);
    await stage.expect(`the reason is that no line is free (${fault.code})`, () => fault.code === 'call/noTrunkFree');
    await stage.caller(1).hangUp();
    await stage.caller(2).hangUp();
    await stage.cleared(60_000);
    await stage.expect('the record says so', async () =>
      (await stage.world.records()).some((record) => record.endReason === 'NO_TRUNK'),
    );
  },
};

export const glare: Scenario = {
  name: 'glare',
  story:
    'A call rings in on the very line that a seat takes: the caller wins, the seat is told, nobody is joined with a stranger.',
  settings: { trunks: 1, extensions: 2 },
  async play(stage) {
    const agent = await stage.agent('agent1', 1);
    await stage.caller(1).line({ dialTone: false });
    const attempt = agent.dial(FATES.answersSoon);
    await agent.phone.rings();
    await Promise.all([agent.phone.lift(), stage.caller(1).ring('13900001234')]);
    await agent.fails('the call', attempt);
    await stage.until(
      'the inbound call is offered',
      () => stage.events('Delivered').some((event) => event.direction === 'inbound'),
      20_000,
    );
    await stage.expect('the agent is not joined with the caller', () =>
      stage
        .events('Joined')
        .every(
          (event) => !stage.world.calls().some((call) => call.direction === 'inbound' && call.callId === event.callId),
        ),
    );
    await agent.phone.hangUp();
    await stage.caller(1).hangUp();
    await stage.cleared(60_000);
  },
};
