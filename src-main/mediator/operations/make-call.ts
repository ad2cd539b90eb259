import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { CallInput } from '../call-input.ts';
import type { DeviceView, MakeCallRequest } from '../call-control.ts';
import { callEnding, deviceUnknown, misuse, notReached, trouble } from '../call-faults.ts';
import { endCall } from '../clearing.ts';
import type { Destination } from '../number-plan.ts';
import type { CommandEnd, Plan, Planned, PlanStep, Situation } from '../plan.ts';
import { isFree } from '../trunk-hunt.ts';
import { callStation } from './call-station.ts';
import { causeOfRing } from './ring-causes.ts';
import { dialOut } from './dial-out.ts';

const TRIED = 'make a call';

/**
 * CSTA makeCall, soft dialling (LE002): the station is rung, and when it is lifted the destination is called. A
 * phone that is off-hook already, at dial tone, is not rung. No free trunk: the call fails before anybody is rung.
 */
export function makeCall(request: MakeCallRequest, callId: CallId, situation: Situation): Planned<CallId> {
  const { stationId } = request;
  const station = situation.devices.device(stationId);
  if (station === undefined || isTrunk(stationId)) return failed(deviceUnknown(TRIED, stationId));
  const destination = situation.numbers.resolve(request.number, 'soft');
  if (destination.kind === 'notPermitted')
    return failed(misuse('call/numberInvalid', TRIED, 'the number leads nowhere', { stationId }));
  if (!station.channel.inService) {
    return failed(
      trouble(
        'call/deviceOutOfService',
        TRIED,
        { now: 'the station is out of service', next: 'use another' },
        { stationId },
      ),
    );
  }
  const isAtDialTone = station.channel.state === 'initiated' && station.callId === undefined;
  if (!isFree(station) && !isAtDialTone) {
    return failed(
      trouble('call/deviceBusy', TRIED, { now: 'the station is in use', next: 'hang up first' }, { stationId }),
    );
  }
  const at = situation.nowMs;
  const direction = destination.kind === 'internal' ? 'internal' : 'outbound';
  const { originator } = request;
  const begun: CallInput = {
    kind: 'ServiceInitiated',
    at,
    callId,
    deviceId: stationId,
    direction,
    dialling: 'soft',
    ...(originator !== undefined && { originator }),
  };
  const refusal = unreachable(destination, stationId, situation);
  if (refusal !== undefined) return ok(failAtOnce(stationId, begun, refusal, situation));
  if (isAtDialTone) return ok({ inputs: [begun], next: (later) => lifted(request, callId, destination, later) });
  return ok({ inputs: [begun], steps: [ringStep({ request, callId, destination }, station, situation)] });
}

/** Why the destination cannot be had now, before anybody is troubled. */
function unreachable(destination: Destination, stationId: DeviceId, situation: Situation): Cause | undefined {
  if (destination.kind === 'outside') return situation.devices.trunks().some(isFree) ? undefined : 'noTrunkFree';
  if (destination.kind === 'notPermitted' || destination.deviceId === stationId) return 'invalidNumber';
  const target = situation.devices.device(destination.deviceId);
  return target !== undefined && isFree(target) ? undefined : 'busy';
}

function failAtOnce(deviceId: DeviceId, begun: CallInput, cause: Cause, situation: Situation): Plan<CallId> {
  const { callId } = begun;
  const at = situation.nowMs;
  return {
    inputs: [
      begun,
      { kind: 'Failed', at, callId, deviceId, cause },
      { kind: 'ConnectionCleared', at, callId, deviceId, cause },
    ],
    outcome: failed(notReached(TRIED, cause, { callId, deviceId })),
  };
}

interface SoftCall {
  readonly request: MakeCallRequest;
  readonly callId: CallId;
  readonly destination: Destination;
}

function ringStep(call: SoftCall, station: DeviceView, situation: Situation): PlanStep<CallId> {
  const { request, callId, destination } = call;
  const { ringMs, graceMs } = situation.limits;
  const callerNumber = destination.kind === 'outside' ? destination.digits : '';
  return {
    command: { kind: 'ring', channel: station.description.channel, callerNumber, callerName: '', timeoutMs: ringMs },
    deadlineMs: ringMs + graceMs,
    onEnd: (end, later) => {
      if (!later.model.calls.has(callId) || later.model.endings.has(callId))
        return { outcome: failed(callEnding(TRIED, callId)) };
      return end.result === 'answered'
        ? lifted(request, callId, destination, later)
        : notLifted(request.stationId, callId, end, later);
    },
  };
}

function lifted(
  request: MakeCallRequest,
  callId: CallId,
  destination: Destination,
  situation: Situation,
): Plan<CallId> {
  const at = situation.nowMs;
  const deviceId = request.stationId;
  const number = destination.kind === 'outside' ? destination.digits : request.number;
  return {
    inputs: [
      { kind: 'Established', at, callId, deviceId, answerEvidence: 'hook' },
      { kind: 'Originated', at, callId, deviceId, number },
    ],
    next: (later) =>
      callDestination({ callId, stationId: deviceId, destination, answerTimeoutMs: request.answerTimeoutMs }, later),
  };
}

export interface DestinationCall {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly destination: Destination;
  readonly answerTimeoutMs: number | undefined;
}

/** The station is off-hook and the number known: on to the trunk, or to the other station. */
export function callDestination(call: DestinationCall, situation: Situation): Plan<CallId> {
  const { callId, stationId, destination } = call;
  switch (destination.kind) {
    case 'outside': {
      const answerTimeoutMs = call.answerTimeoutMs ?? situation.limits.dialMs;
      return dialOut({ callId, stationId, digits: destination.digits, answerTimeoutMs, tried: new Set() }, situation);
    }
    case 'internal':
      return callStation({ callId, stationId, targetId: destination.deviceId }, situation);
    case 'notPermitted':
      return { outcome: failed(notReached(TRIED, 'invalidNumber', { callId })) };
  }
}

/** Nobody lifted within 45 s: the station is reset; no trunk was taken yet (DRV-8). */
function notLifted(deviceId: DeviceId, callId: CallId, end: CommandEnd, situation: Situation): Plan<CallId> {
  const cause = causeOfRing(end);
  const ending = endCall(callId, { cause, endedBy: 'system' }, situation);
  return {
    ...ending,
    inputs: [{ kind: 'Failed', at: situation.nowMs, callId, deviceId, cause }, ...(ending.inputs ?? [])],
    outcome: failed(notReached(TRIED, cause, { callId, deviceId })),
  };
}
