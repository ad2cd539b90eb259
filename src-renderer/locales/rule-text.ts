import type { InboundRule, NextStep, OutboundMatch, OutboundRule, RuleMatch } from '../../src-main/contract/routing.ts';
import type { Messages } from './messages.ts';
import { formatPhone } from './phone-format.ts';

/** What the ids in rules are called; an id that nobody knows stands for itself. */
export interface RuleNames {
  readonly rule: (id: string) => string;
  readonly flow: (id: string) => string;
  readonly list: (id: string) => string;
  readonly schedule: (id: string) => string;
  readonly user: (id: string) => string;
  readonly ringGroup: (id: string) => string;
  readonly followPlan: (id: string) => string;
  readonly trunkGroup: (id: string) => string;
}

const itself = (id: string): string => id;
export const PLAIN_NAMES: RuleNames = {
  rule: itself,
  flow: itself,
  list: itself,
  schedule: itself,
  user: itself,
  ringGroup: itself,
  followPlan: itself,
  trunkGroup: itself,
};

export interface RuleWords {
  readonly messages: Messages;
  readonly names: RuleNames;
}

/** `138 开头，工作时间（上班） → 语音导航 欢迎`. */
export function inboundSummary(rule: Pick<InboundRule, 'match' | 'next'>, words: RuleWords): string {
  return words.messages.rules.leadsTo(matchText(rule.match, words), stepText(rule.next, words));
}

export function outboundSummary(rule: Pick<OutboundRule, 'match' | 'action'>, words: RuleWords): string {
  return words.messages.rules.leadsTo(outboundMatchText(rule.match, words), actionText(rule.action, words));
}

export function patternText(pattern: string, { messages }: RuleWords): string {
  const { text } = messages.rules;
  if (pattern === 'none') return text.noNumber;
  if (pattern === '*') return text.anyNumber;
  if (pattern.startsWith('~')) return text.like(pattern);
  if (pattern.endsWith('*')) return text.beginsWith(pattern.slice(0, -1));
  return pattern.includes('?') ? text.like(pattern) : text.isNumber(formatPhone(pattern));
}

export function matchText(match: RuleMatch, words: RuleWords): string {
  const { text } = words.messages.rules;
  const trunks = [...(match.trunkNos ?? []).map(String), ...(match.trunkGroups ?? []).map(words.names.trunkGroup)];
  const dialled = (match.dialledNumbers ?? []).map(formatPhone);
  const callers = [
    ...(match.callerPatterns ?? []).map((pattern) => patternText(pattern, words)),
    ...(match.callerLists ?? []).map(words.names.list),
  ];
  const parts = [
    ...(trunks.length === 0 ? [] : [text.onTrunk(trunks.join(words.messages.listComma))]),
    ...(dialled.length === 0 ? [] : [text.onDialled(dialled.join(text.or))]),
    ...(callers.length === 0 ? [] : [callers.join(text.or)]),
    ...scheduleText(match.schedule, words),
    ...(match.hours === undefined ? [] : [text.inHours(match.hours.from, match.hours.to)]),
  ];
  return parts.length === 0 ? text.anyCall : parts.join(text.and);
}

export function outboundMatchText(match: OutboundMatch, words: RuleWords): string {
  const { text, classes } = words.messages.rules;
  const who = [
    ...(match.roles ?? []).map((role) => words.messages.codes.roles[role]),
    ...(match.userIds ?? []).map(words.names.user),
    ...(match.stationNos ?? []).map(text.stationNo),
  ];
  const numbers = [
    ...(match.classes ?? []).map((each) => classes[each]),
    ...(match.numberPatterns ?? []).map((pattern) => patternText(pattern, words)),
  ];
  const parts = [
    ...(who.length === 0 ? [] : [who.join(text.or)]),
    ...(numbers.length === 0 ? [] : [numbers.join(text.or)]),
    ...scheduleText(match.schedule, words),
  ];
  return parts.length === 0 ? text.anyDial : parts.join(text.and);
}

function scheduleText(schedule: RuleMatch['schedule'], words: RuleWords): readonly string[] {
  if (schedule === undefined) return [];
  const { text, periods } = words.messages.rules;
  const kinds = schedule.kinds.map((kind) => periods[kind]).join(words.messages.listComma);
  return [text.inSchedule(words.names.schedule(schedule.scheduleId), kinds)];
}

export function actionText(action: OutboundRule['action'], words: RuleWords): string {
  const { text, fields, strategies } = words.messages.rules;
  if (action.kind === 'bar') return text.bar;
  const parts = [
    text.permitVia(trunksText(action, words) ?? fields.allTrunks, strategies[action.strategy]),
    ...(action.rewrite.length === 0 ? [] : [text.rewrites(action.rewrite.length)]),
  ];
  return parts.join(text.and);
}

/** `外线 1、2`; undefined for all of them. */
export function trunksText(
  trunks: { readonly trunkNos?: readonly number[] | undefined; readonly trunkGroups?: readonly string[] | undefined },
  words: RuleWords,
): string | undefined {
  const named = [...(trunks.trunkNos ?? []).map(String), ...(trunks.trunkGroups ?? []).map(words.names.trunkGroup)];
  return named.length === 0 ? undefined : words.messages.rules.text.onTrunk(named.join(words.messages.listComma));
}

/** `语音导航 欢迎`, `转坐席 分机 801`, `应答后挂断`. */
export function stepText(step: NextStep, words: RuleWords): string {
  const { steps, hangUps, text } = words.messages.rules;
  const to = (target: string): string => `${steps[step.kind]} ${target}`;
  switch (step.kind) {
    case 'agent':
      return to(step.stationNo === undefined ? words.names.user(step.userId ?? '') : text.stationNo(step.stationNo));
    case 'flow':
      return to(words.names.flow(step.flowId));
    case 'ringGroup':
      return to(words.names.ringGroup(step.groupId));
    case 'queue':
      return to(step.queueId);
    case 'voicemail':
      return to(step.boxId);
    case 'followMe':
      return to(words.names.followPlan(step.planId));
    case 'hangUp':
      return hangUps[step.how];
    case 'fax':
      return text.elseStep(steps.fax, stepText(step.fallback, words));
    case 'custom':
      return text.elseStep(to(step.address), stepText(step.fallback, words));
  }
}
