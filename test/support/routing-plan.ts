import { routingSettingsSchema, type RoutingSettings } from '../../src-main/contract/routing.ts';
import { ruleIdSchema } from '../../src-main/contract/ids.ts';
import {
  noLists,
  noSchedules,
  RoutingBook,
  RoutingDesk,
  RoutingTesters,
  welcomeRule,
  type InboundPlan,
  type InboundRule,
  type ListHit,
  type OutboundPlan,
  type ReadNumber,
  type RoutingPlanStore,
  type RuleMatch,
  type SeatedAgents,
} from '../../src-main/services/routing/index.ts';
import type { OutboundRule, RoutingPlan } from '../../src-main/contract/routing.ts';
import type { RoutingChoices } from '../../src-main/contract/routing-requests.ts';

export function anInboundRule(
  name: string,
  position: number,
  match: RuleMatch,
  change: Partial<InboundRule> = {},
): InboundRule {
  return { ...welcomeRule, ruleId: ruleIdSchema.parse(name), title: name, position, match, ...change };
}

export function anOutboundRule(name: string, position: number, change: Partial<OutboundRule> = {}): OutboundRule {
  return {
    ruleId: ruleIdSchema.parse(name),
    title: name,
    position,
    enabled: true,
    match: {},
    action: { kind: 'permit', strategy: 'random', rewrite: [] },
    ...change,
  };
}

export function someSettings(change: Partial<RoutingSettings> = {}): RoutingSettings {
  return { ...routingSettingsSchema.parse({}), ...change };
}

export function anInboundPlan(inboundRules: readonly InboundRule[], change: Partial<InboundPlan> = {}): InboundPlan {
  return { inboundRules, settings: someSettings(), schedules: noSchedules, lists: noLists, ...change };
}

export function anOutboundPlan(
  outboundRules: readonly OutboundRule[],
  change: Partial<OutboundPlan> = {},
): OutboundPlan {
  return { outboundRules, settings: someSettings(), schedules: noSchedules, ...change };
}

export function aHit(kind: ListHit['kind'], change: Partial<ListHit> = {}): ListHit {
  return { listId: kind, kind, entryId: `${kind}_1`, pattern: '139*', reason: 'because', ...change };
}

/** A plan that lies in memory, and whose storing can be made to fail. */
export class MemoryPlans implements RoutingPlanStore {
  plan: RoutingPlan;
  stored = 0;
  isBroken = false;

  constructor(plan: RoutingPlan) {
    this.plan = plan;
  }

  load(): Promise<RoutingPlan> {
    return Promise.resolve(this.plan);
  }

  store(plan: RoutingPlan): Promise<void> {
    if (this.isBroken) return Promise.reject(new Error('the disk is full'));
    this.plan = plan;
    this.stored += 1;
    return Promise.resolve();
  }
}

/** Desk and testers over a plan in memory; the house has the welcome flow, prefix 9, and agent1 at station 801. */
export function memoryRouting(parts: { readonly agents: SeatedAgents; readonly choices: RoutingChoices }) {
  const plans = new MemoryPlans({
    inboundRules: [welcomeRule],
    outboundRules: [],
    ringGroups: [],
    settings: someSettings(),
  });
  const book = new RoutingBook({ store: plans, schedules: noSchedules, lists: noLists });
  let made = 0;
  const makeId = (): string => `id_${(made += 1)}`;
  const desk = new RoutingDesk({ book, makeId, choices: () => Promise.resolve(parts.choices) });
  const testers = new RoutingTesters({ book, agents: parts.agents, readNumber });
  void book.reload();
  return { plans, book, desk, testers };
}

const readNumber: ReadNumber = (number) => {
  const digits = number.replace(/\D/g, '');
  if (/^80\d$/.test(digits)) return { kind: 'internal' };
  if (digits === '') return { kind: 'notPermitted' };
  return { kind: 'outside', digits: digits.replace(/^9/, '') };
};
