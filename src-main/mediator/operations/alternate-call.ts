import { failed, ok } from '../../foundation/result.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import { connectedParties } from '../call-model.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { rewire } from '../rewire.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'alternate between calls';

/** CSTA alternateCall: the active call is held and the held one is talked with, in one step. */
export function alternateCall(heldCallId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  const held = standingOf({ tried: TRIED, callId: heldCallId, deviceId, states: ['held'] }, situation);
  if (!held.ok) return held;
  const activeCallId = situation.model.callOf.get(deviceId);
  if (activeCallId === undefined) {
    return failed(wrongState(TRIED, 'the station has no other call', { callId: heldCallId, deviceId }));
  }
  const active = standingOf({ tried: TRIED, callId: activeCallId, deviceId, states: ['connected'] }, situation);
  if (!active.ok) return active;
  if (connectedParties(active.value.call).length < 2) {
    return failed(wrongState(TRIED, 'nobody has answered in the active call', { callId: activeCallId, deviceId }));
  }
  const at = situation.nowMs;
  return ok({
    inputs: [
      { kind: 'Held', at, callId: activeCallId, deviceId },
      { kind: 'Retrieved', at, callId: heldCallId, deviceId },
    ],
    next: (later) =>
      both(rewire<void>(activeCallId, later), {
        next: (last) => rewire<void>(heldCallId, last, () => ({ outcome: ok() })),
      }),
  });
}
