import type { AgentActor } from '../actors/agent-actor.ts';
import type { CallerActor } from '../actors/caller-actor.ts';
import type { Stage } from '../stage.ts';

export const CALLER_NUMBER = '13900001234';
/** Off the DTMF and 450 Hz grids, so that neither detector mistakes them and each channel can be told apart. */
export const CALLER_TONE = { kind: 'tone', hz: 1040, levelDbm0: -15 } as const;
export const AGENT_TONE = { kind: 'tone', hz: 610, levelDbm0: -15 } as const;

/** The call rings in and its welcome is heard. */
export async function callReachesFlow(stage: Stage, caller: CallerActor): Promise<void> {
  await caller.ring(CALLER_NUMBER);
  await stage.until('the number arrives as an FSK burst', () =>
    stage.events('Delivered').some((event) => event.number === CALLER_NUMBER),
  );
  await stage.until('the call is answered', () => stage.events('Established').length > 0);
  await stage.until('a prompt plays', () => stage.events('PlaybackStarted').length > 0);
}

/** Then the caller presses 1 and the agent's phone rings. */
export async function callReachesAgent(stage: Stage, caller: CallerActor, agent: AgentActor): Promise<void> {
  await callReachesFlow(stage, caller);
  await stage.until(
    'the menu is reached',
    () => stage.events('FlowStepped').some((event) => event.node === 'menu'),
    30_000,
  );
  await stage.world.pass(500);
  await caller.press('1');
  await stage.until('the key is heard', () => stage.events('DigitsReceived').some((event) => event.digits === '1'));
  await agent.phone.rings();
  await agent.is('ringing');
}

/** And the agent has answered: caller and agent talk. */
export async function callIsTalking(stage: Stage, caller: CallerActor, agent: AgentActor): Promise<void> {
  await callReachesAgent(stage, caller, agent);
  await agent.phone.lift();
  await stage.until('both can hear each other', () => stage.events('Joined').length > 0);
  await agent.is('talking');
  await stage.world.pass(2_000);
}
