import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId, type RecordingId } from '../../contract/ids.ts';
import type { RecordingRequest } from '../call-control.ts';
import { callEnding, callUnknown, commandFailed, deviceUnknown, misuse } from '../call-faults.ts';
import { callOfDevice, connectionOf } from '../call-model.ts';
import { audioEnded } from '../clearing.ts';
import {
  NOTHING,
  settle,
  type CommandEnd,
  type CommandNotice,
  type Plan,
  type Planned,
  type Situation,
} from '../plan.ts';

/**
 * A recording belongs to the trunk leg: it runs through flow, transfer and talk until the trunk lets go, or
 * until it is stopped. Every RecordingStarted has its RecordingStopped.
 */
export function startRecording(request: RecordingRequest, situation: Situation): Planned<void> {
  const { callId, deviceId, recordingId, path, format } = request;
  const ids = { callId, deviceId, recordingId };
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(STARTING, callId));
  if (situation.model.endings.has(callId)) return failed(callEnding(STARTING, callId));
  const device = situation.devices.device(deviceId);
  if (device === undefined) return failed(deviceUnknown(STARTING, deviceId));
  if (!isTrunk(deviceId)) return failed(misuse('request/invalid', STARTING, 'a recording belongs to a trunk', ids));
  if (connectionOf(call, deviceId)?.state !== 'connected') {
    return failed(misuse('call/wrongState', STARTING, 'the trunk is not connected', ids));
  }
  if (call.recordingIds.includes(recordingId))
    return failed(misuse('request/conflict', STARTING, 'this id was used before', ids));
  const { channel } = device.description;
  if (situation.running(channel, 'record') !== undefined) {
    return failed(misuse('call/deviceBusy', STARTING, 'the trunk is being recorded', ids));
  }
  return ok({
    inputs: [{ kind: 'RecordingStarted', at: situation.nowMs, callId, deviceId, recordingId, path, format }],
    steps: [
      {
        command: { kind: 'record', channel, path, format, maxMs: 0, beep: request.beep === true },
        deadlineMs: situation.limits.longestCallMs,
        purpose: recordingId,
        onNotice: (notice, later) => disturbed(request, notice, later),
        onEnd: (end, later) => stopped(request, end, later),
      },
    ],
    outcome: ok(),
  });
}

const STARTING = 'start a recording';
const STOPPING = 'stop a recording';

export function stopRecording(callId: CallId, recordingId: RecordingId, situation: Situation): Planned<void> {
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(STOPPING, callId));
  for (const { deviceId } of call.connections) {
    const channel = situation.devices.device(deviceId)?.description.channel;
    const target = channel === undefined ? undefined : situation.running(channel, 'record', recordingId);
    if (channel === undefined || target === undefined) continue;
    return ok({
      steps: [
        {
          command: { kind: 'cancel', channel, target },
          deadlineMs: situation.limits.commandMs,
          // Refused: it ended by itself while the command was on its way.
          onEnd: (end) =>
            settle(
              end.result === 'ok' || end.result === 'refused'
                ? ok()
                : failed(commandFailed(STOPPING, end, { callId, recordingId })),
            ),
        },
      ],
    });
  }
  return failed(misuse('recording/missing', STOPPING, 'it does not run', { callId, recordingId }));
}

function stopped(request: OfRecording, end: CommandEnd, situation: Situation): Plan<never> {
  const { deviceId, recordingId } = request;
  const callId = homeOf(request, situation);
  if (callId === undefined) return NOTHING;
  const result = COMPLETE.has(end.result) ? 'complete' : 'failed';
  const lengthMs = result === 'complete' ? end.detail : 0;
  return {
    inputs: [{ kind: 'RecordingStopped', at: situation.nowMs, callId, deviceId, recordingId, lengthMs, result }],
    next: (later) => audioEnded(deviceId, later),
  };
}

/** The call that has the recording now: its line may have been transferred into another. */
function homeOf({ callId, deviceId, recordingId }: OfRecording, situation: Situation): CallId | undefined {
  const present = callOfDevice(situation.model, deviceId);
  if (present?.recordingIds.includes(recordingId) === true) return present.callId;
  return situation.model.calls.has(callId) ? callId : undefined;
}

type OfRecording = Pick<RecordingRequest, 'callId' | 'deviceId' | 'recordingId'>;

const COMPLETE: ReadonlySet<CommandEnd['result']> = new Set([
  'ok',
  'cancelled',
  'limit',
  'hangUp',
  'silence',
  'digit',
  'preempted',
]);

function disturbed(request: OfRecording, notice: CommandNotice, situation: Situation): Plan<never> {
  const { deviceId, recordingId } = request;
  const callId = homeOf(request, situation);
  if (notice.kind !== 'AudioDisturbed' || callId === undefined) return NOTHING;
  const gap = { kind: 'RecordingGap', at: situation.nowMs, callId, deviceId, recordingId } as const;
  switch (notice.what) {
    case 'gapBegan':
      return { inputs: [{ ...gap, reason: 'diskFull', phase: 'began', lengthMs: 0 }] };
    case 'gapEnded':
      return { inputs: [{ ...gap, reason: 'diskFull', phase: 'ended', lengthMs: notice.amount }] };
    case 'overrun':
      return {
        inputs: [
          { ...gap, reason: 'overrun', phase: 'began', lengthMs: 0 },
          { ...gap, reason: 'overrun', phase: 'ended', lengthMs: Math.round(notice.amount / SAMPLES_PER_MS) },
        ],
      };
    case 'underrun':
      return NOTHING;
  }
}

/** Telephone audio is 8 000 samples a second. */
const SAMPLES_PER_MS = 8;
