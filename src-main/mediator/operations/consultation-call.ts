import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId } from '../../contract/ids.ts';
import type { CallInput } from '../call-input.ts';
import type { ConsultationRequest } from '../call-control.ts';
import { misuse } from '../call-faults.ts';
import { connectedParties, isParty } from '../call-model.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { rewire } from '../rewire.ts';
import { callDestination } from './make-call.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'consult somebody';

/**
 * CSTA consultationCall: the present call is held and the same station calls somebody else, in a call of its own that
 * names the held one as its parent. What comes of it is transferCall, conferenceCall, alternateCall or reconnectCall.
 * A destination that fails, or hangs up, leaves the caller on hold.
 */
export function consultationCall(request: ConsultationRequest, callId: CallId, situation: Situation): Planned<CallId> {
  const { heldCallId, stationId, number, originator } = request;
  const standing = standingOf(
    { tried: TRIED, callId: heldCallId, deviceId: stationId, states: ['connected', 'held'] },
    situation,
  );
  if (!standing.ok) return standing;
  const ids = { callId: heldCallId, stationId };
  const { call, connection } = standing.value;
  if (isTrunk(stationId) || !isParty(connection)) return failed(wrongState(TRIED, 'only a talking station can', ids));
  const isHeld = connection.state === 'held';
  if (isHeld && situation.model.callOf.has(stationId)) {
    return failed(wrongState(TRIED, 'the station is in another call besides', ids));
  }
  if (!isHeld && connectedParties(call).length < 2) return failed(wrongState(TRIED, 'nobody has answered yet', ids));
  const destination = situation.numbers.resolve(number, 'soft');
  if (destination.kind === 'notPermitted' || destination.kind === 'feature') {
    return failed(misuse('call/numberInvalid', TRIED, 'the number leads nowhere', ids));
  }
  if (destination.kind === 'internal' && destination.deviceId === stationId) {
    return failed(misuse('call/numberInvalid', TRIED, 'the number is that of the station itself', ids));
  }
  const at = situation.nowMs;
  const by = originator === undefined ? {} : { originator };
  const held: readonly CallInput[] = isHeld ? [] : [{ kind: 'Held', at, callId: heldCallId, deviceId: stationId }];
  const begun: readonly CallInput[] = [
    {
      kind: 'ServiceInitiated',
      at,
      callId,
      deviceId: stationId,
      direction: destination.kind === 'outside' ? 'outbound' : 'internal',
      dialling: 'soft',
      parentId: heldCallId,
      ...by,
    },
    { kind: 'Established', at, callId, deviceId: stationId, answerEvidence: 'hook' },
    { kind: 'Originated', at, callId, deviceId: stationId, number: digitsOf(destination, number) },
  ];
  return ok({
    inputs: [...held, ...begun],
    next: (later) =>
      both(rewire<CallId>(heldCallId, later), {
        next: (last) => callDestination({ callId, stationId, destination, ...by }, last),
      }),
  });
}

function digitsOf(destination: { readonly kind: string; readonly digits?: string }, number: string): string {
  return destination.kind === 'outside' && destination.digits !== undefined ? destination.digits : number;
}
