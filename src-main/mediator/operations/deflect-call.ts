import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Fault } from '../../foundation/errors.ts';
import { isTrunk, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { DivertReason } from '../call-input.ts';
import type { DeflectRequest } from '../call-control.ts';
import { callEnding, commandFailed, misuse } from '../call-faults.ts';
import type { Plan, Planned, Situation } from '../plan.ts';
import { destinationFor } from './single-step-transfer.ts';
import { standingOf, wrongState } from './standing.ts';

const TRIED = 'deflect a call';

/**
 * CSTA deflectCall: a call that rings a station goes to another destination instead. Whoever sent it to the station, a
 * flow or a colleague, is told how it ends there.
 */
export function deflectCall(request: DeflectRequest, situation: Situation): Planned<void> {
  const { callId, deviceId, toId, number } = request;
  const standing = standingOf({ tried: TRIED, callId, deviceId, states: ['alerting', 'reserved'] }, situation);
  if (!standing.ok) return standing;
  if (isTrunk(deviceId))
    return failed(wrongState(TRIED, 'only a station that rings can deflect', { callId, deviceId }));
  const target = { callId, ...(toId !== undefined && { toId }), ...(number !== undefined && { number }) };
  const destination = destinationFor(TRIED, target, situation);
  if (!destination.ok) return destination;
  if (destination.value.kind === 'internal' && destination.value.deviceId === deviceId) {
    return failed(misuse('call/numberInvalid', TRIED, 'it rings there already', { callId, deviceId }));
  }
  const to = toId ?? number ?? '';
  return diverted({ tried: TRIED, callId, deviceId, to, reason: 'deflect' }, situation);
}

export interface RingDiversion {
  readonly tried: string;
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly to: string;
  readonly reason: DivertReason;
}

/** Stops the ringing of a station; its own ring then goes on to the place that was noted. */
export function diverted(diversion: RingDiversion, situation: Situation): Planned<void> {
  const { tried, callId, deviceId, to, reason } = diversion;
  const channel = situation.devices.device(deviceId)?.description.channel;
  const target = channel === undefined ? undefined : situation.running(channel, 'ring');
  if (channel === undefined || target === undefined) {
    return failed(wrongState(tried, 'the station is not being rung', { callId, deviceId }));
  }
  return ok({
    inputs: [{ kind: 'Diverting', at: situation.nowMs, callId, deviceId, to, reason }],
    steps: [
      {
        command: { kind: 'cancel', channel, target },
        deadlineMs: situation.limits.commandMs,
        onEnd: (end, later): Plan<void> => ({ outcome: outcomeOf(diversion, end, later) }),
      },
    ],
  });
}

function outcomeOf(
  { tried, callId, deviceId }: RingDiversion,
  end: Parameters<typeof commandFailed>[1],
  situation: Situation,
): Result<void, Fault> {
  if (end.result === 'ok') return ok();
  // It was lifted, or had stopped ringing, while the command was on its way.
  if (end.result === 'refused') return failed(callEnding(tried, callId));
  return failed(commandFailed(tried, end, { callId, deviceId, nowMs: situation.nowMs }));
}
