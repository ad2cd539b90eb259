import { hears } from '../listening.ts';
import type { Scenario } from '../scenario.ts';
import { AGENT_TONE, CALLER_TONE } from './inbound-steps.ts';
import { callerRecord, callOf, does, talkOfTwo } from './talk-steps.ts';

const FAR = { kind: 'far', trunkNo: 1 } as const;
const PHONE = { kind: 'phone', phoneNo: 1 } as const;

export const holdAndRetrieve: Scenario = {
  name: 'hold-and-retrieve',
  story: 'The agent puts the caller on hold, who hears music and not the agent, and takes the caller back.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    await hears(stage, FAR, AGENT_TONE.hz);
    await does(first, 'call.hold', { callId: callOf(stage, first, 'connected') });
    await stage.until('music plays', () =>
      stage.events('PlaybackStarted').some((each) => each.prompts.some((prompt) => prompt === MUSIC)),
    );
    await hears(stage, FAR, AGENT_TONE.hz, false);
    await hears(stage, PHONE, CALLER_TONE.hz, false);
    await does(first, 'call.retrieve', { callId: callOf(stage, first, 'held') });
    await hears(stage, FAR, AGENT_TONE.hz);
    await hears(stage, PHONE, CALLER_TONE.hz);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('the record counts one hold', () => record.holds?.count === 1);
    await stage.expect(
      'one recording, uncut',
      () => record.recordings.length === 1 && record.recordings[0]?.gaps.length === 0,
    );
    await first.phone.hangUp();
  },
};

const MUSIC = 'hold-music';

export const hangUpWhileHolding: Scenario = {
  name: 'hang-up-while-holding',
  story: 'The agent puts the handset down while the caller is on hold: the phone rings back, and the caller is there.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    await does(first, 'call.hold', { callId: callOf(stage, first, 'connected') });
    await first.phone.hangUp();
    await first.phone.rings();
    await first.phone.lift();
    await hears(stage, FAR, AGENT_TONE.hz);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('one call, one recording', () => record.recordings.length === 1);
    await first.phone.hangUp();
  },
};
