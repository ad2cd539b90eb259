import { failed, ok } from '../../foundation/result.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { nobodyMore } from '../recall.ts';
import { rewire } from '../rewire.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'retrieve a call';

/**
 * CSTA retrieveCall: the station that holds the call talks again. Out of a flow too: what is played there ends, and
 * whoever is being called for the caller, or is asked, is let go.
 */
export function retrieveCall(callId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  const standing = standingOf({ tried: TRIED, callId, deviceId, states: ['held'] }, situation);
  if (!standing.ok) return standing;
  const ids = { callId, deviceId };
  if (situation.model.callOf.has(deviceId)) {
    return failed(wrongState(TRIED, 'the station is in another call; alternate, or end that one', ids));
  }
  const { state } = standing.value.device.channel;
  if (state !== 'connected' && state !== 'initiated') {
    return failed(wrongState(TRIED, 'the station is on-hook; it is being called back', ids));
  }
  return ok({
    inputs: [{ kind: 'Retrieved', at: situation.nowMs, callId, deviceId }],
    next: (later) =>
      both<void>(nobodyMore(callId, later), {
        next: (last) => rewire<void>(callId, last, () => ({ outcome: ok() })),
      }),
  });
}
