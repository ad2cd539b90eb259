import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { ParkRequest } from '../call-control.ts';
import { misuse, trouble } from '../call-faults.ts';
import { connectedParties, isParty } from '../call-model.ts';
import { endCall, releaseDevice } from '../clearing.ts';
import { both, NOTHING, type Plan, type Planned, type Situation } from '../plan.ts';
import { recallGiver } from '../recall.ts';
import { rewire } from '../rewire.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'park a call';

/** Parking places, `*51` to `*599` from a desk phone. */
const MOST_SLOTS = 99;

/**
 * CSTA parkCall: the caller waits with music in a parking place, the station is let go. Whoever knows the place
 * retrieves the call with pickupCall. After a while the station is called back; in the end the call is ended, so that
 * nobody is forgotten for ever.
 */
export function parkCall(request: ParkRequest, situation: Situation): Planned<string> {
  const { callId, stationId } = request;
  const standing = standingOf({ tried: TRIED, callId, deviceId: stationId, states: ['connected'] }, situation);
  if (!standing.ok) return standing;
  const { call, connection } = standing.value;
  const ids = { callId, stationId };
  if (isTrunk(stationId) || !isParty(connection)) return failed(wrongState(TRIED, 'only a talking station can', ids));
  const others = connectedParties(call).filter((party) => party.deviceId !== stationId);
  if (others.length !== 1) return failed(wrongState(TRIED, 'exactly one caller can be parked', ids));
  const taken = new Set([...situation.model.calls.values()].map((each) => each.parkSlot));
  const slot = request.slot ?? firstFree(taken);
  if (slot === undefined || !/^[1-9]\d?$/.test(slot)) {
    return failed(misuse('request/invalid', TRIED, 'parking places are numbered from 1 to 99', ids));
  }
  if (taken.has(slot)) {
    const story = { now: 'another caller waits there', next: 'choose another place' };
    return failed(trouble('call/parkSlotTaken', TRIED, story, ids));
  }
  const at = situation.nowMs;
  return ok({
    inputs: [
      { kind: 'RecallChosen', at, callId, recallId: stationId },
      { kind: 'Diverted', at, callId, deviceId: stationId, to: placeOf(slot), reason: 'park' },
    ],
    until: { callId, deviceId: stationId, value: slot },
    next: (later) =>
      both<string>(releaseDevice(callId, stationId, 'parked', later), {
        waits: [watching({ callId, stationId, slot, sinceMs: at }, later)],
        next: (last) => rewire<string>(callId, last),
      }),
  });
}

function firstFree(taken: ReadonlySet<string | undefined>): string | undefined {
  for (let slot = 1; slot <= MOST_SLOTS; slot += 1) if (!taken.has(String(slot))) return String(slot);
  return undefined;
}

function placeOf(slot: string): string {
  return `park/${slot}`;
}

interface Parked {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly slot: string;
  /** Since when the caller has been parked by this station. */
  readonly sinceMs: number;
}

function watching(parked: Parked, situation: Situation): NonNullable<Plan<never>['waits']>[number] {
  return { afterMs: situation.limits.parkMs, then: (later) => recalled(parked, later) };
}

/** Nobody came: the station is called back; when it does not answer the caller waits on. */
function recalled(parked: Parked, situation: Situation): Plan<never> {
  const { callId, stationId, slot, sinceMs } = parked;
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId) || call.parkSlot !== slot) return NOTHING;
  if (situation.nowMs - sinceMs >= situation.limits.parkLongestMs) {
    return endCall(callId, { cause: 'noAnswer', endedBy: 'system' }, situation);
  }
  return recallGiver(callId, stationId, situation, (_cause, later) => parkedAgain(parked, later));
}

function parkedAgain(parked: Parked, situation: Situation): Plan<never> {
  const { callId, stationId, slot } = parked;
  const at = situation.nowMs;
  if (!situation.model.calls.has(callId)) return NOTHING;
  return {
    inputs: [
      { kind: 'Diverted', at, callId, deviceId: stationId, to: placeOf(slot), reason: 'park' },
      { kind: 'RecallChosen', at, callId, recallId: stationId },
    ],
    waits: [watching(parked, situation)],
    next: (later) => rewire(callId, later),
  };
}
