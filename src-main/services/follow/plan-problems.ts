import type { FollowPlan } from '../../contract/follow.ts';
import type { StationForwarding } from '../../contract/stations.ts';
import type { Fault } from '../../foundation/errors.ts';
import { walkForwarding, type ReadHouseNumber } from '../stations/index.ts';
import { followFaults } from './follow-faults.ts';

/** What a plan is checked against. */
export interface Surroundings {
  /** All plans, the checked one among them or not. */
  readonly plans: readonly FollowPlan[];
  readonly flowIds: ReadonlySet<string>;
  readonly forwardingOf: (stationNo: string) => StationForwarding;
  readonly readNumber: ReadHouseNumber;
  readonly hasSchedule: (scheduleId: string) => boolean;
}

/**
 * Why a plan cannot be kept: somebody of it leads nowhere, or back to our own lines over the forwarding of stations, or
 * what comes when nobody took the call leads back to the plan. Pure; what cannot be seen here is stopped when it happens.
 */
export function faultOfPlan(plan: FollowPlan, around: Surroundings): Fault | undefined {
  for (const [index, { to, schedule }] of plan.targets.entries()) {
    const place = `target ${index + 1}`;
    const walk = walkForwarding([to], around.forwardingOf, around.readNumber);
    if (around.readNumber(to).kind === 'nowhere') return followFaults.nowhere(place);
    if (walk.meetsOwnTrunk) return followFaults.loop(place);
    if (schedule !== undefined && !around.hasSchedule(schedule.scheduleId)) {
      return followFaults.unknownTarget(`the schedule of ${place}`);
    }
  }
  return faultOfStep(plan, around);
}

function faultOfStep(plan: FollowPlan, { plans, flowIds, forwardingOf, readNumber }: Surroundings): Fault | undefined {
  const place = 'the step when nobody took the call';
  const step = plan.whenNobody;
  if (step.kind === 'flow' && !flowIds.has(step.flowId)) return followFaults.unknownTarget(place);
  if (step.kind === 'agent' && step.stationNo !== undefined) {
    const walk = walkForwarding([step.stationNo], forwardingOf, readNumber);
    if (walk.meetsOwnTrunk) return followFaults.loop(place);
  }
  const others = new Map(plans.filter((each) => each.planId !== plan.planId).map((each) => [each.planId, each]));
  const seen = new Set<string>();
  for (let next = step; next.kind === 'followMe';) {
    if (next.planId === plan.planId) return followFaults.loop(place);
    const other = others.get(next.planId);
    if (other === undefined) return followFaults.unknownTarget(place);
    // A circle of others, which only an import could have made.
    if (seen.has(other.planId)) return followFaults.loop(place);
    seen.add(other.planId);
    next = other.whenNobody;
  }
  return undefined;
}
