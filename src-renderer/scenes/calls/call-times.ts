import type { CallRecord } from '../../../src-main/contract/call-record.ts';

/** Where a call's time went, in milliseconds; an end that is not there yet is `nowMs`. */
export interface CallTimes {
  /** From the first ring to the answer of the system, or of the far end when calling out. */
  readonly ringMs: number;
  /** Caller and agent could speak. Undefined when they never could. */
  readonly talkMs: number | undefined;
  readonly totalMs: number;
}

export function callTimes(record: CallRecord, nowMs: number): CallTimes {
  const endedAt = record.endedAt ?? nowMs;
  const ringFrom = record.ringAt ?? record.startedAt;
  return {
    ringMs: (record.answeredAt ?? endedAt) - ringFrom,
    // A call that is over says it itself, without its holds; a record of an older version does not.
    talkMs:
      record.talkMs ?? (record.connectedToAgentAt === undefined ? undefined : endedAt - record.connectedToAgentAt),
    totalMs: endedAt - record.startedAt,
  };
}

export type RecordingMark = 'recorded' | 'recordedWithGap' | 'noRecording';

export function recordingMark(record: CallRecord): RecordingMark {
  if (record.recordings.length === 0) return 'noRecording';
  return record.recordings.some((recording) => recording.gaps.length > 0) ? 'recordedWithGap' : 'recorded';
}
