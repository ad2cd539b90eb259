import type { CallListView, CallRecord, CallRecordFilter } from '../../src-main/contract/call-record.ts';
import { agentsOf, isMissed, matchesFilter, stationsOf } from '../../src-main/contract/call-record-filter.ts';
import type { UserId } from '../../src-main/contract/ids.ts';

/** What the list is narrowed to; the server narrows its pages by the same words. */
export type RecordFilter = CallRecordFilter;

/** Who looks at the list. */
export interface ListViewer {
  readonly userId: UserId | undefined;
  readonly stationNo: string | undefined;
}

/** Whether a record that arrives belongs into the list as it is narrowed now. A missed call is open when it arrives. */
export function belongsTo(record: CallRecord, view: CallListView, filter: RecordFilter, viewer: ListViewer): boolean {
  return isInView(record, view, viewer) && filter.callBack !== 'calledBack' && matchesFilter(record, filter);
}

function isInView(record: CallRecord, view: CallListView, { userId, stationNo }: ListViewer): boolean {
  switch (view) {
    case 'mine':
      return userId !== undefined && agentsOf(record).has(userId);
    case 'missed':
      return isMissed(record);
    case 'missedByMe':
      return isMissed(record) && stationNo !== undefined && stationsOf(record).has(stationNo);
    case 'all':
      return true;
  }
}

/** The filter with a change; a condition that is undefined or blank is taken away. */
export function narrowed(filter: RecordFilter, change: RecordFilter): RecordFilter {
  const merged = { ...filter, ...change };
  const kept = Object.entries(merged).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(kept);
}

/** As the query of a path. */
export function queryText(parts: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, String(value));
  return query.toString();
}
