import { failed, ok } from '../../foundation/result.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import { departedFrom } from '../clearing.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { rewire } from '../rewire.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'reconnect a call';

/** CSTA reconnectCall (接回): the station leaves its active call, which ends unless others talk in it, and has the held one again. */
export function reconnectCall(heldCallId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  const held = standingOf({ tried: TRIED, callId: heldCallId, deviceId, states: ['held'] }, situation);
  if (!held.ok) return held;
  if (held.value.device.channel.state !== 'connected' && held.value.device.channel.state !== 'initiated') {
    return failed(
      wrongState(TRIED, 'the station is on-hook; it is being called back', { callId: heldCallId, deviceId }),
    );
  }
  const activeCallId = situation.model.callOf.get(deviceId);
  const leaving = activeCallId === undefined ? {} : departedFrom(activeCallId, deviceId, 'normal', situation);
  return ok(
    both<void>(leaving, {
      next: (later) => ({
        inputs: [{ kind: 'Retrieved', at: later.nowMs, callId: heldCallId, deviceId }],
        next: (last) => rewire<void>(heldCallId, last, () => ({ outcome: ok() })),
      }),
    }),
  );
}
