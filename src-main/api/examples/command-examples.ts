import type { SeatCommandName, SeatCommandParams } from '../../contract/seat-protocol.ts';
import { callIdSchema, flowIdSchema, recordingIdSchema, stationDevice } from '../../contract/ids.ts';
import type { RouteExamples } from './route-example.ts';

const callId = callIdSchema.parse('call_1');
const ringingCallId = callIdSchema.parse('call_2');
const heldCallId = callIdSchema.parse('call_3');
const conferenceCallId = callIdSchema.parse('call_7');
const playingCallId = callIdSchema.parse('call_8');

/** What each command of a seat is given. */
const BODIES: { readonly [Name in SeatCommandName]: SeatCommandParams<Name> } = {
  'agent.setReady': { ready: true },
  'call.make': { number: '13900001234' },
  'call.answer': { callId: ringingCallId },
  'call.hangUp': { callId },
  'call.sendDigits': { callId, digits: '1#' },
  'call.hold': { callId },
  'call.retrieve': { callId: heldCallId },
  'call.alternate': { callId: heldCallId },
  'call.reconnect': { callId: heldCallId },
  'call.consult': { callId, number: '802' },
  'call.completeTransfer': { callId: heldCallId },
  'call.completeConference': { callId: heldCallId },
  'call.transfer': { callId, number: '802', kind: 'onAnswer' },
  'call.invite': { callId, number: '802' },
  'call.deflect': { callId: ringingCallId, number: '802' },
  'call.pickup': { stationNo: '802' },
  'call.park': { callId, slot: '1' },
  'call.retrieveParked': { slot: '1' },
  'call.toFlow': { callId, flowId: flowIdSchema.parse('welcome'), back: false },
  'call.join': { callId, mode: 'listen' },
  'call.dropParty': { callId: conferenceCallId, deviceId: stationDevice('803') },
  'call.clear': { callId },
  'call.playRecording': { callId, recordingId: recordingIdSchema.parse('rec_1'), to: 'both' },
  'call.stopPlaying': { callId: playingCallId },
  'call.startRecording': { callId },
  'call.stopRecording': { callId },
  'call.markRecording': { callId, text: '客户同意' },
  'call.maskRecording': { callId, masked: true },
  'call.followMe': { callId, planId: 'plan_1' },
  'station.setDoNotDisturb': { on: true },
  'station.setForwarding': { forwarding: { always: '802' } },
};

/** Commands that make a call answer its id. */
const MADE_CALLS: Readonly<Record<string, string>> = { 'call.make': 'call_9', 'call.consult': 'call_9' };

/** One operation a command; the answer names the call where there is one. */
export const COMMAND_EXAMPLES: RouteExamples = Object.fromEntries(
  Object.entries(BODIES).map(([name, body]) => {
    const made = MADE_CALLS[name] ?? ('callId' in body ? body.callId : undefined);
    return [`POST /api/commands/${name}`, { body, status: 200, answer: made === undefined ? {} : { callId: made } }];
  }),
);
