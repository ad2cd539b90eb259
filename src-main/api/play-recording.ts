import { promptIdSchema, type CallId, type DeviceId, type RecordingId } from '../contract/ids.ts';
import type { CallView } from '../contract/call-model.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallControl, PlayMessageRequest } from '../mediator/call-control.ts';
import { forbidden } from './access.ts';
import { mayViewRecord, type Viewer } from './policies/seat-policies.ts';
import type { CallRecordsPort, RecordingsPort } from './ports.ts';

export interface PlayRecordingRequest {
  readonly callId: CallId;
  readonly recordingId: RecordingId;
  readonly to: 'far' | 'own' | 'both';
}

/** What it stands on. */
export interface PlayRecordingParts {
  readonly calls: CallControl;
  readonly recordings: RecordingsPort;
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
  const { calls, recordings, records, viewer, station } = own;
  const { callId, recordingId, to } = request;
  const located = await recordings.locate(recordingId);
  if (!located.ok) return located;
  const record = await records.byId(located.value.callId);
  if (record === undefined || !mayViewRecord(viewer, record)) return failed(forbidden());
  const call = calls.calls.get(callId);
  const prompt = { promptId: promptIdSchema.parse(recordingId), path: located.value.path };
  const targets = call === undefined ? [station] : targetsOf(call, station, to);
  for (const deviceId of targets) {
    const begun = await begin(calls, { callId, deviceId, prompts: [prompt], stopDigits: [], repeat: 1 });
    if (!begun.ok) return begun;
  }
  return ok();
}

/** Resolves when the device begins to hear it, or with why it does not. */
function begin(calls: CallControl, request: PlayMessageRequest): Promise<Result<void, Fault>> {
  return new Promise((resolve) => {
    const subscription = calls.onCallEvent((event) => {
      if (event.kind !== 'PlaybackStarted' || event.callId !== request.callId) return;
      if (event.deviceId === request.deviceId) settle(ok());
    });
    const settle = (result: Result<void, Fault>): void => {
      subscription.dispose();
      resolve(result);
    };
    void calls.playMessage(request).then((ended) => settle(ended.ok ? ok() : ended));
  });
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
