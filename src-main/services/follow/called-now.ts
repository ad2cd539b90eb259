import type { FollowPlan, FollowTarget } from '../../contract/follow.ts';
import type { RuleWhy } from '../../contract/rule-why.ts';
import type { SummonTarget } from '../../mediator/call-control.ts';
import { isLikeCaller, type Schedules } from '../routing/index.ts';
import type { ReadHouseNumber } from '../stations/index.ts';

type Skipped = Extract<RuleWhy, { kind: 'followSkipped' }>;

/** Whom to call this time, and why not the others. */
export interface CalledNow {
  readonly targets: readonly SummonTarget[];
  readonly skipped: readonly Skipped[];
}

export interface CallToFollow {
  /** The outside party's, empty when unknown. */
  readonly farNumber: string;
  readonly atMs: number;
}

/** Never the caller itself, nor our own lines: the call would go round in circles. Pure. */
export function calledNow(
  plan: FollowPlan,
  call: CallToFollow,
  { readNumber, schedules }: { readonly readNumber: ReadHouseNumber; readonly schedules: Schedules },
): CalledNow {
  const targets: SummonTarget[] = [];
  const skipped: Skipped[] = [];
  for (const [index, target] of plan.targets.entries()) {
    const because = obstacleOf(target, call, readNumber, schedules);
    if (because === undefined) {
      const { to, ringSeconds, confirm } = target;
      targets.push({ to, ringMs: ringSeconds * 1000, confirm });
    } else {
      skipped.push({ kind: 'followSkipped', place: index + 1, label: target.label, because });
    }
  }
  return { targets, skipped };
}

function obstacleOf(
  { to, schedule }: FollowTarget,
  { farNumber, atMs }: CallToFollow,
  readNumber: ReadHouseNumber,
  schedules: Schedules,
): Skipped['because'] | undefined {
  if (schedule !== undefined) {
    const now = schedules.explainAt(schedule.scheduleId, atMs);
    if (now === undefined || !schedule.kinds.includes(now.kind)) return 'notNow';
  }
  const reading = readNumber(to);
  switch (reading.kind) {
    case 'nowhere':
      return 'noSuchNumber';
    case 'ownTrunk':
      return 'ownTrunk';
    case 'station':
      return undefined;
    case 'outside':
      return farNumber !== '' && isLikeCaller(reading.digits, farNumber) ? 'callerItself' : undefined;
  }
}
