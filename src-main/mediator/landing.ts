import { stationDevice, type CallId, type DeviceId, type UserId } from '../contract/ids.ts';
import type { Cause, Participation } from '../contract/call-model.ts';
import { failed } from '../foundation/result.ts';
import { callEnding } from './call-faults.ts';
import type { CallInput } from './call-input.ts';
import { connectedParties } from './call-model.ts';
import { endCall, isAtRest, releaseDevice } from './clearing.ts';
import type { Destination } from './number-plan.ts';
import { both, NOTHING, type Plan, type Situation } from './plan.ts';
import { recallGiver } from './recall.ts';
import { rewire } from './rewire.ts';

/**
 * Getting a destination into a call, which every service that calls somebody does in the same way: making a call,
 * consulting, transferring, inviting, picking up, following. A station is rung, with its do-not-disturb and its
 * forwarding; an outside number is dialled on a trunk. The service says what comes when it has arrived, or not.
 */
export interface Reach<Value> {
  readonly callId: CallId;
  readonly destination: Destination;
  /** The station that hears ringback and the exchange's tones. */
  readonly listenerId?: DeviceId;
  /** Shown on the display of a station. */
  readonly caller: { readonly number: string; readonly name: string };
  readonly ringMs?: number;
  readonly answerMs?: number;
  readonly participation?: Participation;
  /** Who asks for an outside number, for the outbound rules. */
  readonly stationNo?: string;
  readonly originator?: UserId;
  /** Goes to the station as it is: it asked for the call itself. */
  readonly isOwn?: boolean;
  /** Stations that have forwarded the call. */
  readonly hops: ReadonlySet<DeviceId>;
  readonly arrived: (deviceId: DeviceId, situation: Situation) => Plan<Value>;
  /** The device has failed and is still in the call, unless nothing was chosen. */
  readonly missed: (miss: Miss, situation: Situation) => Plan<Value>;
}

export interface Miss {
  readonly deviceId: DeviceId | undefined;
  readonly cause: Cause;
}

/** A request under way: a station that forwards begins again with where it leads. */
export interface Reaching<Value> extends Reach<Value> {
  readonly again: (request: Reach<Value>, situation: Situation) => Plan<Value>;
}

const TRIED_TO_REACH = 'reach a destination';

/** Tells how somebody who is no party takes part, once he has answered. */
export function participationOf(
  { participation }: Pick<Reach<never>, 'participation'>,
  callId: CallId,
  deviceId: DeviceId,
  at: number,
): readonly CallInput[] {
  return participation === undefined ? [] : [{ kind: 'ParticipationChanged', at, callId, deviceId, participation }];
}

export function over(callId: CallId): Plan<never> {
  return { outcome: failed(callEnding(TRIED_TO_REACH, callId)) };
}

/** The destination that a number, or the name of a device, stands for. */
export function destinationOf(to: string, situation: Situation): Destination {
  const stationNo = /^station\/(\d{2,6})$/.exec(to)?.[1];
  return stationNo === undefined
    ? situation.numbers.resolve(to, 'soft')
    : { kind: 'internal', deviceId: stationDevice(stationNo) };
}

/** Answered in a call into which it was transferred while it rang: those who talk there are joined with it. */
export function landed(callId: CallId, firstCallId: CallId, situation: Situation): Plan<never> {
  return both(over(firstCallId), rewire(callId, situation));
}

/** Did not answer in a call into which it was transferred: the one who gave the call gets it back. */
export function stranded(callId: CallId, firstCallId: CallId, miss: Miss, situation: Situation): Plan<never> {
  const left = miss.deviceId === undefined ? NOTHING : leaveTarget(callId, miss.deviceId, miss.cause, situation);
  return both(over(firstCallId), both(backToGiver(callId, miss.cause, situation), left));
}

/** Nobody took the call: its giver is rung, else it ends. Whoever talks with others goes on. */
export function backToGiver(callId: CallId, cause: Cause, situation: Situation): Plan<never> {
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return NOTHING;
  if (connectedParties(call).length > 1 || call.connections.some((each) => each.state === 'held')) return NOTHING;
  const end = (why: Cause, later: Situation): Plan<never> => endCall(callId, { cause: why, endedBy: 'system' }, later);
  return call.recallId === undefined ? end(cause, situation) : recallGiver(callId, call.recallId, situation, end);
}

/** Takes a destination that failed out of the call; its trunk goes on-hook first. */
export function leaveTarget(callId: CallId, deviceId: DeviceId, cause: Cause, situation: Situation): Plan<never> {
  const state = situation.devices.device(deviceId)?.channel.state;
  if (situation.model.callOf.get(deviceId) !== callId) return NOTHING;
  if (state !== undefined && !isAtRest(state)) return releaseDevice(callId, deviceId, cause, situation);
  return {
    inputs: [{ kind: 'ConnectionCleared', at: situation.nowMs, callId, deviceId, cause }],
    next: (later) => rewire(callId, later),
  };
}
