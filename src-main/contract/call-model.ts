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
  'forwardingLoop',
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

/**
 * How a connected device takes part (ECMA-269, participation type). `listen` hears and is not heard, `whisper` is
 * heard by its target alone, `pending` has answered and is asked whether it takes the call.
 */
export const participationSchema = z.enum(['party', 'listen', 'whisper', 'pending']);
export type Participation = z.infer<typeof participationSchema>;

/** One device in one call. All times are Unix milliseconds. */
export const connectionViewSchema = z.object({
  deviceId: deviceIdSchema,
  state: connectionStateSchema,
  since: z.number().int(),
  media: mediaSchema,
  /** Something is played to it while it talks. */
  hearsClip: z.boolean().optional(),
  /** When the device answered, or was lifted to call. */
  establishedAt: z.number().int().optional(),
  /** Absent for a party. */
  participation: participationSchema.optional(),
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
  /** Who looks after a caller with whom no station talks: a flow, or a parking place. */
  attendant: z.enum(['flow', 'park']).optional(),
  /** The parking place, while parked. */
  parkSlot: z.string().optional(),
  /** The call that is held for this consultation. */
  parentId: callIdSchema.optional(),
  /** The station that gave the call away and gets it back when nobody takes it. */
  recallId: deviceIdSchema.optional(),
  /** Since when its recording holds silence. */
  maskedSince: z.number().int().optional(),
  /** The caller is on a VIP list. */
  vip: z.boolean().optional(),
  recordingIds: z.array(recordingIdSchema),
  connections: z.array(connectionViewSchema),
});
export type CallView = z.infer<typeof callViewSchema>;
