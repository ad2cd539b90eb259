import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import { callEnding, callUnknown, commandFailed, deviceUnknown, misuse, trouble } from '../call-faults.ts';
import { connectionOf } from '../call-model.ts';
import { settle, type CommandEnd, type Planned, type Situation } from '../plan.ts';

const TRIED = 'answer a call';

/** CSTA answerCall: an alerting trunk goes off-hook, one that was answered stays so; an alerting station does so where it has a headset circuit. */
export function answerCall(callId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  const ids = { callId, deviceId };
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(TRIED, callId));
  if (situation.model.endings.has(callId)) return failed(callEnding(TRIED, callId));
  const device = situation.devices.device(deviceId);
  if (device === undefined) return failed(deviceUnknown(TRIED, deviceId));
  const connection = connectionOf(call, deviceId);
  // A step that comes after another one need not know that the caller was answered before.
  if (isTrunk(deviceId) && connection?.state === 'connected') return ok(settle(ok()));
  if (connection?.state !== 'alerting') {
    return failed(
      misuse('call/wrongState', TRIED, `the device is '${connection?.state ?? 'null'}', not alerting`, ids),
    );
  }
  if (!isTrunk(deviceId) && !device.description.capabilities.includes('hookTx')) {
    return failed(
      trouble('board/unsupported', TRIED, { now: 'this phone cannot lift by command', next: 'lift the handset' }, ids),
    );
  }
  if (situation.running(device.description.channel, 'answer') !== undefined) {
    return failed(misuse('call/wrongState', TRIED, 'the answer is on its way already', ids));
  }
  return ok({
    steps: [
      {
        command: { kind: 'answer', channel: device.description.channel },
        deadlineMs: situation.limits.commandMs,
        onEnd: (end, later) => answered(callId, deviceId, end, later),
      },
    ],
  });
}

function answered(
  callId: CallId,
  deviceId: DeviceId,
  end: CommandEnd,
  situation: Situation,
): ReturnType<typeof settle<void>> {
  if (end.result !== 'ok') {
    const gone = end.result === 'hangUp' || situation.model.callOf.get(deviceId) !== callId;
    return settle(failed(gone ? callEnding(TRIED, callId) : commandFailed(TRIED, end, { callId, deviceId })));
  }
  // The station's running ring ends 'answered' and tells the rest.
  if (!isTrunk(deviceId)) return settle(ok());
  return { inputs: [{ kind: 'Established', at: situation.nowMs, callId, deviceId }], outcome: ok() };
}
