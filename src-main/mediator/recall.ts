import type { CallId, DeviceId } from '../contract/ids.ts';
import type { Cause } from '../contract/call-model.ts';
import type { CallInput } from './call-input.ts';
import { connectedParties, connectionOf, isComing, isLive, liveConnections } from './call-model.ts';
import { departedFrom, endCall, releaseDevice } from './clearing.ts';
import { causeOfRing } from './operations/ring-causes.ts';
import { both, NOTHING, type CommandEnd, type Plan, type PlanStep, type Situation } from './plan.ts';
import { rewire } from './rewire.ts';
import { isFree } from './trunk-hunt.ts';

/**
 * A caller comes back to the station that had it: the station went on-hook while it held the call, or nobody took
 * what it gave away. The station is rung; who lifts talks to the caller again.
 */
export function recallHolder(callId: CallId, deviceId: DeviceId, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  const at = situation.nowMs;
  if (call === undefined) return NOTHING;
  const { direction, farNumber: number, farName: name, dnis } = call;
  return {
    inputs: [
      { kind: 'Diverted', at, callId, deviceId, to: deviceId, reason: 'recall' },
      { kind: 'Delivered', at, callId, deviceId, direction, number, name, dnis },
    ],
    steps: ringing(callId, deviceId, situation, (cause, later) => {
      const isThere = later.model.calls.get(callId) !== undefined;
      return isThere ? endCall(callId, { cause, endedBy: 'system' }, later) : NOTHING;
    }),
  };
}

/** What happens when the one who gave the call away does not take it back either. */
type Unrecalled = (cause: Cause, situation: Situation) => Plan<never>;

/** The giver has left the call; it is chosen anew. */
export function recallGiver(
  callId: CallId,
  deviceId: DeviceId,
  situation: Situation,
  unrecalled: Unrecalled,
): Plan<never> {
  const device = situation.devices.device(deviceId);
  if (device === undefined || !isFree(device)) return unrecalled('busy', situation);
  const at = situation.nowMs;
  const inputs: readonly CallInput[] = [
    { kind: 'Diverted', at, callId, deviceId, to: deviceId, reason: 'recall' },
    { kind: 'RecallChosen', at, callId, recallId: undefined },
    { kind: 'Reserved', at, callId, deviceId },
  ];
  return { inputs, steps: ringing(callId, deviceId, situation, unrecalled), next: (later) => rewire(callId, later) };
}

function ringing(
  callId: CallId,
  deviceId: DeviceId,
  situation: Situation,
  unrecalled: Unrecalled,
): readonly PlanStep<never>[] {
  const device = situation.devices.device(deviceId);
  const call = situation.model.calls.get(callId);
  if (device === undefined || call === undefined) return [];
  const { ringMs, graceMs } = situation.limits;
  const { farNumber: callerNumber, farName: callerName } = call;
  return [
    {
      command: { kind: 'ring', channel: device.description.channel, callerNumber, callerName, timeoutMs: ringMs },
      deadlineMs: ringMs + graceMs,
      onEnd: (end, later) =>
        end.result === 'answered'
          ? takenBack(callId, deviceId, later)
          : notTakenBack({ callId, deviceId, unrecalled }, end, later),
    },
  ];
}

function takenBack(callId: CallId, deviceId: DeviceId, situation: Situation): Plan<never> {
  const at = situation.nowMs;
  if (situation.model.callOf.get(deviceId) !== callId || situation.model.endings.has(callId)) return NOTHING;
  return {
    inputs: [
      { kind: 'Established', at, callId, deviceId, answerEvidence: 'hook' },
      { kind: 'Retrieved', at, callId, deviceId },
    ],
    next: (later) => both(nobodyMore(callId, later), { next: (last) => rewire(callId, last) }),
  };
}

/** The caller is with the one who had it again: who was being called for it, or asked, is let go. */
export function nobodyMore(callId: CallId, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  if (call === undefined || connectedParties(call).length < 2) return NOTHING;
  return liveConnections(call)
    .filter(isComing)
    .reduce<Plan<never>>(
      (plan, { deviceId }) => both(plan, releaseDevice(callId, deviceId, 'cancelled', situation)),
      {},
    );
}

interface Recall {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly unrecalled: Unrecalled;
}

function notTakenBack({ callId, deviceId, unrecalled }: Recall, end: CommandEnd, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  const connection = call && connectionOf(call, deviceId);
  if (call === undefined || situation.model.endings.has(callId)) return NOTHING;
  if (connection === undefined || !isLive(connection)) return NOTHING;
  const cause = causeOfRing(end);
  return {
    inputs: [{ kind: 'Failed', at: situation.nowMs, callId, deviceId, cause }],
    next: (later) => both(unrecalled(cause, later), { next: (last) => departedFrom(callId, deviceId, cause, last) }),
  };
}
