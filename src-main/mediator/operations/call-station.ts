import { failed, ok } from '../../foundation/result.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import type { Cause } from '../../contract/call-model.ts';
import { callEnding, deviceUnknown, notReached } from '../call-faults.ts';
import { endCall } from '../clearing.ts';
import { causeOfRing } from './ring-causes.ts';
import { NOTHING, type CommandEnd, type Plan, type PlanStep, type Situation } from '../plan.ts';

/** The other half of an internal call: a second station is rung while the first hears ringback. */
export interface StationCall {
  readonly callId: CallId;
  readonly stationId: DeviceId;
  readonly targetId: DeviceId;
}

const TRIED = 'call a station';

export function callStation(request: StationCall, situation: Situation): Plan<CallId> {
  const { callId, stationId, targetId } = request;
  const station = situation.devices.device(stationId);
  const target = situation.devices.device(targetId);
  if (station === undefined || target === undefined) return { outcome: failed(deviceUnknown(TRIED, targetId)) };
  if (target.callId !== undefined) return giveUp(request, 'busy', situation);
  const { limits } = situation;
  return {
    inputs: [{ kind: 'Reserved', at: situation.nowMs, callId, deviceId: targetId }],
    steps: [
      {
        command: {
          kind: 'ring',
          channel: target.description.channel,
          callerNumber: numberOf(stationId),
          callerName: '',
          timeoutMs: limits.ringMs,
        },
        deadlineMs: limits.ringMs + limits.graceMs,
        onEnd: (end, later) => (end.result === 'answered' ? lifted(request, later) : notLifted(request, end, later)),
      },
      {
        command: { kind: 'tone', channel: station.description.channel, tone: 'ringback' },
        deadlineMs: limits.ringMs + 2 * limits.graceMs,
        onEnd: () => NOTHING,
      },
    ],
  };
}

function lifted(request: StationCall, situation: Situation): Plan<CallId> {
  const { callId, stationId, targetId } = request;
  const station = situation.devices.device(stationId);
  const target = situation.devices.device(targetId);
  if (isOver(callId, situation) || station === undefined || target === undefined)
    return { outcome: failed(callEnding(TRIED, callId)) };
  const { channel } = station.description;
  const ringback = situation.running(channel, 'tone');
  const deadlineMs = situation.limits.commandMs;
  const quiet: PlanStep<CallId>[] =
    ringback === undefined
      ? []
      : [{ command: { kind: 'cancel', channel, target: ringback }, deadlineMs, onEnd: () => NOTHING }];
  return {
    inputs: [{ kind: 'Established', at: situation.nowMs, callId, deviceId: targetId, answerEvidence: 'hook' }],
    steps: [
      ...quiet,
      {
        command: { kind: 'connect', channel, peer: target.description.channel, ways: 'both' },
        deadlineMs,
        onEnd: (end, later) => joined(request, end, later),
      },
    ],
  };
}

function joined(request: StationCall, end: CommandEnd, situation: Situation): Plan<CallId> {
  const { callId, stationId, targetId } = request;
  if (isOver(callId, situation)) return { outcome: failed(callEnding(TRIED, callId)) };
  if (end.result !== 'ok') return giveUp(request, 'lineFault', situation);
  return {
    inputs: [{ kind: 'Joined', at: situation.nowMs, callId, deviceId: stationId, peerId: targetId }],
    outcome: ok(callId),
  };
}

function notLifted(request: StationCall, end: CommandEnd, situation: Situation): Plan<CallId> {
  if (isOver(request.callId, situation)) return { outcome: failed(callEnding(TRIED, request.callId)) };
  return giveUp(request, end.result === 'refused' ? 'busy' : causeOfRing(end), situation);
}

function giveUp(request: StationCall, cause: Cause, situation: Situation): Plan<CallId> {
  const { callId, targetId } = request;
  const isPart = situation.model.callOf.get(targetId) === callId;
  const ending = endCall(callId, { cause, endedBy: 'system' }, situation);
  const deviceId = isPart ? targetId : request.stationId;
  return {
    ...ending,
    inputs: [{ kind: 'Failed', at: situation.nowMs, callId, deviceId, cause }, ...(ending.inputs ?? [])],
    outcome: failed(notReached(TRIED, cause, { callId, targetId })),
  };
}

function isOver(callId: CallId, situation: Situation): boolean {
  return !situation.model.calls.has(callId) || situation.model.endings.has(callId);
}

function numberOf(stationId: DeviceId): string {
  return stationId.slice('station/'.length);
}
