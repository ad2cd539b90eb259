import type { ZodType } from 'zod';
import { type CallId, type DeviceId } from '../contract/ids.ts';
import { seatCommandSchemas, type SeatCommandName } from '../contract/seat-protocol.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import { sendToFlow, type FlowParts } from './send-to-flow.ts';
import type { CallControl, MergeRequest } from '../mediator/call-control.ts';
import { playRecording, stopPlaying, type PlayRecordingParts } from './play-recording.ts';
import type { LiveRecordingPort } from './recording-ports.ts';
import type { FollowingPort } from './ports.ts';
import type { Viewer } from './policies/seat-policies.ts';

/** Who asks for something in a call of his own, and with what. */
export interface OwnCall extends PlayRecordingParts, FlowParts {
  readonly viewer: Viewer;
  readonly station: DeviceId;
  readonly recorder: LiveRecordingPort;
  readonly following: FollowingPort;
}

/** A command on a call in which the own station takes part: read first, then carried out. */
export interface OwnCallCommand {
  /** Undefined when the parameters are not as agreed. */
  read(params: unknown): ReadCommand | undefined;
}

export interface ReadCommand {
  readonly callId: CallId;
  /** Done with the id of a call that it made, where it made one. */
  run(own: OwnCall): Promise<Result<unknown, Fault>>;
}

type Ask<Params> = (own: OwnCall, params: Params) => Promise<Result<unknown, Fault>>;

function own<Params extends { readonly callId: CallId }>(schema: ZodType<Params>, ask: Ask<Params>): OwnCallCommand {
  return {
    read: (params) => {
      const parsed = schema.safeParse(params);
      if (!parsed.success) return undefined;
      return { callId: parsed.data.callId, run: (asker) => ask(asker, parsed.data) };
    },
  };
}

const schemas = seatCommandSchemas;

/** Each command and the service of call control that it asks. */
export const OWN_CALL_COMMANDS = {
  'call.answer': own(schemas['call.answer'], ({ calls, station }, { callId }) => calls.answerCall(callId, station)),
  'call.hangUp': own(schemas['call.hangUp'], ({ calls, station }, { callId }) =>
    calls.clearConnection(callId, station),
  ),
  'call.sendDigits': own(schemas['call.sendDigits'], ({ calls, station }, { callId, digits }) =>
    calls.generateDigits(callId, station, digits),
  ),
  'call.hold': own(schemas['call.hold'], ({ calls, station }, { callId }) => calls.holdCall(callId, station)),
  'call.retrieve': own(schemas['call.retrieve'], ({ calls, station }, { callId }) =>
    calls.retrieveCall(callId, station),
  ),
  'call.alternate': own(schemas['call.alternate'], ({ calls, station }, { callId }) =>
    calls.alternateCall(callId, station),
  ),
  'call.reconnect': own(schemas['call.reconnect'], ({ calls, station }, { callId }) =>
    calls.reconnectCall(callId, station),
  ),
  'call.consult': own(schemas['call.consult'], ({ calls, station, viewer }, { callId, number }) =>
    calls.consultationCall({
      heldCallId: callId,
      stationId: station,
      number: dialled(number),
      originator: viewer.userId,
    }),
  ),
  'call.completeTransfer': own(schemas['call.completeTransfer'], ({ calls, station }, { callId }) =>
    calls.transferCall(merging(calls, callId, station)),
  ),
  'call.completeConference': own(schemas['call.completeConference'], ({ calls, station }, { callId }) =>
    calls.conferenceCall(merging(calls, callId, station)),
  ),
  'call.transfer': own(schemas['call.transfer'], ({ calls, station }, { callId, number, kind }) =>
    calls.singleStepTransfer({ callId, fromId: station, number: dialled(number), kind }),
  ),
  'call.invite': own(schemas['call.invite'], ({ calls, station }, { callId, number }) =>
    calls.singleStepConference({ callId, byId: station, number: dialled(number) }),
  ),
  'call.deflect': own(schemas['call.deflect'], ({ calls, station }, { callId, number }) =>
    calls.deflectCall({ callId, deviceId: station, number: dialled(number) }),
  ),
  'call.park': own(schemas['call.park'], ({ calls, station }, { callId, slot }) =>
    calls.parkCall({ callId, stationId: station, ...(slot !== undefined && { slot }) }),
  ),
  'call.toFlow': own(schemas['call.toFlow'], (asker, request) => sendToFlow(asker, request)),
  'call.dropParty': own(schemas['call.dropParty'], ({ calls }, { callId, deviceId }) =>
    calls.clearConnection(callId, deviceId),
  ),
  'call.playRecording': own(schemas['call.playRecording'], (asker, request) => playRecording(asker, request)),
  'call.followMe': own(schemas['call.followMe'], ({ following, station }, { callId, planId }) =>
    following.followByHand(callId, station, planId),
  ),
  'call.stopPlaying': own(schemas['call.stopPlaying'], ({ calls }, { callId }) => stopPlaying(calls, callId)),
  'call.startRecording': own(schemas['call.startRecording'], ({ recorder, viewer }, { callId }) =>
    recorder.startManually(callId, viewer.userId),
  ),
  'call.stopRecording': own(schemas['call.stopRecording'], ({ recorder, viewer }, { callId }) =>
    recorder.stopManually(callId, viewer.userId),
  ),
  'call.markRecording': own(schemas['call.markRecording'], ({ recorder, viewer }, { callId, text }) =>
    Promise.resolve(recorder.mark(callId, viewer.userId, text)),
  ),
  'call.maskRecording': own(schemas['call.maskRecording'], ({ recorder, viewer }, { callId, masked }) =>
    recorder.mask(callId, masked, viewer.userId, 'card'),
  ),
} as const satisfies Partial<Record<SeatCommandName, OwnCallCommand>>;

export type OwnCallCommandName = keyof typeof OWN_CALL_COMMANDS;

export function isOwnCallCommand(name: SeatCommandName): name is OwnCallCommandName {
  return name in OWN_CALL_COMMANDS;
}

/** The held call and the one in which the station is now. */
function merging(calls: CallControl, heldCallId: CallId, stationId: DeviceId): MergeRequest {
  return { heldCallId, activeCallId: calls.devices.device(stationId)?.callId ?? heldCallId, stationId };
}

/** A number as it is sent: without what makes it easy to read. */
export function dialled(number: string): string {
  return number.replace(/[ -]/g, '');
}
