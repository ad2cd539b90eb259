import type { CallId, DeviceId, RecordingId } from '../contract/ids.ts';
import type { CallView } from '../contract/call-model.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallControl } from '../mediator/call-control.ts';
import { forbidden } from './access.ts';
import { mayViewRecord, type Viewer } from './policies/seat-policies.ts';
import type { CallRecordsPort, RecordingsPort } from './ports.ts';
import type { RecordingWorkPort } from './recording-ports.ts';

export interface PlayRecordingRequest {
  readonly callId: CallId;
  readonly recordingId: RecordingId;
  readonly to: 'far' | 'own' | 'both';
}

/** What it stands on. */
export interface PlayRecordingParts {
  readonly calls: CallControl;
  readonly recordings: RecordingsPort;
  readonly recordingWork: Pick<RecordingWorkPort, 'playTo'>;
  readonly records: CallRecordsPort;
}

/**
 * Plays an old recording into a call that is up (REC-5): to the caller, to the own station, or to both, who go on
 * talking meanwhile. Done when it has begun on the lines that were asked for; its end is told by the call's events.
 * Faults: recording/missing, auth/forbidden when the viewer may not hear it, and those of playMessage.
 */
export async function playRecording(
  own: PlayRecordingParts & { readonly viewer: Viewer; readonly station: DeviceId },
  request: PlayRecordingRequest,
): Promise<Result<void, Fault>> {
  const { calls, recordings, recordingWork, records, viewer, station } = own;
  const { callId, recordingId, to } = request;
  const located = await recordings.locate(recordingId);
  if (!located.ok) return located;
  const record = await records.byId(located.value.callId);
  if (record === undefined || !mayViewRecord(viewer, record)) return failed(forbidden());
  const call = calls.calls.get(callId);
  const devices = call === undefined ? [station] : targetsOf(call, station, to);
  const played = await recordingWork.playTo({ callId, recordingId, userId: viewer.userId, devices });
  return played.ok ? ok() : played;
}

export async function stopPlaying(calls: CallControl, callId: CallId): Promise<Result<void, Fault>> {
  const hearing = calls.calls.get(callId)?.connections.filter((each) => each.hearsClip === true) ?? [];
  for (const { deviceId } of hearing) {
    const stopped = await calls.stopMessage(callId, deviceId);
    if (!stopped.ok) return stopped;
  }
  return ok();
}

function targetsOf(call: CallView, station: DeviceId, to: PlayRecordingRequest['to']): readonly DeviceId[] {
  const others = call.connections
    .filter((each) => each.state === 'connected' && each.participation === undefined && each.deviceId !== station)
    .map((each) => each.deviceId);
  return [...(to === 'own' ? [] : others), ...(to === 'far' ? [] : [station])];
}
