import { deviceNumber, type CallId, type DeviceId } from '../contract/ids.ts';
import type { Cause } from '../contract/call-model.ts';
import type { CallInput } from './call-input.ts';
import type { DeviceView } from './call-control.ts';
import type { DialDecision } from './dial-decision.ts';
import { connectionOf } from './call-model.ts';
import type { Destination } from './number-plan.ts';
import { NOTHING, type CommandEnd, type CommandNotice, type Plan, type Situation } from './plan.ts';
import { landed, over, participationOf, stranded, type Reach } from './landing.ts';
import { rewire } from './rewire.ts';

type Outside = Extract<Destination, { kind: 'outside' }>;

/**
 * An outside number as destination (LE002 5 to 8): the outbound rules say how, a trunk is hunted and dials, and the
 * station that called hears the progress.
 *
 *   Reserved ─ dial ─▶ digitsSent: NetworkReached ─▶ ringback: Delivered ─▶ answered: Established
 *                │
 *                └─ refused or preempted: the trunk rings itself (glare) ─▶ the next trunk
 */
export function reachOutside<Value>(
  request: Reach<Value>,
  outside: Outside,
  tried: ReadonlySet<DeviceId>,
  situation: Situation,
): Plan<Value> {
  const { callId } = request;
  if (!situation.model.calls.has(callId) || situation.model.endings.has(callId)) return over(callId);
  const { digits, emergency } = outside;
  const decision = situation.decideDial({
    digits,
    emergency,
    ...(request.stationNo !== undefined && { stationNo: request.stationNo }),
    ...(request.originator !== undefined && { originator: request.originator }),
  });
  if (decision.kind === 'barred') {
    return noted(
      request,
      decision,
      (later) => request.missed({ deviceId: undefined, cause: 'barred' }, later),
      situation,
    );
  }
  const trunk = situation.huntTrunk(tried, decision.choice);
  if (trunk === undefined) {
    return request.missed({ deviceId: undefined, cause: tried.size > 0 ? 'glare' : 'noTrunkFree' }, situation);
  }
  return noted(
    request,
    decision,
    (later) => dial({ request, outside, tried, trunk }, decision.digits, later),
    situation,
  );
}

interface DialOut<Value> {
  readonly request: Reach<Value>;
  readonly outside: Outside;
  /** Trunks that had an inbound call come in. */
  readonly tried: ReadonlySet<DeviceId>;
  readonly trunk: DeviceView;
}

/** The rule that permitted or barred it is part of the call's story. */
function noted<Value>(
  { callId }: Reach<Value>,
  { ruleId, why }: Pick<DialDecision, 'ruleId' | 'why'>,
  next: (situation: Situation) => Plan<Value>,
  situation: Situation,
): Plan<Value> {
  if (ruleId === undefined && why === undefined) return next(situation);
  const input: CallInformation = {
    kind: 'CallInformation',
    at: situation.nowMs,
    callId,
    ...(ruleId !== undefined && { ruleId }),
    ...(why !== undefined && { why: [...why] }),
  };
  return { inputs: [input], next };
}

type CallInformation = Extract<CallInput, { kind: 'CallInformation' }>;

function dial<Value>(out: DialOut<Value>, digits: string, situation: Situation): Plan<Value> {
  const { request, trunk } = out;
  const { callId, participation } = request;
  const { limits } = situation;
  const answerTimeoutMs = request.answerMs ?? limits.dialMs;
  const chosen: CallInput = {
    kind: 'Reserved',
    at: situation.nowMs,
    callId,
    deviceId: trunk.deviceId,
    ...(participation !== undefined && { participation }),
  };
  return {
    inputs: [chosen],
    steps: [
      {
        command: { kind: 'dial', channel: trunk.description.channel, digits, waitForDialTone: true, answerTimeoutMs },
        deadlineMs: answerTimeoutMs + limits.dialGraceMs + limits.graceMs,
        onNotice: (notice, later) => progressed(out, notice, later),
        onEnd: (end, later) => dialled(out, end, later),
      },
    ],
    next: (later) => rewire(callId, later),
  };
}

function progressed<Value>(out: DialOut<Value>, notice: CommandNotice, situation: Situation): Plan<Value> {
  const home = homeOf(out, situation);
  const call = home === undefined ? undefined : situation.model.calls.get(home);
  if (notice.kind !== 'Progressed' || home === undefined || call === undefined) return NOTHING;
  if (situation.model.endings.has(home)) return NOTHING;
  const connection = connectionOf(call, out.trunk.deviceId);
  if (notice.step === 'digitsSent' && connection?.state === 'reserved') {
    return { inputs: [networkReached(out, home, situation)] };
  }
  if (notice.step === 'ringback' && connection?.state !== 'alerting' && connection?.state !== 'connected') {
    const reached = connection?.state === 'reserved' ? [networkReached(out, home, situation)] : [];
    return { inputs: [...reached, farAlerting(out, home, situation)] };
  }
  return NOTHING;
}

/** The call in which the trunk is now: the one that it was dialled for, or the one into which that has merged. */
function homeOf<Value>({ trunk }: DialOut<Value>, situation: Situation): CallId | undefined {
  return situation.model.callOf.get(trunk.deviceId);
}

function dialled<Value>(out: DialOut<Value>, end: CommandEnd, situation: Situation): Plan<Value> {
  const { request, trunk } = out;
  const home = homeOf(out, situation);
  const isOurs = home === undefined || home === request.callId;
  const call = situation.model.calls.get(home ?? request.callId);
  if (isOurs && (call === undefined || situation.model.endings.has(call.callId))) return over(request.callId);
  if (end.result === 'refused' || end.result === 'preempted') return anotherTrunk(out, situation);
  if (call === undefined || situation.model.endings.has(call.callId)) return over(request.callId);
  if (home === undefined || connectionOf(call, trunk.deviceId)?.state === 'null') {
    return request.missed({ deviceId: undefined, cause: out.tried.size > 0 ? 'glare' : 'noTrunkFree' }, situation);
  }
  if (end.result === 'answered') {
    const reached =
      connectionOf(call, trunk.deviceId)?.state === 'reserved' ? [networkReached(out, home, situation)] : [];
    const { deviceId } = trunk;
    const answerEvidence = end.answeredBy ?? 'assumed';
    return {
      inputs: [
        ...reached,
        { kind: 'Established', at: situation.nowMs, callId: home, deviceId, answerEvidence },
        ...participationOf(request, home, deviceId, situation.nowMs),
      ],
      next: (later) => (isOurs ? request.arrived(deviceId, later) : landed(home, request.callId, later)),
    };
  }
  const miss = { deviceId: trunk.deviceId, cause: causeOf(end) };
  // Who is let go already has not failed.
  const isLetGo = connectionOf(call, trunk.deviceId)?.state === 'clearing';
  return {
    inputs: isLetGo ? [] : [{ kind: 'Failed', at: situation.nowMs, callId: home, ...miss }],
    next: (later) => (isOurs ? request.missed(miss, later) : stranded(home, request.callId, miss, later)),
  };
}

/** Glare: the trunk began to ring before our seizure reached it. Its caller keeps it. */
function anotherTrunk<Value>(out: DialOut<Value>, situation: Situation): Plan<Value> {
  const { request, outside, trunk } = out;
  const { deviceId } = trunk;
  const home = homeOf(out, situation);
  const { callId } = request;
  const call = situation.model.calls.get(callId);
  const isOurs = home === callId && call !== undefined && connectionOf(call, deviceId)?.state !== 'connected';
  const left: CallInput = { kind: 'ConnectionCleared', at: situation.nowMs, callId, deviceId, cause: 'glare' };
  return {
    inputs: isOurs ? [left] : [],
    next: (later) => reachOutside(request, outside, new Set(out.tried).add(deviceId), later),
  };
}

/** Causes that the far end or the network gave. */
export const FAR_CAUSES: ReadonlySet<Cause> = new Set([
  'busy',
  'noAnswer',
  'invalidNumber',
  'trunkHungUp',
  'fax',
  'machine',
]);

function networkReached<Value>({ outside, trunk }: DialOut<Value>, callId: CallId, situation: Situation): CallInput {
  const { deviceId } = trunk;
  const trunkNo = Number(deviceNumber(deviceId));
  return { kind: 'NetworkReached', at: situation.nowMs, callId, deviceId, number: outside.digits, trunkNo };
}

function farAlerting<Value>({ outside, trunk }: DialOut<Value>, callId: CallId, situation: Situation): CallInput {
  const { deviceId } = trunk;
  return {
    kind: 'Delivered',
    at: situation.nowMs,
    callId,
    deviceId,
    direction: 'outbound',
    number: outside.digits,
    name: '',
    dnis: '',
    trunkNo: Number(deviceNumber(deviceId)),
  };
}

function causeOf(end: CommandEnd): Cause {
  switch (end.result) {
    case 'busy':
    case 'noAnswer':
    case 'noDialTone':
    case 'congestion':
    case 'invalidNumber':
    case 'noSignal':
    case 'undecided':
    case 'fax':
    case 'machine':
    case 'cancelled':
      return end.result;
    case 'hangUp':
      return 'trunkHungUp';
    case 'notPosted':
      return 'boardLost';
    default:
      return 'lineFault';
  }
}
