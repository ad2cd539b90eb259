import { failed, ok } from '../../foundation/result.ts';
import type { CallId, DeviceId } from '../../contract/ids.ts';
import type { PlaybackOutcome, PlayMessageRequest } from '../call-control.ts';
import { callEnding, callUnknown, commandFailed, deviceUnknown, misuse } from '../call-faults.ts';
import { connectionOf } from '../call-model.ts';
import { settle, type CommandEnd, type Plan, type Planned, type Situation } from '../plan.ts';
import { clipOf, outcomeOf, playbackEnded, type Playback } from '../playback.ts';
import { MUSIC, silenced } from '../silenced.ts';

const TRIED = 'play a message';

/** Plays prompts to one device; every PlaybackStarted has its PlaybackEnded, whatever ends it (DRV-12). */
export function playMessage(request: PlayMessageRequest, situation: Situation): Planned<PlaybackOutcome> {
  const { callId, deviceId, prompts, repeat } = request;
  const ids = { callId, deviceId };
  const call = situation.model.calls.get(callId);
  if (call === undefined) return failed(callUnknown(TRIED, callId));
  if (situation.model.endings.has(callId)) return failed(callEnding(TRIED, callId));
  const device = situation.devices.device(deviceId);
  if (device === undefined) return failed(deviceUnknown(TRIED, deviceId));
  const connection = connectionOf(call, deviceId);
  if (connection?.state !== 'connected') {
    return failed(
      misuse('call/wrongState', TRIED, `the device is '${connection?.state ?? 'null'}', not connected`, ids),
    );
  }
  if (prompts.length === 0) return failed(misuse('request/invalid', TRIED, 'there is no prompt', ids));
  const { channel } = device.description;
  const present = situation.runningCommand(channel, 'play');
  if (present !== undefined && present.purpose !== MUSIC) {
    return failed(misuse('call/deviceBusy', TRIED, 'another playback runs; stop it first', ids));
  }
  return ok({
    inputs: [
      {
        kind: 'PlaybackStarted',
        at: situation.nowMs,
        callId,
        deviceId,
        prompts: prompts.map((prompt) => prompt.promptId),
      },
    ],
    steps: [
      // Music on hold gives way to what somebody wants to say.
      ...silenced(channel, 'play', situation),
      {
        command: {
          kind: 'play',
          channel,
          clips: prompts.map(({ path }) => clipOf(path)),
          stopDigits: request.stopDigits.join(''),
          repeat,
        },
        deadlineMs: situation.limits.longestCallMs,
        onEnd: (end, later) => ended({ callId, deviceId, startedAt: situation.nowMs }, end, later),
      },
    ],
  });
}

/** Ends the playback of a device; nothing to do is no error, since it may have ended by itself just now. */
export function stopMessage(callId: CallId, deviceId: DeviceId, situation: Situation): Planned<void> {
  if (!situation.model.calls.has(callId)) return failed(callUnknown('stop a message', callId));
  const device = situation.devices.device(deviceId);
  if (device === undefined) return failed(deviceUnknown('stop a message', deviceId));
  const { channel } = device.description;
  const target = situation.running(channel, 'play');
  if (device.callId !== callId || target === undefined) return ok(settle(ok()));
  return ok({
    steps: [
      {
        command: { kind: 'cancel', channel, target },
        deadlineMs: situation.limits.commandMs,
        // Refused: it ended by itself while the command was on its way.
        onEnd: (end) =>
          settle(
            end.result === 'ok' || end.result === 'refused'
              ? ok()
              : failed(commandFailed('stop a message', end, { callId })),
          ),
      },
    ],
  });
}

function ended(playback: Playback, end: CommandEnd, situation: Situation): Plan<PlaybackOutcome> {
  const { callId, deviceId } = playback;
  const outcome = outcomeOf(end);
  return {
    ...playbackEnded(playback, end, situation),
    outcome: outcome === undefined ? failed(commandFailed(TRIED, end, { callId, deviceId })) : ok(outcome),
  };
}
