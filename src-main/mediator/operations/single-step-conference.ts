import { failed, ok } from '../../foundation/result.ts';
import { deviceNumber } from '../../contract/ids.ts';
import type { InviteRequest } from '../call-control.ts';
import { callEnding, misuse, notReached } from '../call-faults.ts';
import { connectedParties } from '../call-model.ts';
import { both, type Plan, type Planned, type Situation } from '../plan.ts';
import { reach } from '../reach.ts';
import { freeRoom, rewire } from '../rewire.ts';
import { full, MOST_PARTIES } from './conference-call.ts';
import { destinationFor, leave } from './single-step-transfer.ts';
import { standingCall } from './standing.ts';

const TRIED = 'invite somebody into a call';

/**
 * CSTA singleStepConference: somebody more is called into the talk, which goes on meanwhile. Done when it has answered;
 * when it does not, nothing has changed for the others.
 */
export function singleStepConference(request: InviteRequest, situation: Situation): Planned<void> {
  const { callId, byId } = request;
  const found = standingCall(TRIED, callId, situation);
  if (!found.ok) return found;
  const parties = connectedParties(found.value);
  const ids = { callId };
  if (parties.length < 2) return failed(misuse('call/wrongState', TRIED, 'nobody talks in the call yet', ids));
  if (byId !== undefined && !parties.some((party) => party.deviceId === byId)) {
    return failed(misuse('call/wrongState', TRIED, 'the station does not talk in this call', { ...ids, byId }));
  }
  if (parties.length >= MOST_PARTIES) return failed(full(ids));
  if (parties.length === 2 && freeRoom(situation.wiring.roomsInUse()) === undefined) return failed(full(ids));
  const destination = destinationFor(TRIED, request, situation);
  if (!destination.ok) return destination;
  const { farNumber: number, farName: name } = found.value;
  return ok(
    reach<void>(
      {
        callId,
        destination: destination.value,
        caller: { number, name },
        ...(byId !== undefined && { stationNo: deviceNumber(byId) }),
        hops: new Set(),
        arrived: (_deviceId, later) => rewire<void>(callId, later, (last) => settled(callId, last)),
        missed: (miss, later) =>
          both<void>({ outcome: failed(notReached(TRIED, miss.cause, ids)) }, leave(callId, miss, later)),
      },
      situation,
    ),
  );
}

function settled(callId: InviteRequest['callId'], situation: Situation): Plan<void> {
  const isOver = !situation.model.calls.has(callId) || situation.model.endings.has(callId);
  return { outcome: isOver ? failed(callEnding(TRIED, callId)) : ok() };
}
