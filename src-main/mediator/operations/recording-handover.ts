import { recordingIdSchema, type DeviceId } from '../../contract/ids.ts';
import type { CallInput } from '../call-input.ts';
import type { Situation } from '../plan.ts';
import type { Merging } from './transfer-call.ts';

/** What the journal is told when a line that is recorded goes over into another call: the file goes on. */
export interface Handover {
  readonly stopped: CallInput;
  readonly started: CallInput;
}

export function handedOver(
  { heldCallId, activeCallId }: Merging,
  deviceId: DeviceId,
  situation: Situation,
): Handover | undefined {
  const channel = situation.devices.device(deviceId)?.description.channel;
  const running = channel === undefined ? undefined : situation.runningCommand(channel, 'record');
  const recordingId = recordingIdSchema.safeParse(running?.purpose).data;
  if (running === undefined || recordingId === undefined) return undefined;
  const at = situation.nowMs;
  const lengthMs = Math.max(0, at - running.sinceMs);
  const { path, format } = running.command;
  return {
    stopped: { kind: 'RecordingStopped', at, callId: activeCallId, deviceId, recordingId, lengthMs, result: 'moved' },
    started: { kind: 'RecordingStarted', at, callId: heldCallId, deviceId, recordingId, path, format },
  };
}
