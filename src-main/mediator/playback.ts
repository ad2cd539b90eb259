import { DIGITS } from '../driver/channel-event.ts';
import type { Clip } from '../driver/channel-command.ts';
import type { CallId, DeviceId } from '../contract/ids.ts';
import type { PlaybackOutcome } from './call-control.ts';
import { audioEnded } from './clearing.ts';
import type { CommandEnd, Plan, Situation } from './plan.ts';

export interface Playback {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly startedAt: number;
}

/** Tells the end of a playback in the call in which its device is now; then the device may leave. */
export function playbackEnded(playback: Playback, end: CommandEnd, situation: Situation): Plan<never> {
  const { deviceId, startedAt } = playback;
  const callId = situation.model.callOf.get(deviceId) ?? playback.callId;
  const outcome = outcomeOf(end);
  const next = (later: Situation): Plan<never> => audioEnded(deviceId, later);
  if (!situation.model.calls.has(callId)) return { next };
  const playedMs = outcome === undefined ? 0 : Math.max(0, situation.nowMs - startedAt);
  const result = outcome?.kind ?? 'failed';
  return { inputs: [{ kind: 'PlaybackEnded', at: situation.nowMs, callId, deviceId, result, playedMs }], next };
}

/** How a playback ended, for who asked for it; undefined when it failed. */
export function outcomeOf(end: CommandEnd): PlaybackOutcome | undefined {
  switch (end.result) {
    case 'ok':
    case 'limit':
      return { kind: 'completed' };
    case 'digit': {
      const digit = DIGITS.find((each) => each === end.digits.slice(-1));
      return digit === undefined ? undefined : { kind: 'digit', digit };
    }
    case 'cancelled':
    case 'preempted':
    case 'bargeIn':
      return { kind: 'stopped' };
    case 'hangUp':
      return { kind: 'hangUp' };
    default:
      return undefined;
  }
}

export function clipOf(path: string): Clip {
  return { path, container: path.toLowerCase().endsWith('.wav') ? 'wav' : 'rawAlaw' };
}
