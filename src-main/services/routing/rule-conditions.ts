import type { RoutingSettings, RuleMatch } from '../../contract/routing.ts';
import type { RuleCondition } from '../../contract/rule-why.ts';
import type { Schedules } from './ports.ts';

/** Of a long list so many are written into a call's story. */
const SHOWN = 8;

/** One condition, judged. The story of a call keeps it, so it holds no more of a list than a reader needs. */
export function judged(
  condition: RuleCondition['condition'],
  met: boolean,
  sides: { readonly had: string; readonly wanted: readonly (string | number)[] },
): RuleCondition {
  return { condition, met, had: sides.had, wanted: sides.wanted.slice(0, SHOWN).map(String) };
}

/** The conditions up to the first that is not met; that one alone when there is one. `undefined` asks for nothing. */
export function judgeAll(checks: readonly (() => RuleCondition | undefined)[]): readonly RuleCondition[] {
  const met: RuleCondition[] = [];
  for (const check of checks) {
    const condition = check();
    if (condition === undefined) continue;
    if (!condition.met) return [condition];
    met.push(condition);
  }
  return met;
}

export function allMet(conditions: readonly RuleCondition[]): boolean {
  return conditions.every((condition) => condition.met);
}

export function judgeSchedule(
  wanted: RuleMatch['schedule'],
  atMs: number,
  schedules: Schedules,
): RuleCondition | undefined {
  if (wanted === undefined) return undefined;
  const now = schedules.explainAt(wanted.scheduleId, atMs);
  const met = now !== undefined && wanted.kinds.includes(now.kind);
  const condition = judged('schedule', met, { had: now?.kind ?? '', wanted: wanted.kinds });
  if (now === undefined) return condition;
  return { ...condition, because: now.because, ...(now.title === undefined ? {} : { title: now.title }) };
}

/** All trunks that are named, alone or by their groups, in the order of naming; undefined when none is. */
export function trunksOf(
  named: { readonly trunkNos?: readonly number[] | undefined; readonly trunkGroups?: readonly string[] | undefined },
  settings: RoutingSettings,
): readonly number[] | undefined {
  if (named.trunkNos === undefined && named.trunkGroups === undefined) return undefined;
  const ofGroups = (named.trunkGroups ?? []).flatMap(
    (groupId) => settings.trunkGroups.find((group) => group.groupId === groupId)?.trunkNos ?? [],
  );
  return [...new Set([...(named.trunkNos ?? []), ...ofGroups])];
}
