import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { deviceNumber, isStation, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { SummonRequest, SummonTarget } from '../call-control.ts';
import { callEnding, misuse, notReached } from '../call-faults.ts';
import { connectedParties, connectionOf, isComing, liveConnections } from '../call-model.ts';
import { releaseDevice } from '../clearing.ts';
import { both, NOTHING, type CommandEnd, type Plan, type Planned, type Situation } from '../plan.ts';
import { clipOf, playbackEnded } from '../playback.ts';
import { destinationOf, leaveTarget } from '../landing.ts';
import { reach } from '../reach.ts';
import { rewire } from '../rewire.ts';
import { standingCall } from './standing.ts';

const TRIED = 'call somebody for a caller';

/**
 * Ring groups (振铃组) and follow-me (电话跟随呼叫): several destinations, stations and outside numbers, are called for one
 * caller, one after the other or together. The first that takes the call has it and the others stop; a destination
 * that may be a voicemail box or a child is asked to press a key first. A station that holds the caller meanwhile is let
 * go when it was taken; when that station takes the caller back, nobody else is called. Done with the device that took it.
 */
export function summon(request: SummonRequest, situation: Situation): Planned<DeviceId> {
  const { callId, targets } = request;
  const found = standingCall(TRIED, callId, situation);
  if (!found.ok) return found;
  const ids = { callId };
  if (connectedParties(found.value).length !== 1 || liveConnections(found.value).some(isComing)) {
    return failed(misuse('call/wrongState', TRIED, 'there is not exactly one caller who waits', ids));
  }
  if (targets.length === 0 || targets.length > MOST_TARGETS) {
    return failed(misuse('request/invalid', TRIED, `1 to ${MOST_TARGETS} destinations are needed`, ids));
  }
  if (request.how === 'inOrder') return ok(callNext({ request, index: 0, cause: 'noAnswer' }, situation));
  return ok(callAll(request));
}

/** As many as a ring group may have. */
const MOST_TARGETS = 50;

interface Turn {
  readonly request: SummonRequest;
  readonly index: number;
  /** Why the last one did not take it. */
  readonly cause: Cause;
}

function callNext({ request, index, cause }: Turn, situation: Situation): Plan<DeviceId> {
  const { callId, targets } = request;
  const call = situation.model.calls.get(callId);
  const isTakenBack = call !== undefined && connectedParties(call).length > 1;
  const target = isTakenBack ? undefined : targets[index];
  if (target === undefined) return { outcome: failed(notReached(TRIED, cause, { callId })) };
  return callOne(request, target, situation, (why, later) =>
    callNext({ request, index: index + 1, cause: why }, later),
  );
}

function callAll(request: SummonRequest): Plan<DeviceId> {
  const { callId, targets } = request;
  // Of this operation alone: others may be called into the same call by somebody else.
  let left = targets.length;
  const untaken: Untaken = (cause) => {
    left -= 1;
    return left > 0 ? {} : { outcome: failed(notReached(TRIED, cause, { callId })) };
  };
  return targets.reduce<Plan<DeviceId>>(
    (plan, target) => both(plan, { next: (later) => callOne(request, target, later, untaken) }),
    {},
  );
}

type Untaken = (cause: Cause, situation: Situation) => Plan<DeviceId>;

function callOne(request: SummonRequest, target: SummonTarget, situation: Situation, untaken: Untaken): Plan<DeviceId> {
  const { callId, byId } = request;
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return { outcome: failed(callEnding(TRIED, callId)) };
  const { farNumber: number, farName: name } = call;
  const isAsked = target.confirm === true && request.confirm !== undefined;
  const payer = byId !== undefined && isStation(byId) ? { stationNo: deviceNumber(byId) } : {};
  return reach<DeviceId>(
    {
      callId,
      destination: destinationOf(target.to, situation),
      caller: { number, name },
      ...payer,
      ...(target.ringMs !== undefined && { ringMs: target.ringMs, answerMs: target.ringMs }),
      ...(isAsked && { participation: 'pending' }),
      hops: new Set(),
      arrived: (deviceId, later) =>
        isAsked ? ask({ request, deviceId, untaken }, later) : taken({ request, deviceId, untaken }, later),
      missed: ({ deviceId, cause }, later) =>
        both<DeviceId>(deviceId === undefined ? {} : leaveTarget(callId, deviceId, cause, later), {
          next: (last) => untaken(cause, last),
        }),
    },
    situation,
  );
}

interface Arrival {
  readonly request: SummonRequest;
  readonly deviceId: DeviceId;
  readonly untaken: Untaken;
}

/** Who answered hears what it is about and presses the key, or does not. */
function ask(arrival: Arrival, situation: Situation): Plan<DeviceId> {
  const { request, deviceId } = arrival;
  const { callId, confirm } = request;
  const channel = situation.devices.device(deviceId)?.description.channel;
  if (confirm === undefined || channel === undefined) return taken(arrival, situation);
  const startedAt = situation.nowMs;
  return {
    inputs: [
      {
        kind: 'PlaybackStarted',
        at: startedAt,
        callId,
        deviceId,
        prompts: confirm.prompts.map((prompt) => prompt.promptId),
      },
    ],
    steps: [
      {
        command: {
          kind: 'play',
          channel,
          clips: confirm.prompts.map(({ path }) => clipOf(path)),
          stopDigits: confirm.digit,
          repeat: confirm.repeat,
        },
        deadlineMs: situation.limits.longestCallMs,
        onEnd: (end, later) =>
          both<DeviceId>(playbackEnded({ callId, deviceId, startedAt }, end, later), {
            next: (last) => decided(arrival, end, last),
          }),
      },
    ],
  };
}

function decided(arrival: Arrival, end: CommandEnd, situation: Situation): Plan<DeviceId> {
  const { request, deviceId, untaken } = arrival;
  const { callId } = request;
  if (end.result !== 'digit') return untakenBy(callId, deviceId, untaken, situation);
  const accepted = {
    kind: 'ParticipationChanged',
    at: situation.nowMs,
    callId,
    deviceId,
    participation: 'party',
  } as const;
  const call = situation.model.calls.get(callId);
  if (call === undefined || connectionOf(call, deviceId)?.state !== 'connected') return untaken('noAnswer', situation);
  return taken(arrival, situation, accepted);
}

function untakenBy(callId: CallId, deviceId: DeviceId, untaken: Untaken, situation: Situation): Plan<DeviceId> {
  return both<DeviceId>(leaveTarget(callId, deviceId, 'noAnswer', situation), {
    next: (later) => untaken('noAnswer', later),
  });
}

type Accepted = NonNullable<Plan<never>['inputs']>[number];

/** The first has it; who is still being called, or asked, is let go. A second that answers in the same moment too. */
function taken({ request, deviceId }: Arrival, situation: Situation, accepted?: Accepted): Plan<DeviceId> {
  const { callId, byId, fromId = byId } = request;
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return { outcome: failed(callEnding(TRIED, callId)) };
  const others = connectedParties(call).filter((party) => party.deviceId !== deviceId);
  if (others.length > 1) {
    const outcome = failed(notReached(TRIED, 'cancelled', { callId }));
    return { ...releaseDevice(callId, deviceId, 'cancelled', situation), outcome };
  }
  const late = liveConnections(call).filter((each) => each.deviceId !== deviceId && isComing(each));
  const released = late.reduce<Plan<DeviceId>>(
    (plan, each) => both(plan, releaseDevice(callId, each.deviceId, 'cancelled', situation)),
    { inputs: accepted === undefined ? [] : [accepted] },
  );
  const holder = request.fromId !== undefined && connectionOf(call, request.fromId)?.state === 'held';
  const given = holder ? releaseDevice(callId, request.fromId, 'transferred', situation) : NOTHING;
  return both(both(released, given), {
    next: (later) =>
      rewire<DeviceId>(callId, later, (last) => ({
        inputs: last.model.calls.has(callId)
          ? [
              {
                kind: 'Transferred',
                at: last.nowMs,
                callId,
                ...(fromId !== undefined && { fromId }),
                toId: deviceId,
              },
            ]
          : [],
        outcome: settledBy(callId, deviceId, last),
      })),
  });
}

function settledBy(callId: CallId, deviceId: DeviceId, situation: Situation): Result<DeviceId, Fault> {
  const isOver = !situation.model.calls.has(callId) || situation.model.endings.has(callId);
  return isOver ? failed(callEnding(TRIED, callId)) : ok(deviceId);
}
