import type { CallEvent } from '../../contract/call-events.ts';
import type { CallRecord } from '../../contract/call-record.ts';
import { endReasonOf } from './end-reason.ts';
import { atCallTime, timeAfter } from './event-time.ts';
import { foldLeg } from './leg-fold.ts';
import { foldMonitoring } from './monitoring-fold.ts';
import { firstDraft, foldEvent, type RecordDraft } from './record-draft.ts';
import { recordTimes } from './record-times.ts';
import { foldRecording } from './recording-fold.ts';
import { foldTransfer } from './transfer-fold.ts';

/** Each looks at the events that concern it; the legs come first, because the others look into them. */
const FOLDS = [foldLeg, foldEvent, foldMonitoring, foldTransfer, foldRecording] as const;

/** The draft after one more event of its call; without a draft the event is the call's first. Pure. */
export function fold(draft: RecordDraft | undefined, event: CallEvent): RecordDraft {
  const known = draft ?? firstDraft(event);
  const time = timeAfter(known.time, event);
  const told = atCallTime(time, event);
  let next: RecordDraft = { ...known, time };
  for (const step of FOLDS) next = step(next, told);
  return next;
}

/** The record as it is stored and shown. Pure; the same events give the same bytes of JSON. */
export function toCallRecord(draft: RecordDraft): CallRecord {
  const endReason = endReasonOf(draft);
  return { ...draft.record, ...(endReason === undefined ? {} : { endReason }), ...recordTimes(draft.record) };
}

/** The draft of a call from all its events; undefined without any. Pure. */
export function draftOf(events: readonly CallEvent[]): RecordDraft | undefined {
  let draft: RecordDraft | undefined;
  for (const event of events) draft = fold(draft, event);
  return draft;
}
