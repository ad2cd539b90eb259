import { hears } from '../listening.ts';
import type { Scenario } from '../scenario.ts';
import { AGENT_TONE, callReachesAgent, CALLER_TONE } from './inbound-steps.ts';
import { callerRecord, callOf, does, partiesAre, SECOND_TONE, talkOfTwo, THIRD_TONE } from './talk-steps.ts';

const FAR = { kind: 'far', trunkNo: 1 } as const;
const PHONE_1 = { kind: 'phone', phoneNo: 1 } as const;
const PHONE_2 = { kind: 'phone', phoneNo: 2 } as const;
const PHONE_4 = { kind: 'phone', phoneNo: 4 } as const;

export const conferenceOfThree: Scenario = {
  name: 'conference-of-three',
  story: '三方: caller, agent and colleague hear each other; the agent leaves and the other two go on.',
  async play(stage) {
    const { caller, first, second } = await talkOfTwo(stage);
    const consulted = first.command('call.consult', { callId: callOf(stage, first, 'connected'), number: '802' });
    await second.phone.rings();
    await second.phone.lift();
    await first.succeeds('call.consult', consulted);
    await does(first, 'call.completeConference', { callId: callOf(stage, first, 'held') });
    await partiesAre(stage, 3);
    await hears(stage, FAR, AGENT_TONE.hz);
    await hears(stage, FAR, SECOND_TONE.hz);
    await hears(stage, PHONE_1, SECOND_TONE.hz);
    await hears(stage, PHONE_2, CALLER_TONE.hz);
    await first.phone.hangUp();
    await partiesAre(stage, 2);
    await hears(stage, FAR, SECOND_TONE.hz);
    await hears(stage, FAR, AGENT_TONE.hz, false);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('one recording of the whole', () => record.recordings.length === 1);
    await second.phone.hangUp();
  },
};

export const supervisorJoins: Scenario = {
  name: 'supervisor-joins',
  story: 'The supervisor listens unheard, whispers to the agent alone, speaks to both, and takes the caller over.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    const boss = await stage.agent('supervisor', 4);
    await boss.phone.speak(THIRD_TONE);
    const callId = callOf(stage, first, 'connected');
    const listens = boss.command('call.join', { callId, mode: 'listen' });
    await boss.phone.rings();
    await boss.phone.lift();
    await boss.succeeds('call.join', listens);
    await hears(stage, PHONE_4, CALLER_TONE.hz);
    await hears(stage, PHONE_4, AGENT_TONE.hz);
    await hears(stage, PHONE_1, THIRD_TONE.hz, false);
    await does(boss, 'call.join', { callId, mode: 'whisper' });
    await hears(stage, PHONE_1, THIRD_TONE.hz);
    await hears(stage, FAR, THIRD_TONE.hz, false);
    await does(boss, 'call.join', { callId, mode: 'barge' });
    await hears(stage, FAR, THIRD_TONE.hz);
    await hears(stage, FAR, AGENT_TONE.hz);
    first.hangUp();
    await partiesAre(stage, 2);
    await hears(stage, FAR, THIRD_TONE.hz);
    await caller.hangUp();
    await stage.cleared();
    await boss.phone.hangUp();
    await first.phone.hangUp();
  },
};

export const parkAndRetrieve: Scenario = {
  name: 'park-and-retrieve',
  story: 'The caller is parked and hears music; a colleague dials *51 and has the caller.',
  async play(stage) {
    const { caller, first, second } = await talkOfTwo(stage);
    await does(first, 'call.park', { callId: callOf(stage, first, 'connected'), slot: '1' });
    await first.phone.hangUp();
    await hears(stage, FAR, AGENT_TONE.hz, false);
    // Nobody talks while he dials.
    await second.phone.speak({ kind: 'silence' });
    await second.phone.lift();
    await stage.world.pass(600);
    await second.phone.press('*51');
    await stage.until('the caller is retrieved', () => stage.events('Joined').length > 1, 15_000);
    await second.phone.speak(SECOND_TONE);
    await hears(stage, FAR, SECOND_TONE.hz);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('the recording ran through', () => record.recordings.length === 1);
    await second.phone.hangUp();
  },
};

export const pickUpForColleague: Scenario = {
  name: 'pick-up-for-colleague',
  story: 'A phone rings and nobody is there: a colleague lifts, dials *8, and talks with the caller.',
  async play(stage) {
    const caller = stage.caller(1);
    const first = await stage.agent('agent1', 1);
    const second = await stage.agent('agent2', 2);
    await first.ready();
    await callReachesAgent(stage, caller, first);
    await caller.speak(CALLER_TONE);
    await second.phone.lift();
    await stage.world.pass(600);
    await second.phone.press('*8');
    await stage.until('the colleague has the caller', () => stage.events('Joined').length > 0, 15_000);
    await second.phone.speak(SECOND_TONE);
    await hears(stage, FAR, SECOND_TONE.hz);
    await hears(stage, PHONE_2, CALLER_TONE.hz);
    await first.is('ready');
    await caller.hangUp();
    await stage.cleared();
    await second.phone.hangUp();
  },
};
