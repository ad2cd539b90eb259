import { z } from 'zod';
import type { ImportReport } from '../../contract/routing-requests.ts';
import { routingPlanSchema, type RoutingPlan } from '../../contract/routing.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { PlanProblem } from './plan-problems.ts';

/** Says what the text is, so that a file of something else is not taken for it. */
const headSchema = z.object({ format: z.literal('trunkline-routing'), version: z.literal(1) });
const documentSchema = headSchema.extend(routingPlanSchema.shape);

/** The plan as text: JSON with two spaces, always in the same order, so that two texts can be compared line by line. */
export function planText(plan: RoutingPlan): string {
  const document = {
    format: 'trunkline-routing',
    version: 1,
    settings: plan.settings,
    ringGroups: plan.ringGroups.toSorted((one, other) => (one.groupId < other.groupId ? -1 : 1)),
    inboundRules: inOrder(plan.inboundRules),
    outboundRules: inOrder(plan.outboundRules),
  };
  return `${JSON.stringify(sortedKeys(document), undefined, 2)}\n`;
}

/** The plan of a text, its rules numbered from 1 in the order of their positions; else every place that is wrong. */
export function readPlanText(text: string): Result<RoutingPlan, readonly PlanProblem[]> {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch (error) {
    return failed([{ place: 'text', problem: error instanceof Error ? error.message : 'is no JSON' }]);
  }
  const parsed = documentSchema.safeParse(said);
  if (!parsed.success) {
    return failed(
      parsed.error.issues.map((issue) => ({ place: issue.path.join('/') || 'text', problem: issue.message })),
    );
  }
  const { settings, ringGroups, inboundRules, outboundRules } = parsed.data;
  return ok({ settings, ringGroups, inboundRules: inOrder(inboundRules), outboundRules: inOrder(outboundRules) });
}

/** What would be different with `next` in the place of `now`. */
export function changesBetween(now: RoutingPlan, next: RoutingPlan): ImportReport['changes'] {
  const part = <Part extends { readonly title: string }>(
    what: ImportReport['changes'][number]['what'],
    parts: { readonly before: readonly Part[]; readonly after: readonly Part[] },
    idOf: (part: Part) => string,
  ): ImportReport['changes'] => {
    const before = new Map(parts.before.map((each) => [idOf(each), each]));
    const after = new Map(parts.after.map((each) => [idOf(each), each]));
    const removed = [...before].filter(([id]) => !after.has(id));
    const kept = [...after].filter(([id, each]) => !isSame(before.get(id), each));
    return [
      ...kept.map(([id, each]) => ({
        what,
        id,
        title: each.title,
        change: before.has(id) ? ('changed' as const) : ('added' as const),
      })),
      ...removed.map(([id, each]) => ({ what, id, title: each.title, change: 'removed' as const })),
    ];
  };
  return [
    ...part('inboundRule', { before: now.inboundRules, after: next.inboundRules }, (rule) => rule.ruleId),
    ...part('outboundRule', { before: now.outboundRules, after: next.outboundRules }, (rule) => rule.ruleId),
    ...part('ringGroup', { before: now.ringGroups, after: next.ringGroups }, (group) => group.groupId),
    ...(isSame(now.settings, next.settings)
      ? []
      : [{ what: 'settings' as const, id: 'settings', title: '', change: 'changed' as const }]),
  ];
}

export function inOrder<Rule extends { readonly position: number }>(rules: readonly Rule[]): Rule[] {
  return rules
    .toSorted((one, other) => one.position - other.position)
    .map((rule, index) => ({ ...rule, position: index + 1 }));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sortedKeys(one)) === JSON.stringify(sortedKeys(other));
}

/** The same value with every object's keys in the order of the alphabet, the head of the document first. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string): string => (key in headSchema.shape ? ` ${key}` : key);
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (rank(one) < rank(other) ? -1 : 1))
      .map(([key, each]) => [key, sortedKeys(each)]),
  );
}
