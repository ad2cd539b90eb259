import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type DeviceId } from '../../contract/ids.ts';
import type { CallView } from '../../contract/call-model.ts';
import type { DeviceView, TransferRequest } from '../call-control.ts';
import { callEnding, callUnknown, commandFailed, deviceUnknown, misuse, notReached, trouble } from '../call-faults.ts';
import { connectionOf, isLive, liveConnections } from '../call-model.ts';
import { endCall, releaseDevice } from '../clearing.ts';
import type { CommandEnd, Plan, Planned, PlanStep, Situation } from '../plan.ts';
import { isFree } from '../trunk-hunt.ts';
import { causeOfRing } from './ring-causes.ts';

const TRIED = 'transfer a call';

/**
 * CSTA singleStepTransfer (释放转). The new station is rung while the caller stays where it is: in the flow's
 * waiting music or with the giving station. On off-hook the caller is joined with the new station and the
 * giving one is let go. Nobody answers: the caller stays, and whoever asked decides.
 */
export function singleStepTransfer(request: TransferRequest, situation: Situation): Planned<void> {
  const { callId, toId, fromId } = request;
  const ids = { callId, toId };
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(TRIED, callId));
  if (situation.model.endings.has(callId)) return failed(callEnding(TRIED, callId));
  const target = situation.devices.device(toId);
  if (target === undefined || isTrunk(toId)) return failed(deviceUnknown(TRIED, toId));
  if (callerOf(call) === undefined)
    return failed(misuse('call/wrongState', TRIED, 'no trunk of the call is connected', ids));
  if (fromId !== undefined && connectionOf(call, fromId)?.state !== 'connected') {
    return failed(misuse('call/wrongState', TRIED, 'the giving station is not connected', { callId, fromId }));
  }
  if (!target.channel.inService) {
    return failed(
      trouble('call/deviceOutOfService', TRIED, { now: 'the station is out of service', next: 'choose another' }, ids),
    );
  }
  if (!isFree(target))
    return failed(trouble('call/deviceBusy', TRIED, { now: 'the station is in use', next: 'choose another' }, ids));
  return ok({
    inputs: [{ kind: 'Reserved', at: situation.nowMs, callId, deviceId: toId }],
    steps: [ringStep(request, call, target, situation)],
  });
}

function ringStep(request: TransferRequest, call: CallView, target: DeviceView, situation: Situation): PlanStep<void> {
  const timeoutMs = request.ringTimeoutMs ?? situation.limits.ringMs;
  return {
    command: {
      kind: 'ring',
      channel: target.description.channel,
      callerNumber: call.farNumber,
      callerName: call.farName,
      timeoutMs,
    },
    deadlineMs: timeoutMs + situation.limits.graceMs,
    onEnd: (end, later) => (end.result === 'answered' ? lifted(request, later) : notLifted(request, end, later)),
  };
}

function lifted(request: TransferRequest, situation: Situation): Plan<void> {
  const { callId, toId, fromId } = request;
  const call = situation.model.calls.get(callId);
  const caller = call && callerOf(call);
  const target = situation.devices.device(toId);
  // The caller left in the same moment: the station has been released with the call.
  if (call === undefined || caller === undefined || target === undefined || situation.model.endings.has(callId)) {
    return { outcome: failed(callEnding(TRIED, callId)) };
  }
  const trunk = situation.devices.device(caller);
  if (trunk === undefined) return { outcome: failed(deviceUnknown(TRIED, caller)) };
  const { channel } = trunk.description;
  const music = situation.running(channel, 'play');
  const giver = fromId === undefined ? undefined : situation.devices.device(fromId);
  const { commandMs } = situation.limits;
  return {
    inputs: [{ kind: 'Established', at: situation.nowMs, callId, deviceId: toId, answerEvidence: 'hook' }],
    steps: [
      ...(music === undefined ? [] : [quietly({ kind: 'cancel', channel, target: music }, commandMs)]),
      ...(giver === undefined
        ? []
        : [quietly({ kind: 'disconnect', channel, peer: giver.description.channel }, commandMs)]),
      {
        command: { kind: 'connect', channel, peer: target.description.channel, ways: 'both' },
        deadlineMs: commandMs,
        onEnd: (end, later) => joined(request, caller, end, later),
      },
    ],
  };
}

function joined(request: TransferRequest, caller: DeviceId, end: CommandEnd, situation: Situation): Plan<void> {
  const { callId, toId, fromId } = request;
  if (situation.model.endings.has(callId) || !situation.model.calls.has(callId))
    return { outcome: failed(callEnding(TRIED, callId)) };
  if (end.result !== 'ok') {
    return {
      ...endCall(callId, { cause: 'lineFault', endedBy: 'system' }, situation),
      outcome: failed(commandFailed(TRIED, end, { callId, toId })),
    };
  }
  const at = situation.nowMs;
  const leaving =
    fromId !== undefined && situation.model.callOf.get(fromId) === callId
      ? releaseDevice(callId, fromId, 'normal', situation)
      : {};
  return {
    ...leaving,
    inputs: [
      { kind: 'Joined', at, callId, deviceId: caller, peerId: toId },
      { kind: 'Transferred', at, callId, ...(fromId !== undefined && { fromId }), toId },
    ],
    outcome: ok(),
  };
}

function notLifted(request: TransferRequest, end: CommandEnd, situation: Situation): Plan<void> {
  const { callId, toId, fromId } = request;
  const call = situation.model.calls.get(callId);
  if (call === undefined || situation.model.endings.has(callId)) return { outcome: failed(callEnding(TRIED, callId)) };
  const cause = causeOfRing(end);
  const outcome = failed(notReached(TRIED, cause, { callId, toId }));
  const connection = connectionOf(call, toId);
  if (connection === undefined || !isLive(connection)) return { outcome };
  // The giving station went on-hook while this one rang, and the caller has nobody to go back to.
  const isForsaken = fromId !== undefined && !liveConnections(call).some((each) => each.deviceId === fromId);
  const failure = { kind: 'Failed', at: situation.nowMs, callId, deviceId: toId, cause } as const;
  if (isForsaken) {
    const ending = endCall(callId, { cause, endedBy: 'system' }, situation);
    return { ...ending, inputs: [failure, ...(ending.inputs ?? [])], outcome };
  }
  // Only a ring whose end never came leaves the phone ringing.
  const isRinging = situation.devices.device(toId)?.channel.state === 'ringing';
  const gone = { kind: 'ConnectionCleared', at: situation.nowMs, callId, deviceId: toId, cause } as const;
  return {
    ...(isRinging && { steps: releaseDevice(callId, toId, cause, situation).steps ?? [] }),
    inputs: [failure, gone],
    outcome,
  };
}

/** The connected trunk of a call. */
function callerOf(call: CallView): DeviceId | undefined {
  return call.connections.find((each) => isTrunk(each.deviceId) && each.state === 'connected')?.deviceId;
}

/** A command whose refusal means that there was nothing to do. */
function quietly(command: PlanStep<never>['command'], deadlineMs: number): PlanStep<never> {
  return { command, deadlineMs, onEnd: () => ({}) };
}
