import { failed, ok } from '../../foundation/result.ts';
import { deviceNumber, isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { CallInput } from '../call-input.ts';
import type { DeviceView, MakeCallRequest } from '../call-control.ts';
import { callEnding, deviceUnknown, misuse, notReached, trouble } from '../call-faults.ts';
import { endCall } from '../clearing.ts';
import type { Destination } from '../number-plan.ts';
import { both, type CommandEnd, type Plan, type Planned, type PlanStep, type Situation } from '../plan.ts';
import { reach } from '../reach.ts';
import { FAR_CAUSES } from '../reach-outside.ts';
import { isLiftedAndFree } from '../reach-station.ts';
import { rewire } from '../rewire.ts';
import { freeTrunks, isFree } from '../trunk-hunt.ts';
import { causeOfRing } from './ring-causes.ts';

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
  const isLifted = isLiftedAndFree(station);
  if (!isFree(station) && !isLifted) {
    return failed(
      trouble('call/deviceBusy', TRIED, { now: 'the station is in use', next: 'hang up first' }, { stationId }),
    );
  }
  const at = situation.nowMs;
  const direction = destination.kind === 'outside' ? 'outbound' : 'internal';
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
  const refusal = unreachable(request, destination, situation);
  if (refusal !== undefined) return ok(failAtOnce(stationId, begun, refusal, situation));
  if (isLifted) return ok({ inputs: [begun], next: (later) => lifted(request, callId, destination, later) });
  return ok({ inputs: [begun], steps: [ringStep({ request, callId, destination }, station, situation)] });
}

/** Why the destination cannot be had now, before anybody is troubled. */
function unreachable(request: MakeCallRequest, destination: Destination, situation: Situation): Cause | undefined {
  const { stationId, originator } = request;
  switch (destination.kind) {
    case 'outside': {
      const { digits, emergency } = destination;
      const stationNo = deviceNumber(stationId);
      const by = originator === undefined ? {} : { originator };
      const decision = situation.decideDial({ digits, emergency, stationNo, ...by });
      if (decision.kind === 'barred') return 'barred';
      return freeTrunks(situation.devices.trunks(), decision.choice).length > 0 ? undefined : 'noTrunkFree';
    }
    case 'internal': {
      if (destination.deviceId === stationId) return 'invalidNumber';
      const target = situation.devices.device(destination.deviceId);
      const { doNotDisturb, forwarding } = situation.features(destination.deviceId);
      if (forwarding.always !== undefined || forwarding.busy !== undefined) return undefined;
      if (doNotDisturb) return 'doNotDisturb';
      return target !== undefined && isFree(target) ? undefined : 'busy';
    }
    case 'feature':
      return undefined;
    case 'notPermitted':
      return 'invalidNumber';
  }
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
  const { stationId: deviceId, originator, answerTimeoutMs } = request;
  const number = destination.kind === 'outside' ? destination.digits : request.number;
  return {
    inputs: [
      { kind: 'Established', at, callId, deviceId, answerEvidence: 'hook' },
      { kind: 'Originated', at, callId, deviceId, number },
    ],
    next: (later) =>
      callDestination(
        {
          callId,
          stationId: deviceId,
          destination,
          ...(answerTimeoutMs !== undefined && { answerTimeoutMs }),
          ...(originator !== undefined && { originator }),
        },
        later,
      ),
  };
}

export interface DestinationCall {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly destination: Destination;
  readonly answerTimeoutMs?: number;
  readonly originator?: NonNullable<MakeCallRequest['originator']>;
}

/** The station is off-hook and the number known: on to the trunk, to the other station, or to a service. */
export function callDestination(call: DestinationCall, situation: Situation): Plan<CallId> {
  const { callId, stationId, destination, answerTimeoutMs, originator } = call;
  // A service of the house listens to the call's events and talks to the station by itself.
  if (destination.kind === 'feature') return { outcome: ok(callId) };
  const stationNo = deviceNumber(stationId);
  return reach<CallId>(
    {
      callId,
      destination,
      listenerId: stationId,
      caller: { number: stationNo, name: '' },
      stationNo,
      ...(originator !== undefined && { originator }),
      ...(answerTimeoutMs !== undefined && { answerMs: answerTimeoutMs }),
      hops: new Set(),
      arrived: (_deviceId, later) => rewire<CallId>(callId, later, (last) => settled(callId, last)),
      missed: ({ deviceId, cause }, later) => giveUp({ callId, deviceId, stationId, cause }, later),
    },
    situation,
  );
}

function settled(callId: CallId, situation: Situation): Plan<CallId> {
  const isOver = !situation.model.calls.has(callId) || situation.model.endings.has(callId);
  return { outcome: isOver ? failed(callEnding(TRIED, callId)) : ok(callId) };
}

interface LostAttempt {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly deviceId: DeviceId | undefined;
  readonly cause: Cause;
}

/** The attempt has failed: the trunk is released, the station gets busy tone until it hangs up. */
function giveUp({ callId, stationId, deviceId, cause }: LostAttempt, situation: Situation): Plan<CallId> {
  const endedBy = FAR_CAUSES.has(cause) && deviceId !== undefined && isTrunk(deviceId) ? 'far' : 'system';
  const failure: CallInput = { kind: 'Failed', at: situation.nowMs, callId, deviceId: stationId, cause };
  const ending = endCall(callId, { cause, endedBy }, situation);
  return {
    ...both<CallId>({ inputs: deviceId === undefined ? [failure] : [] }, ending),
    outcome: failed(notReached(TRIED, cause, { callId, deviceId: deviceId ?? stationId })),
  };
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
