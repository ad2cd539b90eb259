import type { Direction } from '../../src-main/contract/call-model.ts';
import type { CallRecord } from '../../src-main/contract/call-record.ts';
import { searchableDigits } from '../locales/phone-format.ts';

/** What the list is narrowed to; the server narrows its pages by the same words. */
export interface RecordFilter {
  readonly search?: string;
  readonly direction?: Direction;
  /** Unix milliseconds. */
  readonly from?: number;
  readonly stationNo?: string;
}

/** Whether a record that arrives belongs into the list as it is filtered now. */
export function matchesFilter(record: CallRecord, filter: RecordFilter): boolean {
  if (filter.direction !== undefined && record.direction !== filter.direction) return false;
  if (filter.from !== undefined && record.startedAt < filter.from) return false;
  if (filter.stationNo !== undefined && record.stationNo !== filter.stationNo) return false;
  return filter.search === undefined || matchesSearch(record, filter.search);
}

function matchesSearch(record: CallRecord, search: string): boolean {
  const digits = searchableDigits(search);
  if (digits !== '' && searchableDigits(record.ani).includes(digits)) return true;
  return record.name.toLowerCase().includes(search.toLowerCase());
}
