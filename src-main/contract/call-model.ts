import { z } from 'zod';
import { callIdSchema, deviceIdSchema, ruleIdSchema, flowIdSchema, userIdSchema, recordingIdSchema } from './ids.ts';

/** Connection states of CSTA (ECMA-269, 6.1.5), and two of ours: reserved and clearing. */
export const connectionStateSchema = z.enum([
  'null',
  'reserved',
  'initiated',
  'alerting',
  'connected',
  'held',
  'queued',
  'failed',
  'clearing',
]);
export type ConnectionState = z.infer<typeof connectionStateSchema>;

export const directionSchema = z.enum(['inbound', 'outbound', 'internal']);
export type Direction = z.infer<typeof directionSchema>;

export const answerEvidenceSchema = z.enum(['polarity', 'voice', 'ringbackEnd', 'hook', 'assumed']);

/** Why something ended or failed. */
export const causeSchema = z.enum([
  'normal',
  'busy',
  'noAnswer',
  'noDialTone',
  'congestion',
  'invalidNumber',
  'noSignal',
  'undecided',
  'callerGaveUp',
  'trunkHungUp',
  'stationHungUp',
  'ringTimeout',
  'noTrunkFree',
  'noStationFree',
  'glare',
  'flowEnded',
  'boardLost',
  'lineFault',
  'systemStopped',
  'promptFault',
  'fax',
  'machine',
  'cancelled',
  'transferred',
  'conferenced',
  'parked',
  'deflected',
  'pickedUp',
  'forwarded',
  'doNotDisturb',
  'barred',
  'blacklisted',
  'maximumDuration',
  'intercepted',
]);
export type Cause = z.infer<typeof causeSchema>;

/** What a connected trunk hears when no station is joined. */
export const mediaSchema = z.enum(['none', 'waiting', 'playing', 'joined']);
export type Media = z.infer<typeof mediaSchema>;

/** One device in one call. All times are Unix milliseconds. */
export const connectionViewSchema = z.object({
  deviceId: deviceIdSchema,
  state: connectionStateSchema,
  since: z.number().int(),
  media: mediaSchema,
  answerEvidence: answerEvidenceSchema.optional(),
  cause: causeSchema.optional(),
});
export type ConnectionView = z.infer<typeof connectionViewSchema>;

/** One conversation as everybody above the mediator sees it. */
export const callViewSchema = z.object({
  callId: callIdSchema,
  direction: directionSchema,
  /** The outside number: the caller's inbound, the called one outbound. Empty when unknown. */
  farNumber: z.string(),
  farName: z.string(),
  dnis: z.string(),
  trunkNo: z.number().int().optional(),
  startedAt: z.number().int(),
  answeredAt: z.number().int().optional(),
  /** First moment a caller and a station could speak. */
  talkingSince: z.number().int().optional(),
  ruleId: ruleIdSchema.optional(),
  flowId: flowIdSchema.optional(),
  /** Who asked for an outbound call. */
  originator: userIdSchema.optional(),
  recordingIds: z.array(recordingIdSchema),
  connections: z.array(connectionViewSchema),
});
export type CallView = z.infer<typeof callViewSchema>;
