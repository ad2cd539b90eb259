import { failed, ok } from '../../foundation/result.ts';
import type { CallId, RecordingId } from '../../contract/ids.ts';
import { commandFailed, misuse } from '../call-faults.ts';
import type { Planned, Situation } from '../plan.ts';
import { standingCall } from './standing.ts';

const TRIED = 'mask a recording';

export interface MaskRequest {
  readonly callId: CallId;
  readonly recordingId: RecordingId;
  readonly masked: boolean;
}

/**
 * While a card number is said the recording holds silence, and its time goes on: a place in the file stays the place
 * in the call. The stretch is told as a gap.
 */
export function maskRecording({ callId, recordingId, masked }: MaskRequest, situation: Situation): Planned<void> {
  const found = standingCall(TRIED, callId, situation);
  if (!found.ok) return found;
  const call = found.value;
  const ids = { callId, recordingId };
  for (const { deviceId } of call.connections) {
    const channel = situation.devices.device(deviceId)?.description.channel;
    if (channel === undefined || situation.running(channel, 'record', recordingId) === undefined) continue;
    const since = call.maskedSince;
    if ((since !== undefined) === masked) {
      return failed(misuse('call/wrongState', TRIED, masked ? 'it is masked already' : 'it is not masked', ids));
    }
    return ok({
      steps: [
        {
          command: { kind: 'maskRecording', channel, masked },
          deadlineMs: situation.limits.commandMs,
          onEnd: (end, later) => {
            if (end.result !== 'ok') return { outcome: failed(commandFailed(TRIED, end, ids)) };
            if (!later.model.calls.has(callId)) return { outcome: ok() };
            const lengthMs = masked || since === undefined ? 0 : Math.max(0, later.nowMs - since);
            const gap = { kind: 'RecordingGap', at: later.nowMs, callId, deviceId, recordingId } as const;
            return {
              inputs: [{ ...gap, reason: 'masked', phase: masked ? 'began' : 'ended', lengthMs }],
              outcome: ok(),
            };
          },
        },
      ],
    });
  }
  return failed(misuse('recording/missing', TRIED, 'it does not run', ids));
}
