import type { RuleId, UserId } from '../../../contract/ids.ts';
import type { OutboundAction, OutboundMatch, OutboundRule, RoutingSettings } from '../../../contract/routing.ts';
import type { RuleCondition, RuleWhy } from '../../../contract/rule-why.ts';
import type { Role } from '../../../contract/users.ts';
import { isLikeDigits } from '../number-pattern.ts';
import type { Schedules } from '../ports.ts';
import { allMet, judgeAll, judged, judgeSchedule, trunksOf } from '../rule-conditions.ts';
import { isOfClass } from './number-class.ts';
import { rewriteNumber } from './rewrite-number.ts';

export interface DialRequest {
  /** As dialled, without the outside prefix. */
  readonly digits: string;
  readonly stationNo: string;
  readonly userId?: UserId;
  readonly role?: Role;
  /** Unix milliseconds. */
  readonly atMs: number;
}

export type DialDecision =
  | {
      readonly kind: 'permitted';
      /** As the trunk is to dial them, after rewriting. */
      readonly digits: string;
      /** Absent: all trunks. */
      readonly trunkNos?: readonly number[];
      readonly strategy: 'random' | 'inOrder' | 'roundRobin';
      readonly ruleId?: RuleId;
      readonly callerNumber?: string;
      readonly why: readonly RuleWhy[];
    }
  | { readonly kind: 'barred'; readonly ruleId?: RuleId; readonly why: readonly RuleWhy[] };

export interface OutboundPlan {
  readonly outboundRules: readonly OutboundRule[];
  readonly settings: RoutingSettings;
  readonly schedules: Schedules;
}

/** Police, fire, ambulance and traffic accidents of China: no rule can bar or rewrite them. */
export const ALWAYS_PERMITTED = ['110', '119', '120', '122'] as const;

/** Whether a call may go out, on which trunks, and with which digits. Pure; the mediator asks while a number is dialled. */
export function decideOutbound(plan: OutboundPlan, request: DialRequest): DialDecision {
  const { settings } = plan;
  const { digits } = request;
  if ([...ALWAYS_PERMITTED, ...settings.furtherEmergencyNumbers].includes(digits)) {
    return { kind: 'permitted', digits, strategy: 'random', why: [{ kind: 'emergencyNumber' }] };
  }
  const why: RuleWhy[] = [];
  const enabled = plan.outboundRules.filter((each) => each.enabled);
  for (const rule of enabled.toSorted((one, other) => one.position - other.position)) {
    const { ruleId, title } = rule;
    const conditions = conditionsOf(rule.match, plan, request);
    const met = allMet(conditions);
    why.push({ kind: 'rule', ruleId, title, met, conditions: [...conditions] });
    if (!met) continue;
    return rule.action.kind === 'bar'
      ? { kind: 'barred', ruleId, why }
      : permitted(rule.action, ruleId, { digits, settings, why });
  }
  const hasRules = enabled.length > 0;
  const barred = hasRules && settings.outboundDefault === 'barred';
  why.push({ kind: 'outboundDefault', permitted: !barred, hasRules });
  return barred ? { kind: 'barred', why } : { kind: 'permitted', digits, strategy: 'random', why };
}

interface SoFar {
  readonly digits: string;
  readonly settings: RoutingSettings;
  readonly why: RuleWhy[];
}

type Permission = Extract<OutboundAction, { kind: 'permit' }>;

function permitted(action: Permission, ruleId: RuleId, { digits, settings, why }: SoFar): DialDecision {
  const rewritten = rewriteNumber(digits, action.rewrite);
  if (rewritten.by !== undefined) {
    why.push({ kind: 'rewritten', pattern: rewritten.by.pattern, from: digits, to: rewritten.digits });
  }
  const trunkNos = trunksOf(action, settings);
  const { strategy, callerNumber } = action;
  return {
    kind: 'permitted',
    digits: rewritten.digits,
    strategy,
    ruleId,
    why,
    ...(trunkNos === undefined ? {} : { trunkNos }),
    ...(callerNumber === undefined ? {} : { callerNumber }),
  };
}

function conditionsOf(match: OutboundMatch, plan: OutboundPlan, request: DialRequest): readonly RuleCondition[] {
  return judgeAll([
    () => judgeWho(match, request),
    () => judgeNumber(match, plan.settings, request.digits),
    () => judgeSchedule(match.schedule, request.atMs, plan.schedules),
  ]);
}

function judgeWho(match: OutboundMatch, { stationNo, userId, role }: DialRequest): RuleCondition | undefined {
  const { roles = [], userIds = [], stationNos = [] } = match;
  const wanted = [...roles, ...userIds, ...stationNos];
  if (wanted.length === 0) return undefined;
  const met =
    stationNos.includes(stationNo) ||
    (userId !== undefined && userIds.includes(userId)) ||
    (role !== undefined && roles.includes(role));
  return judged('who', met, { had: [stationNo, role, userId].filter((each) => each !== undefined).join(' '), wanted });
}

function judgeNumber(match: OutboundMatch, settings: RoutingSettings, digits: string): RuleCondition | undefined {
  const { numberPatterns = [], classes = [] } = match;
  if (numberPatterns.length === 0 && classes.length === 0) return undefined;
  const met =
    numberPatterns.some((pattern) => isLikeDigits(pattern, digits)) ||
    classes.some((each) => isOfClass(each, digits, settings.premiumPrefixes));
  return judged('number', met, { had: digits, wanted: [...numberPatterns, ...classes] });
}
