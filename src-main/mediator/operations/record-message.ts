import { failed, ok } from '../../foundation/result.ts';
import type { ChannelNumber } from '../../contract/ids.ts';
import { DIGITS } from '../../driver/channel-event.ts';
import type { MessageEnd, MessageRequest } from '../call-control.ts';
import { commandFailed } from '../call-faults.ts';
import { callOfDevice } from '../call-model.ts';
import { audioEnded } from '../clearing.ts';
import { both, type CommandEnd, type Plan, type Planned, type PlanStep, type Situation } from '../plan.ts';
import { silenced } from '../silenced.ts';
import { standingOf } from './standing.ts';

const TRIED = 'record a message';

/**
 * Records what somebody says to us, one side, until a digit, silence, the limit or the hang-up ends it. A recording of
 * the call that runs on the same line ends first: a channel has one recorder.
 */
export function recordMessage(request: MessageRequest, situation: Situation): Planned<MessageEnd> {
  const { callId, deviceId } = request;
  const standing = standingOf({ tried: TRIED, callId, deviceId, states: ['connected'] }, situation);
  if (!standing.ok) return standing;
  const { channel } = standing.value.device.description;
  const running = situation.running(channel, 'record');
  const begin = (later: Situation): Plan<MessageEnd> => begun(request, channel, later);
  if (running === undefined) {
    return ok(both<MessageEnd>({ steps: silenced(channel, 'play', situation) }, { next: begin }));
  }
  const untilMs = situation.nowMs + situation.limits.sealMs;
  return ok({
    steps: [
      {
        command: { kind: 'cancel', channel, target: running },
        deadlineMs: situation.limits.commandMs,
        onEnd: (end, later) =>
          end.result === 'ok' || end.result === 'refused'
            ? whenSealed({ channel, untilMs, begin }, later)
            : { outcome: failed(commandFailed(TRIED, end, { callId, deviceId })) },
      },
    ],
  });
}

interface Sealing {
  readonly channel: ChannelNumber;
  readonly untilMs: number;
  readonly begin: (situation: Situation) => Plan<MessageEnd>;
}

/** How often the recording that ends is looked at. */
const LOOK_MS = 20;

/** The recorder is free when the file of the recording before it is sealed, which is told a moment later. */
function whenSealed(sealing: Sealing, situation: Situation): Plan<MessageEnd> {
  const isFree = situation.running(sealing.channel, 'record') === undefined;
  if (isFree || situation.nowMs >= sealing.untilMs) return sealing.begin(situation);
  return { waits: [{ afterMs: LOOK_MS, then: (later) => whenSealed(sealing, later) }] };
}

function begun(request: MessageRequest, channel: ChannelNumber, situation: Situation): Plan<MessageEnd> {
  const { callId, deviceId, recordingId, path, format } = request;
  // The caller may have gone while the other recording was being ended.
  const still = standingOf({ tried: TRIED, callId, deviceId, states: ['connected'] }, situation);
  if (!still.ok) return { outcome: failed(still.error) };
  return {
    inputs: [{ kind: 'RecordingStarted', at: situation.nowMs, callId, deviceId, recordingId, path, format }],
    steps: [recordStep(request, channel, situation)],
  };
}

function recordStep(request: MessageRequest, channel: ChannelNumber, situation: Situation): PlanStep<MessageEnd> {
  const { path, format, maxMs, silenceMs, stopDigits, beep, recordingId } = request;
  return {
    command: {
      kind: 'record',
      channel,
      path,
      format,
      maxMs,
      silenceMs,
      beep,
      sides: 'fromLine',
      stopDigits: stopDigits.join(''),
    },
    deadlineMs: maxMs + situation.limits.graceMs,
    purpose: recordingId,
    onEnd: (end, later) => ended(request, end, later),
  };
}

function ended(request: MessageRequest, end: CommandEnd, situation: Situation): Plan<MessageEnd> {
  const { deviceId, recordingId } = request;
  const callId = callOfDevice(situation.model, deviceId)?.callId ?? request.callId;
  const kind = ENDS[end.result];
  const lengthMs = kind === undefined ? 0 : end.detail;
  const outcome = kind === undefined ? failed(commandFailed(TRIED, end, { callId, deviceId })) : ok(endOf(kind, end));
  const next = (later: Situation): Plan<never> => audioEnded(deviceId, later);
  if (!situation.model.calls.has(callId)) return { outcome, next };
  const result = kind === undefined ? 'failed' : 'complete';
  return {
    inputs: [{ kind: 'RecordingStopped', at: situation.nowMs, callId, deviceId, recordingId, lengthMs, result }],
    outcome,
    next,
  };
}

const ENDS: Partial<Record<CommandEnd['result'], MessageEnd['kind']>> = {
  digit: 'digit',
  silence: 'silence',
  limit: 'limit',
  hangUp: 'hangUp',
  ok: 'stopped',
  cancelled: 'stopped',
  preempted: 'stopped',
};

function endOf(kind: MessageEnd['kind'], end: CommandEnd): MessageEnd {
  const digit = DIGITS.find((each) => each === end.digits.slice(-1));
  return { kind, lengthMs: end.detail, ...(kind === 'digit' && digit !== undefined && { digit }) };
}
