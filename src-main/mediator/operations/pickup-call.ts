import { failed, ok } from '../../foundation/result.ts';
import { isStation, isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { CallView, ConnectionView } from '../../contract/call-model.ts';
import type { PickupRequest } from '../call-control.ts';
import { callEnding, deviceUnknown, notReached, trouble } from '../call-faults.ts';
import { both, type Plan, type Planned, type Situation } from '../plan.ts';
import { reach } from '../reach.ts';
import { isLiftedAndFree } from '../reach-station.ts';
import { rewire } from '../rewire.ts';
import { isFree } from '../trunk-hunt.ts';
import { diverted } from './deflect-call.ts';
import { leave } from './single-step-transfer.ts';

const TRIED = 'pick up a call';

/**
 * CSTA pickupCall: a call that rings another station, or waits in a parking place, comes to this one. Of several that
 * ring, the one that has rung for the longest (group pickup). A lifted phone has it at once, another one is rung.
 */
export function pickupCall(request: PickupRequest, situation: Situation): Planned<void> {
  const { stationId } = request;
  const station = situation.devices.device(stationId);
  if (station === undefined || isTrunk(stationId)) return failed(deviceUnknown(TRIED, stationId));
  if (!isFree(station) && !isLiftedAndFree(station)) {
    const story = { now: 'your station is in use', next: 'hang up first' };
    return failed(trouble('call/deviceBusy', TRIED, story, { stationId }));
  }
  if (request.parkSlot !== undefined) return retrieveParked(request.parkSlot, stationId, situation);
  const [longest] = ringing(request, situation).toSorted((one, other) => one.since - other.since);
  if (longest === undefined) return failed(nothing(stationId));
  const { callId, deviceId } = longest;
  return diverted({ tried: TRIED, callId, deviceId, to: stationId, reason: 'pickup' }, situation);
}

interface Ringing {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly since: number;
}

function ringing(request: PickupRequest, situation: Situation): readonly Ringing[] {
  const { stationId, callId, targetId, among } = request;
  const isSought = (call: CallView, { deviceId, state }: ConnectionView): boolean =>
    state === 'alerting' &&
    isStation(deviceId) &&
    deviceId !== stationId &&
    (callId === undefined || call.callId === callId) &&
    (targetId === undefined || deviceId === targetId) &&
    (among === undefined || among.includes(deviceId)) &&
    !situation.model.endings.has(call.callId);
  return [...situation.model.calls.values()].flatMap((call) =>
    call.connections
      .filter((connection) => isSought(call, connection))
      .map(({ deviceId, since }) => ({ callId: call.callId, deviceId, since })),
  );
}

function retrieveParked(parkSlot: string, stationId: DeviceId, situation: Situation): Planned<void> {
  const call = [...situation.model.calls.values()].find((each) => each.parkSlot === parkSlot);
  if (call === undefined || situation.model.endings.has(call.callId)) return failed(nothing(stationId));
  const { callId, farNumber: number, farName: name } = call;
  const ids = { callId, stationId };
  return ok(
    reach<void>(
      {
        callId,
        destination: { kind: 'internal', deviceId: stationId },
        caller: { number, name },
        isOwn: true,
        hops: new Set(),
        arrived: (deviceId, later) => ({
          inputs: [{ kind: 'Diverted', at: later.nowMs, callId, deviceId, to: deviceId, reason: 'pickup' }],
          next: (last) => rewire<void>(callId, last, (end) => settled(callId, end)),
        }),
        missed: (miss, later) =>
          both<void>({ outcome: failed(notReached(TRIED, miss.cause, ids)) }, leave(callId, miss, later)),
      },
      situation,
    ),
  );
}

function settled(callId: CallId, situation: Situation): Plan<void> {
  const isOver = !situation.model.calls.has(callId) || situation.model.endings.has(callId);
  return { outcome: isOver ? failed(callEnding(TRIED, callId)) : ok() };
}

function nothing(stationId: DeviceId) {
  const story = { now: 'no such call rings or waits', next: 'somebody else may have it' };
  return trouble('call/nothingToPickUp', TRIED, story, { stationId });
}
