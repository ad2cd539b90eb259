import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import { callEnding, callUnknown, commandFailed, deviceUnknown, misuse } from '../call-faults.ts';
import { connectionOf } from '../call-model.ts';
import { settle, type Planned, type Situation } from '../plan.ts';

const TRIED = 'send digits';

/** CSTA generateDigits (OUT-2 送号): the digits go out on the call's connected trunk, whoever asks for them. */
export function generateDigits(
  callId: CallId,
  deviceId: DeviceId,
  digits: string,
  situation: Situation,
): Planned<void> {
  const ids = { callId, deviceId };
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(TRIED, callId));
  if (situation.model.endings.has(callId)) return failed(callEnding(TRIED, callId));
  if (!/^[0-9*#A-D,]{1,64}$/.test(digits)) return failed(misuse('request/invalid', TRIED, 'these are no digits', ids));
  if (connectionOf(call, deviceId)?.state !== 'connected') {
    return failed(misuse('call/wrongState', TRIED, 'the device is not connected', ids));
  }
  const outlet = call.connections.find((each) => isTrunk(each.deviceId) && each.state === 'connected');
  if (outlet === undefined) return failed(misuse('call/wrongState', TRIED, 'no trunk of the call is connected', ids));
  const trunk = situation.devices.device(outlet.deviceId);
  if (trunk === undefined) return failed(deviceUnknown(TRIED, outlet.deviceId));
  return ok({
    steps: [
      {
        command: { kind: 'sendDigits', channel: trunk.description.channel, digits },
        deadlineMs: situation.limits.commandMs + digits.length * LONGEST_DIGIT_MS,
        onEnd: (end, later) => {
          if (end.result !== 'ok') return settle(failed(commandFailed(TRIED, end, ids)));
          if (!later.model.calls.has(callId)) return settle(failed(callEnding(TRIED, callId)));
          return {
            inputs: [{ kind: 'DigitsSent', at: later.nowMs, callId, deviceId, count: digits.length }],
            outcome: ok(),
          };
        },
      },
    ],
  });
}

/** A comma is a pause of one second (channel-command); a digit takes less. */
const LONGEST_DIGIT_MS = 1_000;
