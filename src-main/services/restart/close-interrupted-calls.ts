import type { CallEvent } from '../../contract/call-events.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { ok, type Result } from '../../foundation/result.ts';
import type { CallJournal } from '../../storage/call-journal.ts';
import type { RecordingsRepository } from '../../storage/repositories/recordings.ts';
import { repairWav } from '../../storage/wav-repair.ts';

type RecordingStarted = Extract<CallEvent, { kind: 'RecordingStarted' }>;

export interface RestartReport {
  readonly closedCalls: number;
  readonly recoveredRecordings: number;
}

interface Parts {
  readonly journal: CallJournal;
  readonly recordings: RecordingsRepository;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Ends in the journal what the last process left open: each call without CallCleared gets the end of its
 * recordings, of its connections and its own, with the cause systemStopped. Recordings that were cut get the
 * right sizes in their headers. The moment of the end is the last one that is known, not the restart. Run once,
 * after the journal was opened and before the board and the records start; running it twice changes nothing.
 * Fault: that of the journal when the ends could not be written.
 */
export async function closeInterruptedCalls(parts: Parts): Promise<Result<RestartReport, Fault>> {
  const { journal, recordings, log } = parts;
  const open = await journal.openCalls();
  let recoveredRecordings = 0;
  for (const callId of open) recoveredRecordings += closeCall(callId, await journal.ofCall(callId), parts);
  const closed = new Set(open);
  for (const { callId, recordingId } of await recordings.running()) {
    if (closed.has(callId)) continue;
    const cut = runningRecordings(await journal.ofCall(callId)).filter((each) => each.recordingId === recordingId);
    for (const started of cut) endRecording(started, parts);
    recoveredRecordings += cut.length;
  }
  const flushed = await journal.flush();
  if (!flushed.ok) return flushed;
  const report = { closedCalls: open.length, recoveredRecordings };
  if (open.length > 0 || recoveredRecordings > 0) log.warn('calls that a stop of the server cut were closed', report);
  return ok(report);
}

/** @returns how many recordings were ended. */
function closeCall(callId: CallId, events: readonly CallEvent[], parts: Parts): number {
  const running = runningRecordings(events);
  const recordingEnds = running.map((started) => endRecording(started, parts));
  const at = Math.max(...events.map((event) => event.at), ...recordingEnds);
  for (const deviceId of openDevices(events)) {
    parts.journal.append({ kind: 'ConnectionCleared', at, callId, deviceId, cause: 'systemStopped' });
  }
  parts.journal.append({ kind: 'CallCleared', at, callId, cause: 'systemStopped', endedBy: 'system' });
  return running.length;
}

/** @returns when the recording ended: the last moment that it holds, at most now. */
function endRecording(started: RecordingStarted, { journal, clock, log }: Parts): number {
  const { callId, deviceId, recordingId } = started;
  const repaired = repairWav(started.path);
  const lengthMs = repaired.ok ? repaired.value.lengthMs : 0;
  if (!repaired.ok) log.error('a recording that was cut is lost', { callId, recordingId, code: repaired.error.code });
  const at = Math.min(started.at + lengthMs, Math.max(clock.nowMs(), started.at));
  const result = repaired.ok ? 'recovered' : 'failed';
  journal.append({ kind: 'RecordingStopped', at, callId, deviceId, recordingId, lengthMs, result });
  return at;
}

function runningRecordings(events: readonly CallEvent[]): readonly RecordingStarted[] {
  const stopped = new Set(events.flatMap((event) => (event.kind === 'RecordingStopped' ? [event.recordingId] : [])));
  return events.filter((event) => event.kind === 'RecordingStarted').filter((event) => !stopped.has(event.recordingId));
}

/** Devices that came into the call and did not leave it, in order of their coming. */
function openDevices(events: readonly CallEvent[]): readonly DeviceId[] {
  const open = new Set<DeviceId>();
  for (const event of events) {
    if (event.kind === 'ConnectionCleared') open.delete(event.deviceId);
    else if (event.kind === 'ServiceInitiated' || event.kind === 'Delivered' || event.kind === 'Established') {
      open.add(event.deviceId);
    }
  }
  return [...open];
}
