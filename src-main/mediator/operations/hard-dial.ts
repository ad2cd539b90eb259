import { deviceNumber, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { Tone } from '../../driver/channel-event.ts';
import type { CallInput } from '../call-input.ts';
import type { DeviceView } from '../call-control.ts';
import { endCall } from '../clearing.ts';
import { NOTHING, type EventPlan, type Situation } from '../plan.ts';
import { freeTrunks, isFree } from '../trunk-hunt.ts';
import { callDestination } from './make-call.ts';
import { useFeature } from './use-feature.ts';

/**
 * Hard dialling (LE002 硬拨号): somebody lifted a phone and dialled a whole number. The station is off-hook, so
 * the call begins where a soft one is after the ring. What is not permitted, or not free, gets its own tone.
 */
export function hardDial(station: DeviceView, digits: string, situation: Situation): EventPlan {
  const callId = situation.newCallId();
  const at = situation.nowMs;
  const { deviceId } = station;
  const destination = situation.numbers.resolve(digits, 'hard');
  const direction = destination.kind === 'outside' ? 'outbound' : 'internal';
  const number = destination.kind === 'outside' ? destination.digits : digits;
  const inputs: CallInput[] = [
    { kind: 'ServiceInitiated', at, callId, deviceId, direction, dialling: 'hard' },
    { kind: 'Originated', at, callId, deviceId, number },
  ];
  if (destination.kind === 'notPermitted')
    return refuse({ callId, station, cause: 'invalidNumber', tone: 'special' }, inputs, situation);
  const stationNo = deviceNumber(deviceId);
  if (destination.kind === 'outside') {
    const { digits: outside, emergency } = destination;
    const decision = situation.decideDial({ digits: outside, emergency, stationNo });
    if (decision.kind === 'barred')
      return refuse({ callId, station, cause: 'barred', tone: 'special' }, inputs, situation);
    if (freeTrunks(situation.devices.trunks(), decision.choice).length === 0) {
      return refuse({ callId, station, cause: 'noTrunkFree', tone: 'congestion' }, inputs, situation);
    }
  }
  if (destination.kind === 'internal' && isBusy(destination.deviceId, situation)) {
    return refuse({ callId, station, cause: 'busy', tone: 'busy' }, inputs, situation);
  }
  if (destination.kind === 'feature')
    return { inputs, next: (later) => useFeature(callId, deviceId, destination, later) };
  return { inputs, next: (later) => callDestination({ callId, stationId: deviceId, destination }, later) };
}

function isBusy(targetId: DeviceId, situation: Situation): boolean {
  const target = situation.devices.device(targetId);
  const { forwarding, doNotDisturb } = situation.features(targetId);
  if (forwarding.always !== undefined || forwarding.busy !== undefined) return false;
  return doNotDisturb || target === undefined || !isFree(target);
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
