import {
  followPlanDraftSchema,
  type FollowPlan,
  type FollowPlanDraft,
  type FollowTarget,
} from '../../../src-main/contract/follow.ts';
import type { MusicChoice } from '../../../src-main/contract/music.ts';
import { closingStepOfDraft, draftOfStep, emptyStep, type StepDraft } from '../routing/step-draft.ts';

/** A target while it is being filled in; the key keeps its place on the screen. */
export interface TargetDraft extends FollowTarget {
  readonly key: number;
}

/** A plan while it is being filled in. */
export interface PlanDraft {
  readonly ownerUserId: string;
  readonly stationNo: string;
  readonly enabled: boolean;
  readonly targets: readonly TargetDraft[];
  readonly how: FollowPlan['how'];
  readonly confirmDigit: FollowPlan['confirmDigit'];
  readonly hears: MusicChoice | undefined;
  readonly hasNotice: boolean;
  readonly whenNobody: StepDraft;
}

const NEW: FollowPlanDraft = followPlanDraftSchema.parse({ title: '-', targets: [{ to: '00' }] });

export function emptyTarget(key: number): TargetDraft {
  return { key, to: '', label: '', ringSeconds: 20, confirm: false };
}

export function draftOfPlan(plan: FollowPlan | undefined): PlanDraft {
  const from = plan ?? { ...NEW, targets: [] };
  return {
    ownerUserId: from.ownerUserId ?? '',
    stationNo: from.stationNo ?? '',
    enabled: from.enabled,
    targets: plan === undefined ? [emptyTarget(0)] : plan.targets.map((target, key) => ({ ...target, key })),
    how: from.how,
    confirmDigit: from.confirmDigit,
    hears: from.hears,
    hasNotice: from.noticePromptIds.length > 0,
    whenNobody: plan === undefined ? emptyStep('hangUp') : draftOfStep(plan.whenNobody),
  };
}

/** Undefined while something is missing. What the form does not show stays as it was. */
export function planOfDraft(
  title: string,
  draft: PlanDraft,
  before: FollowPlan | undefined,
): FollowPlanDraft | undefined {
  const whenNobody = closingStepOfDraft(draft.whenNobody);
  if (whenNobody === undefined) return undefined;
  const { enabled, how, confirmDigit, hears, ownerUserId, stationNo } = draft;
  const kept = before ?? NEW;
  const notice = kept.noticePromptIds.length > 0 ? kept.noticePromptIds : NEW.noticePromptIds;
  return followPlanDraftSchema.safeParse({
    title,
    ...(ownerUserId === '' ? {} : { ownerUserId }),
    ...(stationNo === '' ? {} : { stationNo }),
    enabled,
    targets: draft.targets.map(({ key: _key, ...target }) => target),
    how,
    confirmDigit,
    confirmPromptIds: kept.confirmPromptIds,
    noticePromptIds: draft.hasNotice ? notice : [],
    ...(hears === undefined ? {} : { hears }),
    whenNobody,
  }).data;
}
