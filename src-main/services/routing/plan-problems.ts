import type { FlowId } from '../../contract/ids.ts';
import type { NextStep, RoutingPlan } from '../../contract/routing.ts';

export interface PlanProblem {
  /** Where in the plan, as `inboundRules/night`. */
  readonly place: string;
  readonly problem: string;
}

/** What other parts of the house have, that steps lead to. */
export interface KnownTargets {
  readonly flowIds: ReadonlySet<FlowId>;
  readonly followPlanIds: ReadonlySet<string>;
}

/** Everything in a plan that points at something which is not there, and ids that are there twice. Pure. */
export function problemsOf(plan: RoutingPlan, known: KnownTargets): readonly PlanProblem[] {
  const found: PlanProblem[] = [];
  const say = (place: string, problem: string): void => void found.push({ place, problem });
  const trunkGroups = new Set(plan.settings.trunkGroups.map((group) => group.groupId));
  const checkTrunks = (place: string, groupIds: readonly string[] = []): void => {
    for (const id of groupIds) if (!trunkGroups.has(id)) say(place, `there is no trunk group ${id}`);
  };
  const checkStep = (place: string, step: NextStep): void => {
    for (const problem of stepProblems(step, plan, known)) say(place, problem);
  };
  for (const rule of plan.inboundRules) {
    checkTrunks(`inboundRules/${rule.ruleId}`, rule.match.trunkGroups);
    checkStep(`inboundRules/${rule.ruleId}`, rule.next);
  }
  for (const { ruleId, action } of plan.outboundRules) {
    if (action.kind === 'permit') checkTrunks(`outboundRules/${ruleId}`, action.trunkGroups);
  }
  for (const group of plan.ringGroups) checkStep(`ringGroups/${group.groupId}`, group.then);
  const { defaultStep, forced } = plan.settings;
  if (defaultStep !== undefined) checkStep('settings/defaultStep', defaultStep);
  if (forced.ruleId !== undefined && !plan.inboundRules.some((rule) => rule.ruleId === forced.ruleId)) {
    say('settings/forced', `there is no inbound rule ${forced.ruleId}`);
  }
  if (forced.on && forced.ruleId === undefined) say('settings/forced', 'it is on and names no rule');
  return [...found, ...doubled(plan)];
}

function stepProblems(step: NextStep, plan: RoutingPlan, known: KnownTargets): readonly string[] {
  switch (step.kind) {
    case 'flow':
      return known.flowIds.has(step.flowId) ? [] : [`there is no flow ${step.flowId}`];
    case 'ringGroup':
      return plan.ringGroups.some((group) => group.groupId === step.groupId)
        ? []
        : [`there is no ring group ${step.groupId}`];
    case 'followMe':
      return known.followPlanIds.has(step.planId) ? [] : [`there is no follow-me plan ${step.planId}`];
    case 'custom':
      return [
        ...(plan.settings.customAddresses.includes(step.address) ? [] : ['its address is not among those permitted']),
        ...stepProblems(step.fallback, plan, known),
      ];
    case 'fax':
      return stepProblems(step.fallback, plan, known);
    default:
      return [];
  }
}

function doubled(plan: RoutingPlan): readonly PlanProblem[] {
  const ids = [
    ...plan.inboundRules.map((rule) => `inboundRules/${rule.ruleId}`),
    ...plan.outboundRules.map((rule) => `outboundRules/${rule.ruleId}`),
    ...plan.ringGroups.map((group) => `ringGroups/${group.groupId}`),
    ...plan.settings.trunkGroups.map((group) => `settings/trunkGroups/${group.groupId}`),
  ];
  const seen = new Set<string>();
  return ids.flatMap((place) => {
    if (seen.has(place)) return [{ place, problem: 'its id is there twice' }];
    seen.add(place);
    return [];
  });
}
