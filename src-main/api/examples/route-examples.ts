import { CALL_EXAMPLES } from './call-examples.ts';
import { COMMAND_EXAMPLES } from './command-examples.ts';
import { FOLLOW_EXAMPLES } from './follow-examples.ts';
import { HOUSE_EXAMPLES } from './house-examples.ts';
import { INTEGRATION_EXAMPLES } from './integration-examples.ts';
import { NUMBER_LIST_EXAMPLES } from './number-list-examples.ts';
import { RECORDING_EXAMPLES } from './recording-examples.ts';
import type { RouteExamples } from './route-example.ts';
import { ROUTING_EXAMPLES } from './routing-examples.ts';
import { SCHEDULE_EXAMPLES } from './schedule-examples.ts';
import { SESSION_EXAMPLES } from './session-examples.ts';
import { VOICEMAIL_EXAMPLES } from './voicemail-examples.ts';

/** An example for every documented operation, a file of rows an area; test/api/documented-calls.test.ts fails for one that has none. */
export const ROUTE_EXAMPLES: RouteExamples = {
  ...SESSION_EXAMPLES,
  ...CALL_EXAMPLES,
  ...RECORDING_EXAMPLES,
  ...COMMAND_EXAMPLES,
  ...VOICEMAIL_EXAMPLES,
  ...ROUTING_EXAMPLES,
  ...SCHEDULE_EXAMPLES,
  ...NUMBER_LIST_EXAMPLES,
  ...HOUSE_EXAMPLES,
  ...INTEGRATION_EXAMPLES,
  ...FOLLOW_EXAMPLES,
};
