import type { CallEvent } from '../../contract/call-events.ts';
import type { CallRecord } from '../../contract/call-record.ts';
import { endReasonOf } from './end-reason.ts';
import { firstDraft, foldEvent, type RecordDraft } from './record-draft.ts';
import { foldRecording } from './recording-fold.ts';

/** The draft after one more event of its call; without a draft the event is the call's first. Pure. */
export function fold(draft: RecordDraft | undefined, event: CallEvent): RecordDraft {
  return foldRecording(foldEvent(draft ?? firstDraft(event), event), event);
}

/** The record as it is stored and shown. Pure; the same events give the same bytes of JSON. */
export function toCallRecord(draft: RecordDraft): CallRecord {
  const endReason = endReasonOf(draft);
  return endReason === undefined ? draft.record : { ...draft.record, endReason };
}

/** The draft of a call from all its events; undefined without any. Pure. */
export function draftOf(events: readonly CallEvent[]): RecordDraft | undefined {
  const [first] = events;
  if (first === undefined) return undefined;
  let draft = firstDraft(first);
  for (const event of events) draft = fold(draft, event);
  return draft;
}
