import { followPlanDraftSchema } from '../../../src-main/contract/follow.ts';
import { ringGroupDraftSchema } from '../../../src-main/contract/routing-requests.ts';
import { FATES } from '../fates.ts';
import { hears } from '../listening.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { AGENT_TONE, CALLER_NUMBER, CALLER_TONE } from './inbound-steps.ts';
import { callOf, does, talkOfTwo } from './talk-steps.ts';

const FAR = { kind: 'far', trunkNo: 1 } as const;
const MOBILE_TONE = { kind: 'tone', hz: 790, levelDbm0: -15 } as const;
const dutyPhone = followPlanDraftSchema.parse({
  title: '值班手机',
  targets: [{ to: FATES.answersSoon, label: '值班', ringSeconds: 40, confirm: true }],
});

/** The line on which the mobile was called. */
function mobileLine(stage: Stage): Promise<number> {
  return stage.until('the mobile is called on a line', () => stage.events('NetworkReached').at(-1)?.trunkNo, 60_000);
}

async function pressesTheKey(stage: Stage): Promise<number> {
  const trunkNo = await mobileLine(stage);
  await stage.until(
    'the mobile has answered and is asked for the key',
    () => stage.onlyCall()?.connections.some((each) => each.participation === 'pending' && each.state === 'connected'),
    30_000,
  );
  await stage.expect('nobody is joined before the key is pressed', () => !joinsLines(stage));
  await stage.world.pass(1_000);
  await stage.caller(trunkNo).press('1');
  await stage.until('the two lines are joined', () => joinsLines(stage));
  return trunkNo;
}

function joinsLines(stage: Stage): boolean {
  return stage
    .events('Joined')
    .some(({ deviceId, peerId }) => deviceId.startsWith('trunk/') && peerId.startsWith('trunk/'));
}

const byRule: Scenario = {
  name: 'follow-me-by-rule',
  story:
    'Nobody is in: the rule sends the call after the duty phone, who answers there presses 1 and talks with the caller; recorded and counted.',
  async play(stage) {
    const planId = await stage.world.arrange.followPlan(dutyPhone);
    await stage.world.arrange.firstRule({ kind: 'followMe', planId });
    const caller = stage.caller(1);
    await caller.ring(CALLER_NUMBER);
    const mobile = stage.caller(await pressesTheKey(stage));
    await caller.speak(CALLER_TONE);
    await mobile.speak(MOBILE_TONE);
    await hears(stage, FAR, MOBILE_TONE.hz);
    await hears(stage, { kind: 'far', trunkNo: mobile.trunkNo }, CALLER_TONE.hz);
    await caller.hangUp();
    const record = await stage.cleared();
    await stage.expect('the record is the caller’s, with a talk and a normal end', () => {
      return record.ani === CALLER_NUMBER && record.trunkNo === 1 && record.endReason === 'NORMAL';
    });
    await stage.expect('it is recorded', () => (record.recordings[0]?.lengthMs ?? 0) > 5_000);
    await stage.expect('its story says whom it followed, and who took it', () => {
      const kinds = (record.why ?? []).map((why) => why.kind);
      return kinds.includes('followMe') && kinds.includes('summoned');
    });
    await stage.expect('it is counted once', () => {
      return stage.events('Diverted').filter((event) => event.reason === 'followMe').length === 1;
    });
  },
};

const byHand: Scenario = {
  name: 'follow-me-by-hand',
  story:
    'The agent sends the caller after a colleague who is out; the caller hears music until the mobile takes the call.',
  async play(stage) {
    const planId = await stage.world.arrange.followPlan(dutyPhone);
    const { first } = await talkOfTwo(stage);
    await does(first, 'call.followMe', { callId: callOf(stage, first, 'connected'), planId });
    await stage.until('the caller hears music', () =>
      stage.events('PlaybackStarted').some(({ prompts }) => prompts.some((prompt) => prompt === 'hold-music')),
    );
    const mobile = stage.caller(await pressesTheKey(stage));
    await stage.until('the agent is let go', () =>
      stage.onlyCall()?.connections.some((each) => each.deviceId === 'station/801' && each.state === 'null'),
    );
    await first.phone.hangUp();
    await mobile.speak(MOBILE_TONE);
    await hears(stage, FAR, MOBILE_TONE.hz);
    await hears(stage, FAR, AGENT_TONE.hz, false);
    await mobile.hangUp();
    await stage.cleared();
  },
};

const ringGroup: Scenario = {
  name: 'ring-group',
  story: 'A ring group rings two phones together: who lifts first talks with the caller, the other phone stops.',
  async play(stage) {
    const members = ['801', '802'].map((stationNo) => ({ kind: 'station', stationNo }));
    const then = { kind: 'hangUp', how: 'answerAndHangUp' };
    const draft = ringGroupDraftSchema.parse({ title: '前台', members, order: 'together', ringMs: 20_000, then });
    const groupId = await stage.world.arrange.ringGroup(draft);
    await stage.world.arrange.firstRule({ kind: 'ringGroup', groupId });
    const caller = stage.caller(1);
    const [first, second] = [stage.phone(1), stage.phone(2)];
    await caller.ring(CALLER_NUMBER);
    await first.rings();
    await second.rings();
    await second.lift();
    await stage.until('the other phone stops', async () => !(await first.state()).ringing);
    await second.speak(AGENT_TONE);
    await hears(stage, FAR, AGENT_TONE.hz);
    await caller.hangUp();
    const record = await stage.cleared();
    await stage.expect('the phone that took it is in the record', () => {
      return record.stationNo === '802' && record.endReason === 'NORMAL';
    });
    await second.hangUp();
  },
};

const ringGroupUnanswered: Scenario = {
  name: 'ring-group-unanswered',
  story: 'Nobody of the ring group lifts: the call follows the duty phone, as the group says.',
  async play(stage) {
    const planId = await stage.world.arrange.followPlan(dutyPhone);
    const draft = ringGroupDraftSchema.parse({
      title: '前台',
      members: [{ kind: 'station', stationNo: '801' }],
      order: 'inOrder',
      ringMs: 5_000,
      then: { kind: 'followMe', planId },
    });
    await stage.world.arrange.firstRule({ kind: 'ringGroup', groupId: await stage.world.arrange.ringGroup(draft) });
    const caller = stage.caller(1);
    await caller.ring(CALLER_NUMBER);
    await stage.phone(1).rings();
    const mobile = stage.caller(await pressesTheKey(stage));
    await mobile.speak(MOBILE_TONE);
    await hears(stage, FAR, MOBILE_TONE.hz);
    await caller.hangUp();
    await stage.cleared();
  },
};

const phoneCode: Scenario = {
  name: 'forwarding-by-phone-code',
  story: 'A phone dials *72 and a colleague: the next call for it rings there; *73 ends that.',
  async play(stage) {
    await stage.world.arrange.firstRule({ kind: 'agent', stationNo: '801' });
    const [own, other] = [stage.phone(1), stage.phone(2)];
    await dials(stage, 1, '*72802#');
    const caller = stage.caller(1);
    await caller.ring(CALLER_NUMBER);
    await other.rings();
    await caller.hangUp();
    await stage.cleared();
    await dials(stage, 1, '*73#');
    await caller.ring(CALLER_NUMBER);
    await own.rings();
    await caller.hangUp();
    await stage.cleared();
  },
};

/** Lifts, dials, hears what is true now, and hangs up. */
async function dials(stage: Stage, phoneNo: number, code: string): Promise<void> {
  const phone = stage.phone(phoneNo);
  const before = stage.events('PlaybackEnded').length;
  await phone.lift();
  await stage.world.pass(1_500);
  await phone.press(code);
  await stage.until('the phone is told what is true now', () => stage.events('PlaybackEnded').length > before, 30_000);
  await phone.hangUp();
  await stage.until('no call is up', () => stage.world.calls().length === 0);
}

export const followMe: readonly Scenario[] = [byRule, byHand, ringGroup, ringGroupUnanswered, phoneCode];
