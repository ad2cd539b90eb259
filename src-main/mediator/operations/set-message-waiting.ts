import { failed, ok } from '../../foundation/result.ts';
import { isTrunk, type DeviceId } from '../../contract/ids.ts';
import { commandFailed, deviceUnknown } from '../call-faults.ts';
import type { Planned, Situation } from '../plan.ts';

const TRIED = 'show that messages wait';

/** Lamp of a phone where it has one, and stutter dial tone when it is next lifted. */
export function setMessageWaiting(stationId: DeviceId, on: boolean, situation: Situation): Planned<void> {
  const station = situation.devices.device(stationId);
  if (station === undefined || isTrunk(stationId)) return failed(deviceUnknown(TRIED, stationId));
  return ok({
    steps: [
      {
        command: { kind: 'messageWaiting', channel: station.description.channel, on },
        deadlineMs: situation.limits.commandMs,
        onEnd: (end) => ({
          outcome: end.result === 'ok' ? ok() : failed(commandFailed(TRIED, end, { stationId })),
        }),
      },
    ],
  });
}
