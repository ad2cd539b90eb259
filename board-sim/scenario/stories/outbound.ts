import type { EndReason } from '../../../src-main/contract/call-record.ts';
import type { AgentActor } from '../actors/agent-actor.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { FATES } from '../fates.ts';

interface Outcome {
  readonly name: string;
  readonly story: string;
  readonly number: string;
  readonly endReason: EndReason;
  readonly dialTone: boolean;
}

const OUTCOMES: readonly Outcome[] = [
  {
    name: 'answered',
    story: 'the far party answers and they talk',
    number: FATES.answersSoon,
    endReason: 'NORMAL',
    dialTone: true,
  },
  { name: 'busy', story: 'the far party is busy', number: FATES.busy, endReason: 'BUSY', dialTone: true },
  { name: 'no-answer', story: 'nobody answers', number: FATES.noAnswer, endReason: 'NO_ANSWER', dialTone: true },
  {
    name: 'unobtainable',
    story: 'the number does not exist',
    number: FATES.unobtainable,
    endReason: 'UNOBTAINABLE',
    dialTone: true,
  },
  {
    name: 'no-dial-tone',
    story: 'the lines give no dial tone',
    number: FATES.answersSoon,
    endReason: 'NO_DIAL_TONE',
    dialTone: false,
  },
];

/** LE002, A7 to A14: from the seat bar. */
const soft = OUTCOMES.map((outcome): Scenario => ({
  name: `outbound-soft-${outcome.name}`,
  story: `Dialled on the seat bar: the own phone rings first, then ${outcome.story}.`,
  async play(stage) {
    const agent = await prepare(stage, outcome);
    const attempt = agent.dial(outcome.number);
    await agent.phone.rings();
    await agent.phone.lift();
    if (outcome.endReason === 'NORMAL') await agent.succeeds('the call', attempt, 60_000);
    else await agent.fails('the call', attempt, 150_000);
    await finish(stage, agent, outcome);
    await stage.expect('it is a soft call', async () => (await stage.world.records()).at(-1)?.dialling === 'soft');
  },
}));

/** LE002: from the keys of the phone, with the outside prefix. */
const hard = OUTCOMES.map((outcome): Scenario => ({
  name: `outbound-hard-${outcome.name}`,
  story: `Dialled on the phone's keys: ${outcome.story}.`,
  async play(stage) {
    const agent = await prepare(stage, outcome);
    await agent.phone.lift();
    await stage.until('the phone hears dial tone', () =>
      stage.world.channels().some((channel) => channel.kind === 'station' && channel.state === 'initiated'),
    );
    await stage.world.pass(600);
    await agent.phone.press(`9${outcome.number}#`);
    await stage.until('the number is complete', () => stage.events('Originated').length > 0);
    if (outcome.endReason === 'NORMAL')
      await stage.until(
        'both can hear each other',
        () => stage.events('Established').some((event) => event.deviceId.startsWith('trunk/')),
        60_000,
      );
    await finish(stage, agent, outcome);
    await stage.expect('it is a hard call', async () => (await stage.world.records()).at(-1)?.dialling === 'hard');
  },
}));

export const outbound: readonly Scenario[] = [...soft, ...hard];

async function prepare(stage: Stage, outcome: Outcome): Promise<AgentActor> {
  const agent = await stage.agent('agent1', 1);
  for (const line of (await stage.world.bench()).lines) {
    await stage.caller(line.trunkNo).line({ dialTone: outcome.dialTone });
  }
  return agent;
}

async function finish(stage: Stage, agent: AgentActor, outcome: Outcome): Promise<void> {
  if (outcome.endReason === 'NORMAL') {
    await agent.is('talking');
    await stage.world.pass(3_000);
    await agent.phone.hangUp();
  }
  const record = await stage.cleared(150_000);
  await stage.expect(
    `the record ends with ${outcome.endReason} (${record.endReason ?? 'nothing'})`,
    () => record.endReason === outcome.endReason,
  );
  if (outcome.dialTone) {
    await stage.expect('the exchange heard exactly the number', () =>
      stage.timeLine
        .moments()
        .some((moment) => moment.source === 'world' && moment.what === `dialled ${outcome.number}`),
    );
    await stage.expect(
      'the record shows the number',
      () => record.ani === outcome.number && record.direction === 'outbound',
    );
  }
  if (outcome.endReason !== 'NORMAL') await agent.phone.hangUp();
  await stage.until('all is idle', () => stage.world.channels().every((channel) => channel.state === 'idle'));
}
