import type { CallId, DeviceId } from '../contract/ids.ts';
import type { Cause } from '../contract/call-model.ts';
import type { CallInput, DivertReason } from './call-input.ts';
import type { DeviceView } from './call-control.ts';
import { connectionOf } from './call-model.ts';
import { causeOfRing } from './operations/ring-causes.ts';
import { NOTHING, type CommandEnd, type Plan, type PlanStep, type Situation } from './plan.ts';
import {
  destinationOf,
  landed,
  leaveTarget,
  over,
  participationOf,
  stranded,
  type Reach,
  type Reaching,
} from './landing.ts';
import { rewire } from './rewire.ts';
import { NO_FEATURES, type StationFeatures } from './station-features.ts';
import { isFree } from './trunk-hunt.ts';

/** A call that was forwarded so often goes round in circles. */
const MOST_HOPS = 5;

/**
 * A station as destination: forwarded, or refused by do-not-disturb, or busy, or rung. While it rings it can be
 * transferred with its call, diverted to another place, or picked up; its own ring finds that out when it ends.
 */
export function reachStation<Value>(request: Reaching<Value>, stationId: DeviceId, situation: Situation): Plan<Value> {
  const device = situation.devices.device(stationId);
  if (device === undefined) return request.missed({ deviceId: undefined, cause: 'invalidNumber' }, situation);
  const features = request.isOwn === true ? NO_FEATURES : situation.features(stationId);
  const { always, busy } = features.forwarding;
  if (always !== undefined) return forward(request, { stationId, to: always, reason: 'forward' }, situation);
  if (request.isOwn === true && isLiftedAndFree(device)) return lifted(request, stationId, situation);
  const obstacle = obstacleOf(device, features);
  if (obstacle === undefined) return ring(request, device, features, situation);
  if (busy !== undefined && obstacle !== 'noStationFree') {
    return forward(request, { stationId, to: busy, reason: 'forward' }, situation);
  }
  return request.missed({ deviceId: undefined, cause: obstacle }, situation);
}

/** Off-hook at dial tone, or left off-hook by a consultation that ended: in no call that goes on. */
export function isLiftedAndFree(device: DeviceView): boolean {
  const { state } = device.channel;
  return device.callId === undefined && (state === 'initiated' || state === 'connected');
}

function obstacleOf(device: DeviceView, features: StationFeatures): Cause | undefined {
  if (!device.channel.inService) return 'noStationFree';
  if (features.doNotDisturb) return 'doNotDisturb';
  return isFree(device) ? undefined : 'busy';
}

interface Forward {
  readonly stationId: DeviceId;
  readonly to: string;
  readonly reason: DivertReason;
}

function forward<Value>(
  request: Reaching<Value>,
  { stationId, to, reason }: Forward,
  situation: Situation,
): Plan<Value> {
  const { callId } = request;
  if (request.hops.has(stationId) || request.hops.size >= MOST_HOPS) {
    return request.missed({ deviceId: undefined, cause: 'forwardingLoop' }, situation);
  }
  return {
    inputs: [{ kind: 'Diverted', at: situation.nowMs, callId, deviceId: stationId, to, reason }],
    next: (later) => {
      const hops = new Set(request.hops).add(stationId);
      const stationNo = stationId.slice('station/'.length);
      const isOwn = reason === 'pickup';
      return request.again({ ...request, destination: destinationOf(to, later), hops, stationNo, isOwn }, later);
    },
  };
}

function lifted<Value>(request: Reaching<Value>, stationId: DeviceId, situation: Situation): Plan<Value> {
  const { callId, participation } = request;
  const at = situation.nowMs;
  const chosen: CallInput = {
    kind: 'Reserved',
    at,
    callId,
    deviceId: stationId,
    ...(participation !== undefined && { participation }),
  };
  return {
    inputs: [
      chosen,
      { kind: 'Established', at, callId, deviceId: stationId, answerEvidence: 'hook' },
      ...participationOf(request, callId, stationId, at),
    ],
    next: (later) => request.arrived(stationId, later),
  };
}

function ring<Value>(
  request: Reaching<Value>,
  device: DeviceView,
  features: StationFeatures,
  situation: Situation,
): Plan<Value> {
  const { callId, caller, participation } = request;
  const { limits } = situation;
  const { noAnswer } = features.forwarding;
  const timeoutMs = Math.min(request.ringMs ?? limits.ringMs, noAnswer?.afterMs ?? limits.ringMs);
  const ended = (end: CommandEnd, later: Situation): Plan<Value> => {
    const home = later.model.callOf.get(device.deviceId);
    if (home === undefined || later.model.endings.has(home)) return over(callId);
    return end.result === 'answered'
      ? answered({ ...request, callId: home }, request.callId, device.deviceId, later)
      : unanswered({ request, home, stationId: device.deviceId, noAnswerTo: noAnswer?.number }, end, later);
  };
  const chosen: CallInput = {
    kind: 'Reserved',
    at: situation.nowMs,
    callId,
    deviceId: device.deviceId,
    ...(participation !== undefined && { participation }),
  };
  return {
    inputs: [chosen],
    steps: [
      {
        command: {
          kind: 'ring',
          channel: device.description.channel,
          callerNumber: caller.number,
          callerName: caller.name,
          timeoutMs,
        },
        deadlineMs: timeoutMs + limits.graceMs,
        onEnd: ended,
      },
      ...ringback(request, timeoutMs, situation),
    ],
    next: (later) => rewire(callId, later),
  };
}

/** Who has called hears that it rings, where it is a station that talks with nobody. */
function ringback<Value>(
  request: Reaching<Value>,
  timeoutMs: number,
  situation: Situation,
): readonly PlanStep<never>[] {
  const { listenerId } = request;
  const listener = listenerId === undefined ? undefined : situation.devices.device(listenerId);
  if (listener === undefined || situation.running(listener.description.channel, 'tone') !== undefined) return [];
  return [
    {
      command: { kind: 'tone', channel: listener.description.channel, tone: 'ringback' },
      deadlineMs: timeoutMs + 2 * situation.limits.graceMs,
      onEnd: () => NOTHING,
    },
  ];
}

function answered<Value>(
  request: Reaching<Value>,
  firstCallId: CallId,
  stationId: DeviceId,
  situation: Situation,
): Plan<Value> {
  const { callId } = request;
  const at = situation.nowMs;
  return {
    inputs: [
      { kind: 'Established', at, callId, deviceId: stationId, answerEvidence: 'hook' },
      ...participationOf(request, callId, stationId, at),
    ],
    next: (later) => (callId === firstCallId ? request.arrived(stationId, later) : landed(callId, firstCallId, later)),
  };
}

interface Unanswered<Value> {
  readonly request: Reaching<Value>;
  /** The call in which the station is now. */
  readonly home: CallId;
  readonly stationId: DeviceId;
  readonly noAnswerTo: string | undefined;
}

function unanswered<Value>(ringing: Unanswered<Value>, end: CommandEnd, situation: Situation): Plan<Value> {
  const { request, home, stationId, noAnswerTo } = ringing;
  const at = situation.nowMs;
  const diversion = situation.model.diversions.get(stationId);
  const cause = end.result === 'refused' ? 'busy' : causeOfRing(end);
  const isTimeUp = cause === 'ringTimeout' && noAnswerTo !== undefined;
  const onward = diversion ?? (isTimeUp ? { to: noAnswerTo, reason: 'forward' as const } : undefined);
  const here = home === request.callId ? request : { ...request, callId: home, ...elsewhere(home, request.callId) };
  if (onward !== undefined) {
    const left = leaveTarget(home, stationId, onward.reason === 'pickup' ? 'pickedUp' : 'forwarded', situation);
    const { next: _rewired, ...leaving } = left;
    return { ...leaving, next: (later) => forward(here, { stationId, ...onward }, later) };
  }
  const call = situation.model.calls.get(home);
  const state = call && connectionOf(call, stationId)?.state;
  // Who is let go already has not failed.
  const isPart = state !== undefined && state !== 'clearing' && state !== 'null';
  return {
    inputs: isPart ? [{ kind: 'Failed', at, callId: home, deviceId: stationId, cause }] : [],
    next: (later) => here.missed({ deviceId: stationId, cause }, later),
  };
}

/** The call that it rang for has merged into another: that one goes on in its own way. */
function elsewhere(home: CallId, firstCallId: CallId): Pick<Reach<never>, 'arrived' | 'missed'> {
  return {
    arrived: (_deviceId, situation) => landed(home, firstCallId, situation),
    missed: (miss, situation) => stranded(home, firstCallId, miss, situation),
  };
}
