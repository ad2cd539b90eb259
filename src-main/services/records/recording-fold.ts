import type { CallEvent } from '../../contract/call-events.ts';
import type { RecordingRef } from '../../contract/call-record.ts';
import { withRecord, type OpenGap, type RecordDraft } from './record-draft.ts';

/** The recordings of a call after one more event; other events change nothing. Pure. */
export function foldRecording(draft: RecordDraft, event: CallEvent): RecordDraft {
  switch (event.kind) {
    case 'RecordingStarted':
      return put(withPath(draft, event), {
        recordingId: event.recordingId,
        startedAt: event.at,
        lengthMs: 0,
        format: event.format,
        result: 'running',
        gaps: [],
      });
    case 'RecordingGap':
      return event.phase === 'began'
        ? gapBegan(draft, event)
        : gapEnded(draft, event.recordingId, event.at, event.lengthMs);
    case 'RecordingStopped': {
      const recording = find(draft, event.recordingId) ?? unheard(event);
      return put(draft, { ...recording, lengthMs: event.lengthMs, result: event.result });
    }
    case 'RecordingMarked':
      return marked(draft, event);
    case 'CallCleared':
      return draft.openGaps.reduce((rest, gap) => gapEnded(rest, gap.recordingId, event.at, undefined), draft);
    default:
      return draft;
  }
}

function marked(draft: RecordDraft, event: Extract<CallEvent, { kind: 'RecordingMarked' }>): RecordDraft {
  const recording = find(draft, event.recordingId);
  if (recording === undefined) return draft;
  const { atMs, text, userId } = event;
  const mark = { atMs, text, ...(userId === undefined ? {} : { userId }) };
  return put(draft, { ...recording, marks: [...(recording.marks ?? []), mark] });
}

/** A gap of a recording that never began: nothing of the call was recorded from then on. */
function gapBegan(draft: RecordDraft, event: Extract<CallEvent, { kind: 'RecordingGap' }>): RecordDraft {
  const known = find(draft, event.recordingId) === undefined ? put(draft, unheard(event)) : draft;
  const gap: OpenGap = { recordingId: event.recordingId, began: event.at, reason: event.reason };
  return { ...known, openGaps: [...known.openGaps, gap] };
}

/** @param lengthMs as the recorder measured it; undefined takes the time since the gap began. */
function gapEnded(
  draft: RecordDraft,
  recordingId: RecordingRef['recordingId'],
  at: number,
  lengthMs: number | undefined,
): RecordDraft {
  const gap = draft.openGaps.find((each) => each.recordingId === recordingId);
  const recording = find(draft, recordingId);
  if (gap === undefined || recording === undefined) return draft;
  const closed = {
    atMs: Math.max(0, gap.began - recording.startedAt),
    lengthMs: lengthMs ?? Math.max(0, at - gap.began),
    reason: gap.reason,
  };
  const changed = put(draft, { ...recording, gaps: [...recording.gaps, closed] });
  return { ...changed, openGaps: draft.openGaps.filter((each) => each !== gap) };
}

function unheard(event: { readonly recordingId: RecordingRef['recordingId']; readonly at: number }): RecordingRef {
  return {
    recordingId: event.recordingId,
    startedAt: event.at,
    lengthMs: 0,
    format: 'pcm16',
    result: 'failed',
    gaps: [],
  };
}

function withPath(draft: RecordDraft, event: Extract<CallEvent, { kind: 'RecordingStarted' }>): RecordDraft {
  return { ...draft, recordingPaths: { ...draft.recordingPaths, [event.recordingId]: event.path } };
}

function find(draft: RecordDraft, recordingId: RecordingRef['recordingId']): RecordingRef | undefined {
  return draft.record.recordings.find((each) => each.recordingId === recordingId);
}

function put(draft: RecordDraft, recording: RecordingRef): RecordDraft {
  const { recordings } = draft.record;
  const at = recordings.findIndex((each) => each.recordingId === recording.recordingId);
  return withRecord(draft, { recordings: at < 0 ? [...recordings, recording] : recordings.with(at, recording) });
}
