import { hears } from '../listening.ts';
import { FATES } from '../fates.ts';
import type { Scenario } from '../scenario.ts';
import { AGENT_TONE, CALLER_TONE } from './inbound-steps.ts';
import { callerRecord, callOf, does, partiesAre, SECOND_TONE, talkOfTwo } from './talk-steps.ts';

const FAR = { kind: 'far', trunkNo: 1 } as const;
const PHONE_1 = { kind: 'phone', phoneNo: 1 } as const;
const PHONE_2 = { kind: 'phone', phoneNo: 2 } as const;

export const consultAndTransfer: Scenario = {
  name: 'consult-and-transfer',
  story: '通话转: the agent asks a colleague while the caller hears music, then completes and is out of the call.',
  async play(stage) {
    const { caller, first, second } = await talkOfTwo(stage);
    const consulted = first.command('call.consult', { callId: callOf(stage, first, 'connected'), number: '802' });
    await second.phone.rings();
    await second.phone.lift();
    await first.succeeds('call.consult', consulted);
    await hears(stage, PHONE_2, AGENT_TONE.hz);
    await hears(stage, PHONE_2, CALLER_TONE.hz, false);
    await does(first, 'call.completeTransfer', { callId: callOf(stage, first, 'held') });
    await hears(stage, FAR, SECOND_TONE.hz);
    await hears(stage, PHONE_2, CALLER_TONE.hz);
    await hears(stage, PHONE_1, CALLER_TONE.hz, false);
    await first.phone.hangUp();
    await stage.hold('the call goes on', 1_000, () => stage.world.calls().length === 1);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('the recording is one, over the transfer', () => record.recordings.length === 1);
    await second.phone.hangUp();
  },
};

export const consultedHangsUp: Scenario = {
  name: 'consulted-hangs-up',
  story: 'The colleague hangs up: the caller stays on hold, and the agent takes the caller back (接回).',
  async play(stage) {
    const { caller, first, second } = await talkOfTwo(stage);
    const consulted = first.command('call.consult', { callId: callOf(stage, first, 'connected'), number: '802' });
    await second.phone.rings();
    await second.phone.lift();
    await first.succeeds('call.consult', consulted);
    await second.phone.hangUp();
    await stage.until('the consultation is over', () => stage.world.calls().length === 1);
    await does(first, 'call.retrieve', { callId: callOf(stage, first, 'held') });
    await hears(stage, FAR, AGENT_TONE.hz);
    await caller.hangUp();
    await stage.cleared();
    await first.phone.hangUp();
  },
};

export const blindTransferComesBack: Scenario = {
  name: 'blind-transfer-comes-back',
  story:
    '释放转: nobody answers at the other phone, so the one who gave the caller away is rung and has the caller again.',
  async play(stage) {
    const { caller, first, second } = await talkOfTwo(stage);
    const callId = callOf(stage, first, 'connected');
    await does(first, 'call.transfer', { callId, number: '802', kind: 'blind' });
    await first.phone.hangUp();
    await second.phone.rings();
    await stage.until('the giver is called back', async () => (await first.phone.state()).ringing, 60_000);
    await first.phone.lift();
    await partiesAre(stage, 2);
    await hears(stage, FAR, AGENT_TONE.hz);
    await caller.hangUp();
    await stage.cleared();
    await first.phone.hangUp();
  },
};

export const transferToOutsideLine: Scenario = {
  name: 'transfer-to-outside-line',
  story: '成功转 to an outside number: when it answers the two lines talk, and the hang-up of one lets the other go.',
  async play(stage) {
    const { caller, first } = await talkOfTwo(stage);
    const callId = callOf(stage, first, 'connected');
    const given = first.command('call.transfer', { callId, number: FATES.answersSoon, kind: 'onAnswer' });
    await first.succeeds('call.transfer', given, 60_000);
    await stage.until('only lines are in the call', () => {
      const connected = stage.onlyCall()?.connections.filter((each) => each.state === 'connected') ?? [];
      return connected.length === 2 && connected.every((each) => each.deviceId.startsWith('trunk/'));
    });
    await first.phone.hangUp();
    await stage.hold('the lines go on talking', 1_000, () => stage.world.calls().length === 1);
    await caller.hangUp();
    const record = await callerRecord(stage);
    await stage.expect('each line has its recording', () => record.recordings.length === 2);
  },
};
