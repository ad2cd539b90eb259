import type { RuleId } from '../../contract/ids.ts';
import type { InboundRule, NextStep, RuleMatch } from './inbound-rule.ts';

export interface InboundCall {
  readonly trunkNo: number | undefined;
  /** As it arrived; empty when unknown. */
  readonly number: string;
  /** Unix milliseconds. */
  readonly at: number;
}

export type Decision =
  | { readonly kind: 'matched'; readonly ruleId: RuleId; readonly reason: string; readonly next: NextStep }
  | { readonly kind: 'none'; readonly reason: string };

/** The first enabled rule, in order of position, whose conditions the call meets. Pure. */
export function decideInbound(rules: readonly InboundRule[], call: InboundCall): Decision {
  const passedOver: string[] = [];
  for (const rule of rules.filter((each) => each.enabled).toSorted((one, other) => one.position - other.position)) {
    const unmet = unmetCondition(rule.match, call);
    if (unmet === undefined)
      return { kind: 'matched', ruleId: rule.ruleId, reason: reasonOf(rule.match), next: rule.next };
    passedOver.push(`${rule.ruleId}: ${unmet}`);
  }
  return { kind: 'none', reason: passedOver.length === 0 ? 'no rule is enabled' : passedOver.join('; ') };
}

/** Name of the first condition that the call does not meet. */
function unmetCondition(match: RuleMatch, call: InboundCall): 'trunk' | 'caller' | 'hours' | undefined {
  if (match.trunkNos !== undefined && (call.trunkNo === undefined || !match.trunkNos.includes(call.trunkNo))) {
    return 'trunk';
  }
  if (match.callerPrefixes !== undefined && !match.callerPrefixes.some((prefix) => call.number.startsWith(prefix))) {
    return 'caller';
  }
  return match.hours === undefined || within(match.hours, call.at) ? undefined : 'hours';
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
  return [
    match.trunkNos === undefined ? 'any trunk' : 'trunk is listed',
    match.callerPrefixes === undefined ? 'any number' : 'number begins as listed',
    match.hours === undefined ? 'any time' : 'within the hours',
  ].join(', ');
}
