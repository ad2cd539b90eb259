import type { CallRecord, CallRecordFilter, EndReason } from './call-record.ts';
import type { UserId } from './ids.ts';
import { bareNumber, searchableName, searchableNumbers } from './searchable-text.ts';

/** Ends of callers who wanted somebody and got nobody. */
const MISSED_REASONS: ReadonlySet<EndReason> = new Set<EndReason>([
  'ABANDONED_RINGING',
  'ABANDONED_IVR',
  'QUEUE_ABANDONED',
  'ABANDONED_AGENT_RINGING',
  'AGENT_NO_ANSWER',
  'NO_AGENT',
  'NOT_WORKING_TIME',
  'CLIENT_ERROR',
  'TELECOM_PROBLEM',
  'SYSTEM',
]);

/** A call from outside that is over and reached nobody, though it wanted to: somebody should call back. */
export function isMissed(record: CallRecord): boolean {
  const { direction, connectedToAgentAt, endReason } = record;
  if (direction !== 'inbound' || connectedToAgentAt !== undefined || endReason === undefined) return false;
  return MISSED_REASONS.has(endReason);
}

/** The number with which somebody spoke in this call, as `bareNumber` has it: it closes the missed calls before it. */
export function reachedNumber(record: CallRecord): string {
  const spoke = record.direction !== 'internal' && record.connectedToAgentAt !== undefined;
  return spoke ? bareNumber(record.ani) : '';
}

/** Stations that took part, also those that only rang; not those of supervisors who listened. */
export function stationsOf(record: CallRecord): ReadonlySet<string> {
  const parties = record.legs.filter((leg) => leg.participation === undefined && leg.device.startsWith('station/'));
  const numbers = parties.map((leg) => leg.device.slice('station/'.length));
  return new Set(record.stationNo === undefined ? numbers : [record.stationNo, ...numbers]);
}

/** Agents that took part; not the supervisors who listened. */
export function agentsOf(record: CallRecord): ReadonlySet<UserId> {
  const parties = record.legs.filter((leg) => leg.participation === undefined);
  const userIds = parties.flatMap((leg) => (leg.userId === undefined ? [] : [leg.userId]));
  return new Set(record.userId === undefined ? userIds : [record.userId, ...userIds]);
}

/**
 * Whether a record belongs into a list with this filter: what the server's pages hold and what a seat does with a
 * record that arrives. `callBack` is not looked at, because it depends on later calls.
 */
export function matchesFilter(record: CallRecord, filter: CallRecordFilter): boolean {
  return matchesText(record, filter) && matchesPlaces(record, filter) && matchesOutcome(record, filter);
}

function matchesText(record: CallRecord, { search, number, name }: CallRecordFilter): boolean {
  if (number !== undefined && !hasNumber(record, number)) return false;
  if (name !== undefined && !hasName(record, name)) return false;
  if (search === undefined || (searchableName(search) === '' && bareNumber(search) === '')) return true;
  const byNumber = bareNumber(search) !== '' && hasNumber(record, search);
  return byNumber || (searchableName(search) !== '' && hasName(record, search));
}

function matchesPlaces(record: CallRecord, filter: CallRecordFilter): boolean {
  const { from, to, stationNo, userId, trunkNo, direction } = filter;
  if (direction !== undefined && record.direction !== direction) return false;
  if (from !== undefined && record.startedAt < from) return false;
  if (to !== undefined && record.startedAt > to) return false;
  if (trunkNo !== undefined && record.trunkNo !== trunkNo) return false;
  if (stationNo !== undefined && !stationsOf(record).has(stationNo)) return false;
  return userId === undefined || agentsOf(record).has(userId);
}

function matchesOutcome(record: CallRecord, filter: CallRecordFilter): boolean {
  const { endReason, ruleId, recorded, missed, vip, minTalkMs } = filter;
  if (endReason !== undefined && record.endReason !== endReason) return false;
  if (ruleId !== undefined && record.ruleId !== ruleId) return false;
  if (recorded !== undefined && record.recordings.length > 0 !== recorded) return false;
  if (missed !== undefined && isMissed(record) !== missed) return false;
  if (vip !== undefined && (record.vip ?? false) !== vip) return false;
  return minTalkMs === undefined || (record.talkMs ?? 0) >= minTalkMs;
}

/** A text without a digit asks for nothing. */
function hasNumber(record: CallRecord, sought: string): boolean {
  const stored = searchableNumbers(record.ani)[0] ?? '';
  return stored.includes(bareNumber(sought));
}

function hasName(record: CallRecord, sought: string): boolean {
  return searchableName(record.name).includes(searchableName(sought));
}
