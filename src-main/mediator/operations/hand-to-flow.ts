import { failed, ok } from '../../foundation/result.ts';
import { isTrunk } from '../../contract/ids.ts';
import type { CallInput } from '../call-input.ts';
import type { FlowHandRequest } from '../call-control.ts';
import { connectedParties, isParty } from '../call-model.ts';
import { releaseDevice } from '../clearing.ts';
import { both, type Planned, type Situation } from '../plan.ts';
import { rewire } from '../rewire.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'send a caller into a flow';

/**
 * 挂起转 and 转IVR: the caller goes into a flow; with `back` the station waits and has the caller again when the flow is
 * through, without it the station is let go. The flow itself begins on the event Diverted.
 */
export function handToFlow(request: FlowHandRequest, situation: Situation): Planned<void> {
  const { callId, stationId, flowId, back } = request;
  const standing = standingOf({ tried: TRIED, callId, deviceId: stationId, states: ['connected'] }, situation);
  if (!standing.ok) return standing;
  const { call, connection } = standing.value;
  const ids = { callId, stationId };
  if (isTrunk(stationId) || !isParty(connection)) return failed(wrongState(TRIED, 'only a talking station can', ids));
  const others = connectedParties(call).filter((party) => party.deviceId !== stationId);
  if (others.length !== 1) return failed(wrongState(TRIED, 'exactly one caller can be sent', ids));
  const at = situation.nowMs;
  const held: readonly CallInput[] = back ? [{ kind: 'Held', at, callId, deviceId: stationId }] : [];
  const inputs: readonly CallInput[] = [
    ...held,
    { kind: 'CallInformation', at, callId, flowId },
    { kind: 'Diverted', at, callId, deviceId: stationId, to: `flow/${flowId}`, reason: 'flow' },
  ];
  const done = { outcome: ok() };
  if (back) return ok({ inputs, next: (later) => rewire<void>(callId, later, () => done) });
  return ok({
    inputs,
    next: (later) =>
      both<void>(releaseDevice(callId, stationId, 'transferred', later), {
        next: (last) => rewire<void>(callId, last, () => done),
      }),
  });
}
