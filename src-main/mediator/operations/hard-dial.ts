import type { CallId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { Tone } from '../../driver/channel-event.ts';
import type { CallInput } from '../call-input.ts';
import type { DeviceView } from '../call-control.ts';
import { endCall } from '../clearing.ts';
import { NOTHING, type EventPlan, type Situation } from '../plan.ts';
import { isFree } from '../trunk-hunt.ts';
import { callDestination } from './make-call.ts';

/**
 * Hard dialling (LE002 硬拨号): somebody lifted a phone and dialled a whole number. The station is off-hook, so
 * the call begins where a soft one is after the ring. What is not permitted, or not free, gets its own tone.
 */
export function hardDial(station: DeviceView, digits: string, situation: Situation): EventPlan {
  const callId = situation.newCallId();
  const at = situation.nowMs;
  const { deviceId } = station;
  const destination = situation.numbers.resolve(digits, 'hard');
  const direction = destination.kind === 'internal' ? 'internal' : 'outbound';
  const number = destination.kind === 'outside' ? destination.digits : digits;
  const inputs: CallInput[] = [
    { kind: 'ServiceInitiated', at, callId, deviceId, direction, dialling: 'hard' },
    { kind: 'Originated', at, callId, deviceId, number },
  ];
  if (destination.kind === 'notPermitted')
    return refuse({ callId, station, cause: 'invalidNumber', tone: 'special' }, inputs, situation);
  if (destination.kind === 'outside' && !situation.devices.trunks().some(isFree)) {
    return refuse({ callId, station, cause: 'noTrunkFree', tone: 'congestion' }, inputs, situation);
  }
  const target = destination.kind === 'internal' ? situation.devices.device(destination.deviceId) : undefined;
  if (destination.kind === 'internal' && (target === undefined || !isFree(target))) {
    return refuse({ callId, station, cause: 'busy', tone: 'busy' }, inputs, situation);
  }
  const call = { callId, stationId: deviceId, destination, answerTimeoutMs: undefined };
  return { inputs, next: (later) => callDestination(call, later) };
}

interface RefusedDial {
  readonly callId: CallId;
  readonly station: DeviceView;
  readonly cause: Cause;
  readonly tone: Tone;
}

function refuse(dial: RefusedDial, inputs: readonly CallInput[], situation: Situation): EventPlan {
  const { callId, station, cause, tone } = dial;
  const { refusalToneMs, graceMs } = situation.limits;
  return {
    inputs: [...inputs, { kind: 'Failed', at: situation.nowMs, callId, deviceId: station.deviceId, cause }],
    steps: [
      {
        command: { kind: 'tone', channel: station.description.channel, tone },
        deadlineMs: refusalToneMs + 2 * graceMs,
        onEnd: () => NOTHING,
      },
    ],
    // The release ends the tone; from then on the phone hears busy tone until it hangs up.
    waits: [{ afterMs: refusalToneMs, then: (later) => endCall(callId, { cause, endedBy: 'system' }, later) }],
  };
}
