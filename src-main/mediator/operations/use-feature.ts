import { ok } from '../../foundation/result.ts';
import { stationDevice, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { PickupRequest } from '../call-control.ts';
import type { Feature } from '../number-plan.ts';
import type { EventPlan, Plan, Situation } from '../plan.ts';
import { pickupCall } from './pickup-call.ts';

/**
 * A desk phone has dialled a feature code. Voicemail, and what the station is set to, are calls of their own, with which a
 * service of the house talks;
 * picking up ends that call again and puts the phone into the one that it asks for.
 */
export function useFeature(
  callId: CallId,
  stationId: DeviceId,
  { feature, argument }: { readonly feature: Feature; readonly argument: string },
  situation: Situation,
): EventPlan {
  const at = situation.nowMs;
  if (feature === 'voicemail' || feature === 'stationSetting') return { outcome: ok(callId) };
  const request: PickupRequest = {
    stationId,
    ...(feature === 'pickup' && { targetId: stationDevice(argument) }),
    ...(feature === 'retrieveParked' && { parkSlot: argument }),
  };
  return {
    inputs: [{ kind: 'ConnectionCleared', at, callId, deviceId: stationId, cause: 'normal' }],
    next: (later) => pickedUp(request, later),
  };
}

function pickedUp(request: PickupRequest, situation: Situation): Plan<unknown> {
  const planned = pickupCall(request, situation);
  if (planned.ok) return planned.value;
  const { stationId } = request;
  const channel = situation.devices.device(stationId)?.description.channel;
  if (channel === undefined) return {};
  const { commandMs, refusalToneMs, graceMs } = situation.limits;
  // Nothing rings: the phone hears congestion, then busy tone until it hangs up.
  return {
    steps: [
      {
        command: { kind: 'tone', channel, tone: 'congestion' },
        deadlineMs: refusalToneMs + 2 * graceMs,
        onEnd: () => ({}),
      },
    ],
    waits: [
      {
        afterMs: refusalToneMs,
        then: (later) => {
          const isIdle = later.devices.device(stationId)?.callId === undefined;
          const release = { kind: 'release', channel } as const;
          return isIdle ? { steps: [{ command: release, deadlineMs: commandMs, onEnd: () => ({}) }] } : {};
        },
      },
    ],
  };
}
