import { agentsOf } from '../../contract/call-record-filter.ts';
import type { CallRecord } from '../../contract/call-record.ts';
import type { Viewer } from '../policies/seat-policies.ts';

/**
 * A record as its viewer may see it. Agents are not told who listened or whispered; an agent who may only call back a
 * missed call is not given its recordings.
 */
export function recordFor(viewer: Pick<Viewer, 'userId' | 'role'>, record: CallRecord): CallRecord {
  if (viewer.role !== 'agent') return record;
  const unmonitored = withoutMonitoring(record);
  return agentsOf(record).has(viewer.userId) ? unmonitored : { ...unmonitored, recordings: [] };
}

function withoutMonitoring(record: CallRecord): CallRecord {
  const legs = record.legs.filter((leg) => leg.participation === undefined);
  const { monitoredBy = [], ...rest } = record;
  const barges = monitoredBy.filter((each) => each.kind === 'barge');
  return barges.length === 0 ? { ...rest, legs } : { ...rest, legs, monitoredBy: barges };
}
