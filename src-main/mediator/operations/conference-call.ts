import { failed, ok } from '../../foundation/result.ts';
import type { CallInput } from '../call-input.ts';
import { trouble } from '../call-faults.ts';
import { connectedParties, liveConnections } from '../call-model.ts';
import { endCall } from '../clearing.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { freeRoom, rewire } from '../rewire.ts';
import { adoption, mergeable, type Merging } from './transfer-call.ts';
import { wrongState } from './standing.ts';

const TRIED = 'make a conference';

/** As many as one conference of ours takes; the board may take less. */
export const MOST_PARTIES = 32;

/**
 * CSTA conferenceCall (会议完成, 三方转): the held call and the active one of a station become one in which all talk. The
 * held one goes on; the consultation ends as `conferenced`. Up to 32 parties; whoever hangs up leaves the others.
 */
export function conferenceCall(merging: Merging, situation: Situation): Planned<void> {
  const found = mergeable(TRIED, merging, situation);
  if (!found.ok) return found;
  const { heldCallId, activeCallId, stationId } = merging;
  const { held, others } = found.value;
  const ids = { callId: heldCallId, activeCallId };
  if (others.length === 0 || others.some((each) => each.state !== 'connected')) {
    return failed(wrongState(TRIED, 'the other one has not answered yet', ids));
  }
  if (connectedParties(held).length + others.length + 1 > MOST_PARTIES) return failed(full(ids));
  const isTalking = liveConnections(held).some((each) => hasSeat(each.deviceId, situation));
  if (!isTalking && freeRoom(situation.wiring.roomsInUse()) === undefined) return failed(full(ids));
  const at = situation.nowMs;
  const inputs: readonly CallInput[] = [
    ...others.flatMap(({ deviceId }) => adoption(merging, deviceId, situation)),
    { kind: 'EndingBegan', at, callId: activeCallId, cause: 'conferenced', endedBy: 'station' },
    { kind: 'ConnectionCleared', at, callId: activeCallId, deviceId: stationId, cause: 'conferenced' },
    { kind: 'Retrieved', at, callId: heldCallId, deviceId: stationId },
  ];
  return ok({
    inputs,
    next: (later) =>
      both(endCall(activeCallId, { cause: 'conferenced', endedBy: 'station' }, later), {
        next: (last) => rewire<void>(heldCallId, last, () => ({ outcome: ok() })),
      }),
  });
}

function hasSeat(deviceId: Parameters<Situation['devices']['device']>[0], situation: Situation): boolean {
  const channel = situation.devices.device(deviceId)?.description.channel;
  return channel !== undefined && situation.wiring.seatOf(channel) !== undefined;
}

export function full(ids: Readonly<Record<string, string>>) {
  return trouble(
    'call/conferenceFull',
    TRIED,
    { now: 'no conference has room for all', next: 'the calls are as they were' },
    ids,
  );
}
