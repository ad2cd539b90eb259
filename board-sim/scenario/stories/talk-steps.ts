import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import type { SeatCommandName } from '../../../src-main/contract/seat-protocol.ts';
import type { AgentActor } from '../actors/agent-actor.ts';
import type { Stage } from '../stage.ts';
import { AGENT_TONE, callIsTalking, CALLER_TONE } from './inbound-steps.ts';

/** Each person has a tone of his own, off the grids of DTMF and of the exchange's tones. */
export const SECOND_TONE = { kind: 'tone', hz: 820, levelDbm0: -15 } as const;
export const THIRD_TONE = { kind: 'tone', hz: 1_300, levelDbm0: -15 } as const;

/** The caller talks with the first of the agents; the others are signed in and not ready. */
export async function talkOfTwo(stage: Stage): Promise<{
  readonly caller: ReturnType<Stage['caller']>;
  readonly first: AgentActor;
  readonly second: AgentActor;
}> {
  const caller = stage.caller(1);
  const first = await stage.agent('agent1', 1);
  const second = await stage.agent('agent2', 2);
  await first.ready();
  await callIsTalking(stage, caller, first);
  await caller.speak(CALLER_TONE);
  await first.phone.speak(AGENT_TONE);
  await second.phone.speak(SECOND_TONE);
  return { caller, first, second };
}

/** The call of an agent's station in one state of its connection. */
export function callOf(stage: Stage, agent: AgentActor, state: 'connected' | 'held' | 'alerting'): string {
  const found = stage.world
    .calls()
    .find((call) =>
      call.connections.some((each) => each.deviceId === `station/${agent.seat.stationNo}` && each.state === state),
    );
  return found?.callId ?? stage.fail(`${agent.seat.login} has a call that is ${state}`);
}

/** Gives a command on the agent's talking call, and waits until the line has done it. */
export async function does(
  agent: AgentActor,
  name: SeatCommandName,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  await agent.succeeds(name, agent.command(name, params), 20_000);
}

/** Waits until the call has as many parties who hear each other. */
export function partiesAre(stage: Stage, count: number): Promise<true> {
  return stage.until(`${count} talk with each other`, () =>
    stage.world
      .calls()
      .some(
        (call) =>
          call.connections.filter((each) => each.state === 'connected' && each.media === 'joined').length === count,
      ),
  );
}

/** Waits until all is over; the record of the caller's call, which consultations are not. */
export async function callerRecord(stage: Stage): Promise<CallRecord> {
  await stage.cleared(30_000);
  const records = await stage.world.records();
  return records.find((record) => record.direction === 'inbound') ?? stage.fail('the caller has a record');
}
