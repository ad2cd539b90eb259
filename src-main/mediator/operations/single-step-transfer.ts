import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { deviceNumber, isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { CallView } from '../../contract/call-model.ts';
import type { TransferRequest } from '../call-control.ts';
import { callEnding, deviceUnknown, misuse, notReached, trouble } from '../call-faults.ts';
import { connectedParties, connectionOf, isParty } from '../call-model.ts';
import { releaseDevice } from '../clearing.ts';
import type { Destination } from '../number-plan.ts';
import { both, type Plan, type Planned, type Situation } from '../plan.ts';
import { backToGiver, leaveTarget, type Miss } from '../landing.ts';
import { reach } from '../reach.ts';
import { rewire } from '../rewire.ts';
import { isFree } from '../trunk-hunt.ts';
import { standingCall, standingOf, wrongState } from './standing.ts';

const TRIED = 'transfer a call';

/**
 * CSTA singleStepTransfer. From a flow the caller stays in it until the destination answers, and when nobody does. From
 * a station there are two kinds: `onAnswer` (成功转), the station waits and gets the caller back when nobody answers;
 * `blind` (释放转), the station is let go at once and called back when nobody answers.
 */
export function singleStepTransfer(request: TransferRequest, situation: Situation): Planned<void> {
  const { callId, fromId } = request;
  const found = standingCall(TRIED, callId, situation);
  if (!found.ok) return found;
  const call = found.value;
  if (!connectedParties(call).some((party) => party.deviceId !== fromId)) {
    return failed(misuse('call/wrongState', TRIED, 'nobody is there who could be transferred', { callId }));
  }
  const destination = destinationFor(TRIED, request, situation);
  if (!destination.ok) return destination;
  if (fromId === undefined && connectedParties(call).length > 1) {
    return failed(
      wrongState(TRIED, 'a station talks with the caller and would have to give the call away', { callId }),
    );
  }
  if (fromId === undefined) return ok(fromFlow(request, call, destination.value, situation));
  const giver = standingOf({ tried: TRIED, callId, deviceId: fromId, states: ['connected'] }, situation);
  if (!giver.ok) return giver;
  if (isTrunk(fromId) || !isParty(giver.value.connection)) {
    return failed(wrongState(TRIED, 'only a talking station can give a call away', { callId, fromId }));
  }
  return ok(
    request.kind === 'blind'
      ? blindly(request, fromId, destination.value, situation)
      : onAnswer(request, fromId, destination.value, situation),
  );
}

/** Where a call is to go: a station by its device, or a number as dialled. */
export interface Target {
  readonly callId: CallId;
  readonly toId?: DeviceId;
  readonly number?: string;
}

/** The destination, when it can be called now. Faults: call/deviceUnknown, call/numberInvalid, call/deviceBusy … */
export function destinationFor(tried: string, target: Target, situation: Situation): Result<Destination, Fault> {
  const { callId, toId, number = '' } = target;
  if (toId !== undefined && (isTrunk(toId) || situation.devices.device(toId) === undefined)) {
    return failed(deviceUnknown(tried, toId));
  }
  const destination: Destination =
    toId === undefined ? situation.numbers.resolve(number, 'soft') : { kind: 'internal', deviceId: toId };
  if (destination.kind === 'notPermitted' || destination.kind === 'feature') {
    return failed(misuse('call/numberInvalid', tried, 'the number leads nowhere', { callId }));
  }
  const fault =
    destination.kind === 'internal' ? stationFault(tried, callId, destination.deviceId, situation) : undefined;
  return fault === undefined ? ok(destination) : failed(fault);
}

/** Why a station cannot take a call; none when it forwards, since then another may. */
function stationFault(tried: string, callId: CallId, toId: DeviceId, situation: Situation): Fault | undefined {
  const device = situation.devices.device(toId);
  const ids = { callId, toId };
  if (device === undefined) return deviceUnknown(tried, toId);
  const { doNotDisturb, forwarding } = situation.features(toId);
  if (forwarding.always !== undefined || forwarding.busy !== undefined) return undefined;
  if (!device.channel.inService) {
    const now = 'the station is out of service';
    return trouble('call/deviceOutOfService', tried, { now, next: 'choose another' }, ids);
  }
  if (doNotDisturb) {
    return trouble(
      'call/doNotDisturb',
      tried,
      { now: 'the station is not to be disturbed', next: 'choose another' },
      ids,
    );
  }
  if (isFree(device)) return undefined;
  return trouble('call/deviceBusy', tried, { now: 'the station is in use', next: 'choose another' }, ids);
}

function fromFlow(
  request: TransferRequest,
  call: CallView,
  destination: Destination,
  situation: Situation,
): Plan<void> {
  const { callId, ringTimeoutMs } = request;
  return reach<void>(
    {
      callId,
      destination,
      caller: { number: call.farNumber, name: call.farName },
      ...(ringTimeoutMs !== undefined && { ringMs: ringTimeoutMs }),
      hops: new Set(),
      arrived: (toId, later) => joined({ callId, toId, fromId: undefined }, later),
      missed: (miss, later) => ({ ...leave(callId, miss, later), outcome: missedBy(callId, miss) }),
    },
    situation,
  );
}

function onAnswer(
  request: TransferRequest,
  fromId: DeviceId,
  destination: Destination,
  situation: Situation,
): Plan<void> {
  const { callId, ringTimeoutMs } = request;
  const wanted = (later: Situation): Plan<void> =>
    reach<void>(
      {
        callId,
        destination,
        listenerId: fromId,
        caller: callerOf(callId, later),
        stationNo: deviceNumber(fromId),
        ...(ringTimeoutMs !== undefined && { ringMs: ringTimeoutMs }),
        hops: new Set([fromId]),
        arrived: (toId, last) =>
          both(releaseDevice(callId, fromId, 'transferred', last), {
            next: (end) => joined({ callId, toId, fromId }, end),
          }),
        missed: (miss, last) => givenBack(callId, fromId, miss, last),
      },
      later,
    );
  return {
    inputs: [{ kind: 'Held', at: situation.nowMs, callId, deviceId: fromId }],
    next: (later) => both(rewire<void>(callId, later), { next: wanted }),
  };
}

/** The giver has the caller again, if it is still there; else it is called back. */
function givenBack(callId: CallId, fromId: DeviceId, miss: Miss, situation: Situation): Plan<void> {
  const call = situation.model.calls.get(callId);
  const isWaiting = call !== undefined && connectionOf(call, fromId)?.state === 'held';
  const back: Plan<void> = isWaiting
    ? {
        inputs: [{ kind: 'Retrieved', at: situation.nowMs, callId, deviceId: fromId }],
        next: (later) => rewire<void>(callId, later),
      }
    : backToGiver(callId, miss.cause, situation);
  return { ...both<void>(leave(callId, miss, situation), back), outcome: missedBy(callId, miss) };
}

function blindly(
  request: TransferRequest,
  fromId: DeviceId,
  destination: Destination,
  situation: Situation,
): Plan<void> {
  const { callId, ringTimeoutMs } = request;
  const wanted = (later: Situation): Plan<void> =>
    reach<void>(
      {
        callId,
        destination,
        caller: callerOf(callId, later),
        stationNo: deviceNumber(fromId),
        ...(ringTimeoutMs !== undefined && { ringMs: ringTimeoutMs }),
        hops: new Set(),
        arrived: (toId, last) => joined({ callId, toId, fromId }, last),
        missed: (miss, last) =>
          both<void>(leave(callId, miss, last), { next: (end) => backToGiver(callId, miss.cause, end) }),
      },
      later,
    );
  return {
    inputs: [{ kind: 'RecallChosen', at: situation.nowMs, callId, recallId: fromId }],
    // The destination is chosen before the giver goes, so that the caller is never alone in the call.
    next: (later) => both(wanted(later), { next: (last) => letGo(callId, fromId, last) }),
  };
}

function letGo(callId: CallId, fromId: DeviceId, situation: Situation): Plan<void> {
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return { outcome: failed(callEnding(TRIED, callId)) };
  return both<void>(releaseDevice(callId, fromId, 'transferred', situation), {
    until: { callId, deviceId: fromId, value: undefined },
    next: (later) => rewire<void>(callId, later),
  });
}

interface Handed {
  readonly callId: CallId;
  readonly toId: DeviceId;
  readonly fromId: DeviceId | undefined;
}

function joined({ callId, toId, fromId }: Handed, situation: Situation): Plan<void> {
  return rewire<void>(callId, situation, (later) => {
    if (!later.model.calls.has(callId) || later.model.endings.has(callId)) {
      return { outcome: failed(callEnding(TRIED, callId)) };
    }
    const at = later.nowMs;
    return {
      inputs: [
        { kind: 'Transferred', at, callId, ...(fromId !== undefined && { fromId }), toId },
        { kind: 'RecallChosen', at, callId, recallId: undefined },
      ],
      outcome: ok(),
    };
  });
}

/** A destination that was chosen and did not answer leaves the call. */
export function leave(callId: CallId, { deviceId, cause }: Miss, situation: Situation): Plan<never> {
  return deviceId === undefined ? {} : leaveTarget(callId, deviceId, cause, situation);
}

function missedBy(callId: CallId, { deviceId, cause }: Miss): Result<never, Fault> {
  return failed(notReached(TRIED, cause, { callId, ...(deviceId !== undefined && { toId: deviceId }) }));
}

function callerOf(callId: CallId, situation: Situation): { readonly number: string; readonly name: string } {
  const call = situation.model.calls.get(callId);
  return { number: call?.farNumber ?? '', name: call?.farName ?? '' };
}
