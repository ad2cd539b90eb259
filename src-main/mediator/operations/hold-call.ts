import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import { connectedParties, isParty } from '../call-model.ts';
import type { Planned, Situation } from '../plan.ts';
import { rewire } from '../rewire.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'hold a call';

/** CSTA holdCall (保持): the station stays in the call and hears nobody; who is left alone hears music. */
export function holdCall(callId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  const standing = standingOf({ tried: TRIED, callId, deviceId, states: ['connected'] }, situation);
  if (!standing.ok) return standing;
  const ids = { callId, deviceId };
  const { call, connection } = standing.value;
  if (isTrunk(deviceId)) return failed(wrongState(TRIED, 'a line cannot hold, only a station', ids));
  if (!isParty(connection)) return failed(wrongState(TRIED, 'the station only listens', ids));
  if (connectedParties(call).length < 2) return failed(wrongState(TRIED, 'nobody has answered who could be held', ids));
  return ok({
    inputs: [{ kind: 'Held', at: situation.nowMs, callId, deviceId }],
    next: (later) => rewire<void>(callId, later, () => ({ outcome: ok() })),
  });
}
