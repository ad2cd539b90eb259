import { failed, ok } from '../../foundation/result.ts';
import { isStation, isTrunk, type DeviceId } from '../../contract/ids.ts';
import type { CallView, Participation } from '../../contract/call-model.ts';
import type { CallInput } from '../call-input.ts';
import type { JoinMode, JoinRequest } from '../call-control.ts';
import { callEnding, deviceUnknown, misuse, notReached, trouble } from '../call-faults.ts';
import { connectedParties, connectionOf } from '../call-model.ts';
import { releaseDevice } from '../clearing.ts';
import { both, type Plan, type Planned, type Situation } from '../plan.ts';
import { reach } from '../reach.ts';
import { isLiftedAndFree } from '../reach-station.ts';
import { freeRoom, rewire } from '../rewire.ts';
import { isFree } from '../trunk-hunt.ts';
import { full } from './conference-call.ts';
import { leave } from './single-step-transfer.ts';
import { standingCall } from './standing.ts';

const TRIED = 'join a call';

/** How each way of joining takes part; 插话 and 拦截 are heard by all. */
const PARTICIPATION_OF = {
  listen: 'listen',
  whisper: 'whisper',
  barge: 'party',
  intercept: 'party',
} as const satisfies Readonly<Record<JoinMode, Participation>>;

/**
 * A supervisor's station comes into a talk of others (监听, 耳语, 插话, 拦截). Its phone is rung unless it is lifted; who
 * is in already goes over to the other way. Intercepting lets the agent's station go.
 */
export function joinCall(request: JoinRequest, situation: Situation): Planned<void> {
  const { callId, stationId, mode } = request;
  const found = standingCall(TRIED, callId, situation);
  if (!found.ok) return found;
  const station = situation.devices.device(stationId);
  const ids = { callId, stationId };
  if (station === undefined || isTrunk(stationId)) return failed(deviceUnknown(TRIED, stationId));
  const call = found.value;
  const present = connectionOf(call, stationId);
  if (present?.state === 'connected') {
    return present.participation === undefined
      ? failed(misuse('call/wrongState', TRIED, 'the station talks in this call already', ids))
      : ok(changed(request, call, situation));
  }
  const parties = connectedParties(call);
  if (parties.length < 2) return failed(misuse('call/wrongState', TRIED, 'nobody talks in the call', ids));
  if (mode === 'intercept' && targetOf(call) === undefined) {
    return failed(misuse('call/wrongState', TRIED, 'no station talks in it', ids));
  }
  if (mode === 'barge' && parties.length === 2 && freeRoom(situation.wiring.roomsInUse()) === undefined) {
    return failed(full(ids));
  }
  if (!isFree(station) && !isLiftedAndFree(station)) {
    return failed(trouble('call/deviceBusy', TRIED, { now: 'your station is in use', next: 'hang up first' }, ids));
  }
  const participation = PARTICIPATION_OF[mode];
  return ok(
    reach<void>(
      {
        callId,
        destination: { kind: 'internal', deviceId: stationId },
        caller: { number: call.farNumber, name: call.farName },
        ...(participation !== 'party' && { participation }),
        isOwn: true,
        hops: new Set(),
        arrived: (_deviceId, later) => arrived(request, later),
        missed: (miss, later) =>
          both<void>({ outcome: failed(notReached(TRIED, miss.cause, ids)) }, leave(callId, miss, later)),
      },
      situation,
    ),
  );
}

function changed(request: JoinRequest, call: CallView, situation: Situation): Plan<void> {
  const { callId, stationId, mode } = request;
  const participation = PARTICIPATION_OF[mode];
  if (
    mode === 'barge' &&
    connectedParties(call).length === 2 &&
    freeRoom(situation.wiring.roomsInUse()) === undefined
  ) {
    return { outcome: failed(full({ callId, stationId })) };
  }
  return {
    inputs: [{ kind: 'ParticipationChanged', at: situation.nowMs, callId, deviceId: stationId, participation }],
    next: (later) => arrived(request, later),
  };
}

function arrived(request: JoinRequest, situation: Situation): Plan<void> {
  const { callId, stationId, mode } = request;
  const call = situation.model.calls.get(callId);
  const target = mode === 'intercept' && call !== undefined ? targetOf(call, stationId) : undefined;
  const letGo = target === undefined ? {} : releaseDevice(callId, target, 'intercepted', situation);
  return both<void>(letGo, {
    next: (later) => rewire<void>(callId, later, (last) => settled(request, target, last)),
  });
}

function settled(
  { callId, stationId, mode }: JoinRequest,
  fromId: DeviceId | undefined,
  situation: Situation,
): Plan<void> {
  if (!situation.model.calls.has(callId) || situation.model.endings.has(callId)) {
    return { outcome: failed(callEnding(TRIED, callId)) };
  }
  const at = situation.nowMs;
  const barged: CallInput = { kind: 'ParticipationChanged', at, callId, deviceId: stationId, participation: 'party' };
  const taken: readonly CallInput[] =
    fromId === undefined ? [] : [{ kind: 'Transferred', at, callId, fromId, toId: stationId }];
  return { inputs: mode === 'barge' ? [barged] : taken, outcome: ok() };
}

/** The agent's station: the first that talks. */
function targetOf(call: CallView, except?: DeviceId): DeviceId | undefined {
  return connectedParties(call).find((party) => isStation(party.deviceId) && party.deviceId !== except)?.deviceId;
}
