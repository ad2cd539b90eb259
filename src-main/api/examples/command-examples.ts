import type { SeatCommandName, SeatCommandParams } from '../../contract/seat-protocol.ts';
import { callIdSchema } from '../../contract/ids.ts';
import type { RouteExamples } from './route-example.ts';

const callId = callIdSchema.parse('call_1');

/** What each command of a seat is given. */
const BODIES: { readonly [Name in SeatCommandName]: SeatCommandParams<Name> } = {
  'agent.setReady': { ready: true },
  'call.make': { number: '13900001234' },
  'call.answer': { callId: callIdSchema.parse('call_2') },
  'call.hangUp': { callId },
  'call.sendDigits': { callId, digits: '1#' },
};

/** One operation a command; the answer names the call where there is one. */
export const COMMAND_EXAMPLES: RouteExamples = Object.fromEntries(
  Object.entries(BODIES).map(([name, body]) => [
    `POST /api/commands/${name}`,
    { body, status: 200, answer: 'callId' in body ? { callId: body.callId } : {} },
  ]),
);
