import type { FollowPlan } from '../../src-main/contract/follow.ts';
import { followPlanSchema } from '../../src-main/contract/follow.ts';
import { promptIdSchema, type CallId, type DeviceId } from '../../src-main/contract/ids.ts';
import type { MusicChoice } from '../../src-main/contract/music.ts';
import type { NextStep, RingGroup } from '../../src-main/contract/routing.ts';
import type { RuleWhy } from '../../src-main/contract/rule-why.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import type { DialRequest } from '../../src-main/mediator/call-control.ts';
import { FollowService, RingGroups } from '../../src-main/services/follow/index.ts';
import type { CallForFollowMe, CallForRingGroup } from '../../src-main/services/routing/index.ts';
import { LINE_1, openCallCentre, TRUNK_1, type CallCentre } from '../unit/mediator/call-centre.ts';
import { readTestNumber } from './fake-follow.ts';
import { TestLog } from './test-log.ts';

export const CALLER = '13900001234';
export const MOBILE = '13800138000';
export const DUTY = '13700137000';

export function aPlan(change: Partial<FollowPlan> = {}): FollowPlan {
  const plain = {
    planId: 'plan_1',
    title: '值班',
    targets: [{ to: '802' }],
    noticePromptIds: [],
    confirmPromptIds: [],
  };
  return { ...followPlanSchema.parse(plain), ...change };
}

export function aTarget(
  to: string,
  change: Partial<FollowPlan['targets'][number]> = {},
): FollowPlan['targets'][number] {
  return { to, label: '', ringSeconds: 20, confirm: false, ...change };
}

export type FollowCentre = Awaited<ReturnType<typeof openFollowCentre>>;

/** Follow-me and ring groups over the real mediator and a scripted board; routing is the test's. */
export async function openFollowCentre(plans: readonly FollowPlan[] = [], greeting: Promise<void> = Promise.resolve()) {
  const dialled: DialRequest[] = [];
  const centre: CallCentre = await openCallCentre({
    decideDial: (request) => {
      dialled.push(request);
      return { kind: 'permitted', digits: request.digits, choice: {} };
    },
    numberPlan: { outsidePrefix: '9', extensionLengths: [3], emergencyNumbers: [] },
  });
  const log = new TestLog();
  const forFollow = new TypedEmitter<CallForFollowMe>((error) => centre.defects.push(error));
  const forGroup = new TypedEmitter<CallForRingGroup>((error) => centre.defects.push(error));
  const steps: NextStep[] = [];
  const fallBacks: string[] = [];
  const chosen: (MusicChoice | 'over')[] = [];
  const parts = {
    callControl: centre.mediator,
    clock: centre.clock,
    log,
    readNumber: readTestNumber,
    greeted: () => greeting,
    routing: {
      onCallForFollowMe: (listener: (call: CallForFollowMe) => void) => forFollow.subscribe(listener),
      onCallForRingGroup: (listener: (call: CallForRingGroup) => void) => forGroup.subscribe(listener),
      takeStep: (_callId: CallId, _deviceId: DeviceId, next: NextStep) => void steps.push(next),
      fellBack: (_callId: CallId, _deviceId: DeviceId, _from: NextStep, because: string) =>
        void fallBacks.push(because),
    },
  };
  const follow = new FollowService({
    ...parts,
    plan: (planId) => plans.find((each) => each.planId === planId),
    schedules: { explainAt: (id) => (id === 'office' ? { kind: 'work', because: 'weekly' } : undefined) },
    people: {
      reload: () => Promise.resolve(),
      stationOf: (userId) => (userId === 'user_boss' ? '803' : undefined),
      nameOf: () => undefined,
    },
    prompt: (promptId) => (promptId === 'missing' ? undefined : { promptId, path: `/prompts/${promptId}.wav` }),
    music: {
      choose: (_callId, choice) => {
        chosen.push(choice);
        return { dispose: () => void chosen.push('over') };
      },
    },
  });
  const groups = new RingGroups(parts);
  follow.start();
  groups.start();
  /** A caller rings on line 1, and a rule sends it after the plan. */
  const ruled = async (planId = 'plan_1'): Promise<CallId> => {
    centre.driver.ring(LINE_1, CALLER);
    await centre.settle();
    const { callId } = centre.call();
    forFollow.emit({ callId, deviceId: TRUNK_1, planId });
    await centre.settle(100);
    return callId;
  };
  const grouped = async (group: RingGroup, line = LINE_1): Promise<CallId> => {
    centre.driver.ring(line, CALLER);
    await centre.settle();
    const call = [...centre.mediator.calls.values()].at(-1);
    if (call === undefined) throw new Error('no call came in');
    forGroup.emit({ callId: call.callId, deviceId: call.connections[0]?.deviceId ?? TRUNK_1, group });
    await centre.settle(100);
    return call.callId;
  };
  /** Every step of the story, in order. */
  const why = (): readonly RuleWhy[] =>
    centre.events.flatMap((event) => (event.kind === 'CallInformation' ? (event.why ?? []) : []));
  const again = (callId: CallId, planId: string): void => forFollow.emit({ callId, deviceId: TRUNK_1, planId });
  const groupAgain = (callId: CallId, group: RingGroup): void => forGroup.emit({ callId, deviceId: TRUNK_1, group });
  return { ...centre, groupAgain, centre, follow, log, dialled, steps, fallBacks, chosen, ruled, grouped, why, again };
}

export const NOTICE = promptIdSchema.parse('notice');
