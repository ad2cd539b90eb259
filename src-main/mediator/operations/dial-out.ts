import { failed, ok } from '../../foundation/result.ts';
import { deviceNumber, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import type { CallInput } from '../call-input.ts';
import type { DeviceView } from '../call-control.ts';
import { callEnding, commandFailed, notReached } from '../call-faults.ts';
import { connectionOf } from '../call-model.ts';
import { endCall } from '../clearing.ts';
import { NOTHING, type CommandEnd, type CommandNotice, type Plan, type PlanStep, type Situation } from '../plan.ts';

/**
 * The trunk half of every outbound call, soft and hard dialled (LE002 5 to 8): hunt, dial, let the station
 * hear the progress, join on answer.
 *
 *   Reserved ─ dial, the station hears ─▶ digitsSent: NetworkReached ─▶ ringback: Delivered ─▶ answered: Established
 *                │
 *                └─ refused or preempted: the trunk rings itself (glare) ─▶ the next trunk
 */
export interface DialOut {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly digits: string;
  readonly answerTimeoutMs: number;
  /** Trunks that were tried and had an inbound call come in. */
  readonly tried: ReadonlySet<DeviceId>;
}

const TRIED = 'dial out';

export function dialOut(request: DialOut, situation: Situation): Plan<CallId> {
  const { callId, digits, answerTimeoutMs } = request;
  if (!situation.model.calls.has(callId) || situation.model.endings.has(callId)) return ended(callId);
  const trunk = situation.huntTrunk(request.tried);
  if (trunk === undefined) return noTrunk(request, situation);
  const { limits } = situation;
  return {
    inputs: [{ kind: 'Reserved', at: situation.nowMs, callId, deviceId: trunk.deviceId }],
    steps: [
      {
        command: { kind: 'dial', channel: trunk.description.channel, digits, waitForDialTone: true, answerTimeoutMs },
        deadlineMs: answerTimeoutMs + limits.dialGraceMs + limits.graceMs,
        onNotice: (notice, later) => progressed(request, trunk, notice, later),
        onEnd: (end, later) => dialled(request, trunk, end, later),
      },
      ...listen(request, trunk, situation),
    ],
  };
}

function progressed(request: DialOut, trunk: DeviceView, notice: CommandNotice, situation: Situation): Plan<CallId> {
  const call = situation.model.calls.get(request.callId);
  if (notice.kind !== 'Progressed' || call === undefined || situation.model.endings.has(request.callId)) return NOTHING;
  const connection = connectionOf(call, trunk.deviceId);
  if (notice.step === 'digitsSent' && connection?.state === 'reserved') {
    return { inputs: [networkReached(request, trunk, situation)] };
  }
  if (notice.step === 'ringback' && connection?.state !== 'alerting') {
    const reached = connection?.state === 'reserved' ? [networkReached(request, trunk, situation)] : [];
    return { inputs: [...reached, farAlerting(request, trunk, situation)] };
  }
  return NOTHING;
}

/**
 * The station hears dial tone, digits and ringback. One way: what is said at the phone must not disturb the
 * digits and the detectors.
 */
function listen(request: DialOut, trunk: DeviceView, situation: Situation): readonly PlanStep<CallId>[] {
  const station = situation.devices.device(request.stationId);
  if (station === undefined) return [];
  return [
    {
      command: {
        kind: 'connect',
        channel: station.description.channel,
        peer: trunk.description.channel,
        ways: 'hears',
      },
      deadlineMs: situation.limits.commandMs,
      // Without it the call proceeds unheard; the join on answer is what counts.
      onEnd: () => NOTHING,
    },
  ];
}

function dialled(request: DialOut, trunk: DeviceView, end: CommandEnd, situation: Situation): Plan<CallId> {
  const { callId } = request;
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return ended(callId);
  if (end.result === 'answered') return answered(request, trunk, end, situation);
  if (end.result === 'refused' || end.result === 'preempted') return anotherTrunk(request, trunk, situation);
  const cause = causeOf(end);
  if (connectionOf(call, trunk.deviceId)?.state === 'null') return noTrunk(request, situation);
  return giveUp(request, trunk.deviceId, cause, situation);
}

function answered(request: DialOut, trunk: DeviceView, end: CommandEnd, situation: Situation): Plan<CallId> {
  const { callId, stationId } = request;
  const call = situation.model.calls.get(callId);
  const station = situation.devices.device(stationId);
  if (call === undefined || station === undefined) return ended(callId);
  const at = situation.nowMs;
  const { deviceId } = trunk;
  const reached = connectionOf(call, deviceId)?.state === 'reserved' ? [networkReached(request, trunk, situation)] : [];
  const answerEvidence = end.answeredBy ?? 'assumed';
  return {
    inputs: [...reached, { kind: 'Established', at, callId, deviceId, answerEvidence }],
    steps: [
      {
        command: {
          kind: 'connect',
          channel: trunk.description.channel,
          peer: station.description.channel,
          ways: 'both',
        },
        deadlineMs: situation.limits.commandMs,
        onEnd: (linked, later) => joined(request, deviceId, linked, later),
      },
    ],
  };
}

function joined(request: DialOut, trunkId: DeviceId, end: CommandEnd, situation: Situation): Plan<CallId> {
  const { callId, stationId } = request;
  if (!situation.model.calls.has(callId) || situation.model.endings.has(callId)) return ended(callId);
  if (end.result !== 'ok') {
    const ending = endCall(callId, { cause: 'lineFault', endedBy: 'system' }, situation);
    return { ...ending, outcome: failed(commandFailed(TRIED, end, { callId, trunkId })) };
  }
  return {
    inputs: [{ kind: 'Joined', at: situation.nowMs, callId, deviceId: trunkId, peerId: stationId }],
    outcome: ok(callId),
  };
}

/** Glare: the trunk began to ring before our seizure reached it. Its caller keeps it. */
function anotherTrunk(request: DialOut, trunk: DeviceView, situation: Situation): Plan<CallId> {
  const { callId } = request;
  const { deviceId } = trunk;
  const isOurs = situation.model.callOf.get(deviceId) === callId;
  const left: CallInput = { kind: 'ConnectionCleared', at: situation.nowMs, callId, deviceId, cause: 'glare' };
  const tried = new Set(request.tried).add(deviceId);
  return {
    inputs: isOurs ? [left] : [],
    next: (later) => dialOut({ ...request, tried }, later),
  };
}

function noTrunk(request: DialOut, situation: Situation): Plan<CallId> {
  return giveUp(request, request.stationId, request.tried.size > 0 ? 'glare' : 'noTrunkFree', situation);
}

/** The attempt has failed: the trunk is released, the station gets busy tone until it hangs up. */
function giveUp(request: DialOut, deviceId: DeviceId, cause: Cause, situation: Situation): Plan<CallId> {
  const { callId } = request;
  const ending = endCall(callId, { cause, endedBy: FAR_CAUSES.has(cause) ? 'far' : 'system' }, situation);
  return {
    ...ending,
    inputs: [{ kind: 'Failed', at: situation.nowMs, callId, deviceId, cause }, ...(ending.inputs ?? [])],
    outcome: failed(notReached(TRIED, cause, { callId, deviceId })),
  };
}

const FAR_CAUSES: ReadonlySet<Cause> = new Set(['busy', 'noAnswer', 'invalidNumber', 'trunkHungUp', 'fax', 'machine']);

function ended(callId: CallId): Plan<CallId> {
  return { outcome: failed(callEnding(TRIED, callId)) };
}

function networkReached(request: DialOut, trunk: DeviceView, situation: Situation): CallInput {
  const { callId, digits } = request;
  const { deviceId } = trunk;
  return {
    kind: 'NetworkReached',
    at: situation.nowMs,
    callId,
    deviceId,
    number: digits,
    trunkNo: Number(deviceNumber(deviceId)),
  };
}

function farAlerting(request: DialOut, trunk: DeviceView, situation: Situation): CallInput {
  const { callId, digits } = request;
  const { deviceId } = trunk;
  const trunkNo = Number(deviceNumber(deviceId));
  const direction = 'outbound';
  return {
    kind: 'Delivered',
    at: situation.nowMs,
    callId,
    deviceId,
    direction,
    number: digits,
    name: '',
    dnis: '',
    trunkNo,
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
