import type { CallEvent } from '../../../src-main/contract/call-events.ts';
import { hears } from '../listening.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import type { CallerActor } from '../actors/caller-actor.ts';
import { AGENT_TONE, CALLER_TONE } from './inbound-steps.ts';
import { callerRecord, callOf, does, SECOND_TONE, talkOfTwo } from './talk-steps.ts';

const FAR = { kind: 'far', trunkNo: 1 } as const;
const PHONE = { kind: 'phone', phoneNo: 1 } as const;
/** The flow of a fresh house: it says welcome and asks for a key three times. */
const FLOW = 'welcome';
const ROUNDS = 3;

export const suspendedIntoFlow: Scenario = {
  name: 'suspended-into-flow',
  story:
    '挂起转: the agent sends the caller into a flow, which plays and takes keys, and has the caller again afterwards.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    await does(first, 'call.toFlow', { callId: callOf(stage, first, 'connected'), flowId: FLOW, back: true });
    await goesThroughFlow(stage, caller, async () => {
      await hears(stage, FAR, AGENT_TONE.hz, false);
      await hears(stage, PHONE, CALLER_TONE.hz, false);
      await stage.expect('the agent holds the call', () => callOf(stage, first, 'held') !== '');
    });
    await stage.until('the agent has the caller again', () => stage.events('Retrieved').length === 1, 30_000);
    await hears(stage, FAR, AGENT_TONE.hz);
    await hears(stage, PHONE, CALLER_TONE.hz);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('one recording over all of it', () => record.recordings.length === 1);
    await first.phone.hangUp();
  },
};

export const suspendedAndHungUp: Scenario = {
  name: 'suspended-and-hung-up',
  story:
    '挂起转: the agent puts the handset down meanwhile; the phone rings when the flow is through, and the caller is there.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    await does(first, 'call.toFlow', { callId: callOf(stage, first, 'connected'), flowId: FLOW, back: true });
    await goesThroughFlow(stage, caller, async () => {
      await first.phone.hangUp();
      await stage.world.pass(500);
      await stage.expect('the caller is still in the flow', () => stage.onlyCall()?.attendant === 'flow');
    });
    await stage.until('the phone rings', async () => (await first.phone.state()).ringing, 30_000);
    await first.phone.lift();
    await stage.until('they talk', () => stage.events('Transferred').length > 0);
    await hears(stage, FAR, AGENT_TONE.hz);
    await caller.hangUp();
    await callerRecord(stage);
    await first.phone.hangUp();
  },
};

export const givenAwayToFlow: Scenario = {
  name: 'given-away-to-flow',
  story: '转IVR: the agent gives the caller to a flow and is out of the call, which ends with the flow.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    await does(first, 'call.toFlow', { callId: callOf(stage, first, 'connected'), flowId: FLOW, back: false });
    await goesThroughFlow(stage, caller, async () => {
      await hears(stage, FAR, AGENT_TONE.hz, false);
      await hears(stage, PHONE, CALLER_TONE.hz, false);
      await first.phone.hangUp();
    });
    await stage.until('the flow lets the caller go', () => stage.events('CallCleared').length === 1, 30_000);
    const record = await callerRecord(stage);
    await stage.expect('nobody took the caller back', () => stage.events('Retrieved').length === 0);
    await stage.expect('one recording over all of it', () => record.recordings.length === 1);
  },
};

export const suspendedAndTakenBack: Scenario = {
  name: 'suspended-and-taken-back',
  story: '接回: the agent takes the caller back while the flow still speaks, which ends it.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    await does(first, 'call.toFlow', { callId: callOf(stage, first, 'connected'), flowId: FLOW, back: true });
    await stage.until('the menu plays', () => menusPlayed(stage, 'PlaybackStarted') === 1);
    await does(first, 'call.retrieve', { callId: callOf(stage, first, 'held') });
    await hears(stage, FAR, AGENT_TONE.hz);
    await hears(stage, PHONE, CALLER_TONE.hz);
    const steps = stage.events('FlowStepped').length;
    await stage.hold('the flow does not go on', 20_000, () => stage.events('FlowStepped').length === steps);
    await caller.hangUp();
    await callerRecord(stage);
    await first.phone.hangUp();
  },
};

export const suspendedAndLedOn: Scenario = {
  name: 'suspended-and-led-on',
  story: 'The caller chooses an agent in the flow: a colleague answers and talks, and the one who waited is let go.',
  async play(stage) {
    const { caller, first, second } = await talkOfTwo(stage);
    await second.ready();
    await does(first, 'call.toFlow', { callId: callOf(stage, first, 'connected'), flowId: FLOW, back: true });
    await caller.speak({ kind: 'silence' });
    await stage.until('the menu plays', () => menusPlayed(stage, 'PlaybackStarted') === 1);
    await stage.world.pass(500);
    await caller.press('1');
    await second.phone.rings();
    await second.phone.lift();
    await stage.until('the one who waited has left', () => stage.events('ConnectionCleared').length === 1);
    await caller.speak(CALLER_TONE);
    await hears(stage, FAR, SECOND_TONE.hz);
    await hears(stage, FAR, AGENT_TONE.hz, false);
    await hears(stage, PHONE, CALLER_TONE.hz, false);
    await first.phone.hangUp();
    await stage.hold('the call goes on', 1_000, () => stage.world.calls().length === 1);
    await caller.hangUp();
    await callerRecord(stage);
    await second.phone.hangUp();
  },
};

/** The caller hears the menu out, then presses a key that is no choice as often as it takes to be told goodbye. */
async function goesThroughFlow(stage: Stage, caller: CallerActor, meanwhile: () => Promise<void>): Promise<void> {
  await stage.until('the menu has been heard', () => menusPlayed(stage, 'PlaybackEnded') === 1, 30_000);
  // Nothing plays now that could be taken for somebody's tone.
  await meanwhile();
  await caller.speak({ kind: 'silence' });
  for (let round = 1; round <= ROUNDS; round += 1) {
    await stage.until(`the menu is asked, round ${round}`, () => menusPlayed(stage, 'PlaybackStarted') === round);
    await stage.world.pass(500);
    await caller.press('9');
    await stage.until(`the key is taken, round ${round}`, () => keysTaken(stage) === round);
  }
  await caller.speak(CALLER_TONE);
}

/** How often the menu has been begun, or has ended, since the caller was handed to the flow. */
function menusPlayed(stage: Stage, kind: 'PlaybackStarted' | 'PlaybackEnded'): number {
  const playbacks = sinceHanded(stage).filter((event) => event.kind === 'PlaybackStarted' || event.kind === kind);
  return playbacks.filter((event, at) => {
    const begun = event.kind === 'PlaybackStarted' ? event : playbacks[at - 1];
    return (
      event.kind === kind && begun?.kind === 'PlaybackStarted' && begun.prompts.some((prompt) => prompt === 'menu')
    );
  }).length;
}

function keysTaken(stage: Stage): number {
  return sinceHanded(stage).filter((event) => event.kind === 'FlowStepped' && event.choice === '9').length;
}

function sinceHanded(stage: Stage): readonly CallEvent[] {
  const events = stage.world.callEvents();
  return events.slice(events.findIndex((event) => event.kind === 'Diverted' && event.reason === 'flow'));
}
