import type { RuleId } from '../../contract/ids.ts';
import type { InboundRule, NextStep, RoutingSettings, RuleMatch } from '../../contract/routing.ts';
import type { RuleCondition, RuleWhy } from '../../contract/rule-why.ts';
import { isLikeCaller } from './number-pattern.ts';
import type { ListHit, NumberListMatcher, Schedules } from './ports.ts';
import { allMet, judgeAll, judged, judgeSchedule, trunksOf } from './rule-conditions.ts';

export interface InboundCall {
  readonly trunkNo: number | undefined;
  /** As it arrived; empty when unknown. */
  readonly number: string;
  /** The number that was called, when the line told it; empty when not. */
  readonly dialled: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** What an inbound decision is made of. */
export interface InboundPlan {
  readonly inboundRules: readonly InboundRule[];
  readonly settings: RoutingSettings;
  readonly schedules: Schedules;
  readonly lists: NumberListMatcher;
}

/** `why` tells every step of the decision; `reason` the same in a few English words, for the log and old readers. */
export type Decision = { readonly why: readonly RuleWhy[]; readonly reason: string; readonly vip?: ListHit } & (
  | { readonly kind: 'matched'; readonly ruleId: RuleId; readonly next: NextStep }
  | { readonly kind: 'default'; readonly next: NextStep }
  /** Decided before answer: the call is left unanswered and costs nobody anything. */
  | { readonly kind: 'blocked'; readonly hit: ListHit }
  | { readonly kind: 'none' }
);

/**
 * Where a call goes. Pure.
 *
 *   forced handling ─▶ black list, unless white ─▶ enabled rules by position ─▶ the default step ─▶ it rings on
 */
export function decideInbound(plan: InboundPlan, call: InboundCall): Decision {
  const hits = plan.lists.matchAll(call.number, call.at);
  const vip = hits.find((hit) => hit.kind === 'vip');
  const marked = vip === undefined ? {} : { vip };
  const { forced } = plan.settings;
  const why: RuleWhy[] = [];
  if (forced.on && forced.ruleId !== undefined) {
    const rule = plan.inboundRules.find((each) => each.ruleId === forced.ruleId);
    why.push({ kind: 'forced', ruleId: forced.ruleId, title: rule?.title ?? '', found: rule !== undefined });
    if (rule !== undefined) {
      return { kind: 'matched', ruleId: rule.ruleId, next: rule.next, reason: 'forced handling', why, ...marked };
    }
  }
  const blocking = blockingHit(hits);
  why.push(...hits.filter((hit) => hit.kind !== 'custom').map((hit) => listWhy(hit, hit === blocking)));
  if (blocking !== undefined) return { kind: 'blocked', hit: blocking, reason: 'black list', why };
  return { ...decideByRules(plan, call, { hits, why }), ...marked };
}

function blockingHit(hits: readonly ListHit[]): ListHit | undefined {
  if (hits.some((hit) => hit.kind === 'white')) return undefined;
  return hits.find((hit) => hit.kind === 'black');
}

function listWhy(hit: ListHit, decides: boolean): RuleWhy {
  const { kind: list, listId, entryId, pattern, reason } = hit;
  return { kind: 'list', list, listId, entryId, pattern, reason, decides };
}

interface SoFar {
  readonly hits: readonly ListHit[];
  readonly why: RuleWhy[];
}

function decideByRules(plan: InboundPlan, call: InboundCall, { hits, why }: SoFar): Decision {
  const passedOver: string[] = [];
  const enabled = plan.inboundRules.filter((each) => each.enabled);
  for (const rule of enabled.toSorted((one, other) => one.position - other.position)) {
    const { ruleId, title } = rule;
    const conditions = conditionsOf(rule.match, plan, { call, hits });
    const met = allMet(conditions);
    why.push({ kind: 'rule', ruleId, title, met, conditions: [...conditions] });
    if (met) return { kind: 'matched', ruleId, next: rule.next, reason: reasonOf(rule.match), why };
    passedOver.push(`${ruleId}: ${conditions[0]?.condition ?? ''}`);
  }
  const reason = passedOver.length === 0 ? 'no rule is enabled' : passedOver.join('; ');
  const { defaultStep } = plan.settings;
  why.push({ kind: 'default', hasStep: defaultStep !== undefined });
  return defaultStep === undefined
    ? { kind: 'none', reason, why }
    : { kind: 'default', next: defaultStep, reason, why };
}

interface Facts {
  readonly call: InboundCall;
  readonly hits: readonly ListHit[];
}

function conditionsOf(match: RuleMatch, plan: InboundPlan, { call, hits }: Facts): readonly RuleCondition[] {
  return judgeAll([
    () => judgeTrunk(match, plan.settings, call),
    () => judgeDialled(match, plan.settings, call),
    () => judgeCaller(match, call, hits),
    () => judgeSchedule(match.schedule, call.at, plan.schedules),
    () => judgeHours(match.hours, call.at),
  ]);
}

function judgeTrunk(match: RuleMatch, settings: RoutingSettings, { trunkNo }: InboundCall): RuleCondition | undefined {
  const trunks = trunksOf(match, settings);
  if (trunks === undefined) return undefined;
  const met = trunkNo !== undefined && trunks.includes(trunkNo);
  return judged('trunk', met, { had: String(trunkNo ?? ''), wanted: trunks });
}

/** What was called: what the line told, else the trunk's own number. */
function judgeDialled(match: RuleMatch, settings: RoutingSettings, call: InboundCall): RuleCondition | undefined {
  if (match.dialledNumbers === undefined) return undefined;
  const had = call.dialled === '' ? (settings.trunkNumbers[String(call.trunkNo ?? '')] ?? '') : call.dialled;
  const met = match.dialledNumbers.some((pattern) => isLikeCaller(pattern, had));
  return judged('dialled', met, { had, wanted: match.dialledNumbers });
}

function judgeCaller(match: RuleMatch, call: InboundCall, hits: readonly ListHit[]): RuleCondition | undefined {
  const { callerPatterns = [], callerLists = [] } = match;
  if (callerPatterns.length === 0 && callerLists.length === 0) return undefined;
  const met =
    callerPatterns.some((pattern) => isLikeCaller(pattern, call.number)) ||
    hits.some((hit) => callerLists.includes(hit.listId));
  return judged('caller', met, { had: call.number, wanted: [...callerPatterns, ...callerLists] });
}

function judgeHours(hours: RuleMatch['hours'], at: number): RuleCondition | undefined {
  if (hours === undefined) return undefined;
  return judged('hours', within(hours, at), { had: '', wanted: [hours.from, hours.to, hours.weekdays.join('')] });
}

function within(hours: NonNullable<RuleMatch['hours']>, at: number): boolean {
  const moment = new Date(at);
  const minute = moment.getHours() * 60 + moment.getMinutes();
  const today = moment.getDay() === 0 ? 7 : moment.getDay();
  const from = minuteOf(hours.from);
  const to = minuteOf(hours.to);
  if (from < to) return hours.weekdays.includes(today) && minute >= from && minute < to;
  const yesterday = today === 1 ? 7 : today - 1;
  return (hours.weekdays.includes(today) && minute >= from) || (hours.weekdays.includes(yesterday) && minute < to);
}

function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function reasonOf(match: RuleMatch): string {
  const anyTrunk = match.trunkNos === undefined && match.trunkGroups === undefined;
  const anyCaller = match.callerPatterns === undefined && match.callerLists === undefined;
  return [
    anyTrunk ? 'any trunk' : 'trunk is listed',
    ...(match.dialledNumbers === undefined ? [] : ['called number is listed']),
    anyCaller ? 'any number' : 'number is as listed',
    match.hours === undefined && match.schedule === undefined ? 'any time' : 'within the hours',
  ].join(', ');
}
