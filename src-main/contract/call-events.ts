import { z } from 'zod';
import {
  callIdSchema,
  deviceIdSchema,
  flowIdSchema,
  promptIdSchema,
  recordingIdSchema,
  ruleIdSchema,
  userIdSchema,
} from './ids.ts';
import { answerEvidenceSchema, causeSchema, directionSchema, participationSchema } from './call-model.ts';
import { ruleWhySchema } from './rule-why.ts';

/** How a recording is kept while it runs. */
export const recordFormatSchema = z.enum(['pcm16', 'alaw', 'ulaw', 'imaAdpcm', 'gsm']);
export type RecordFormat = z.infer<typeof recordFormatSchema>;

/** Why a stretch of a call is not in its recording. `masked`: silence stands for what was said (card numbers). */
export const gapReasonSchema = z.enum(['diskFull', 'overrun', 'boardLost', 'masked', 'paused']);
export type GapReason = z.infer<typeof gapReasonSchema>;

/**
 * CSTA call events (ECMA-269, clause 17) with our additions. They are the truth: the journal stores them
 * in order of `eventNo`, and call records, the live view and statistics are derived from them alone.
 */
const head = {
  /** Grows by one per event of this server's journal, from 1, over restarts too. */
  eventNo: z.number().int().min(1),
  /** Unix milliseconds. */
  at: z.number().int(),
  callId: callIdSchema,
};
const onDevice = { ...head, deviceId: deviceIdSchema };

export const callEventSchema = z.discriminatedUnion('kind', [
  /** A device left idle to make a call. The first event of an outbound call. */
  z.object({
    kind: z.literal('ServiceInitiated'),
    ...onDevice,
    direction: directionSchema,
    originator: userIdSchema.optional(),
    dialling: z.enum(['soft', 'hard']).optional(),
    /** The call that is held for this consultation. */
    parentId: callIdSchema.optional(),
  }),
  /** The call has a destination: digits are known. */
  z.object({ kind: z.literal('Originated'), ...onDevice, number: z.string() }),
  /** The number went out on a trunk. */
  z.object({ kind: z.literal('NetworkReached'), ...onDevice, number: z.string(), trunkNo: z.number().int() }),
  /** A device is being rung; on a trunk with direction inbound the first event of the call (OnOutCallCome). */
  z.object({
    kind: z.literal('Delivered'),
    ...onDevice,
    direction: directionSchema,
    number: z.string(),
    name: z.string(),
    dnis: z.string(),
    trunkNo: z.number().int().optional(),
  }),
  z.object({ kind: z.literal('Established'), ...onDevice, answerEvidence: answerEvidenceSchema.optional() }),
  /** Two devices can hear each other. */
  z.object({ kind: z.literal('Joined'), ...onDevice, peerId: deviceIdSchema }),
  /**
   * The call goes on with another device. Of a consultation both calls tell it: the one that goes on names the
   * other as `oldCallId`, the one that ends names the first as `newCallId`.
   */
  z.object({
    kind: z.literal('Transferred'),
    ...head,
    fromId: deviceIdSchema.optional(),
    toId: deviceIdSchema,
    newCallId: callIdSchema.optional(),
    oldCallId: callIdSchema.optional(),
  }),
  /** Three or more devices hear each other. */
  z.object({
    kind: z.literal('Conferenced'),
    ...head,
    deviceIds: z.array(deviceIdSchema),
    newCallId: callIdSchema.optional(),
    oldCallId: callIdSchema.optional(),
  }),
  z.object({ kind: z.literal('Held'), ...onDevice }),
  z.object({ kind: z.literal('Retrieved'), ...onDevice }),
  /** The call leaves a device for another place: `station/802`, `park/1`, `flow/survey`, or a number. */
  z.object({
    kind: z.literal('Diverted'),
    ...onDevice,
    to: z.string(),
    reason: z.enum(['forward', 'deflect', 'park', 'pickup', 'recall', 'flow', 'followMe']),
  }),
  /** A device takes part in another way than before: a supervisor listens, whispers, or speaks to all. */
  z.object({ kind: z.literal('ParticipationChanged'), ...onDevice, participation: participationSchema }),
  /** A destination did not take the call. */
  z.object({ kind: z.literal('Failed'), ...onDevice, cause: causeSchema }),
  z.object({ kind: z.literal('ConnectionCleared'), ...onDevice, cause: causeSchema }),
  z.object({
    kind: z.literal('CallCleared'),
    ...head,
    cause: causeSchema,
    endedBy: z.enum(['far', 'station', 'system']),
  }),
  /** Something about the call became known: a late caller number, the rule, the flow. */
  z.object({
    kind: z.literal('CallInformation'),
    ...head,
    number: z.string().optional(),
    name: z.string().optional(),
    ruleId: ruleIdSchema.optional(),
    /** Why the rule was chosen, in words of the rule engine. */
    ruleReason: z.string().optional(),
    /** Each step of the routing decision; what comes later continues it. */
    why: z.array(ruleWhySchema).optional(),
    /** The caller is on a VIP list. */
    vip: z.boolean().optional(),
    /** The entry of the black list for which the call is not answered. */
    blockedBy: z.string().optional(),
    flowId: flowIdSchema.optional(),
    /** The agent whose station took the call. */
    userId: userIdSchema.optional(),
  }),
  // ours
  z.object({ kind: z.literal('DigitsReceived'), ...onDevice, digits: z.string(), secret: z.boolean() }),
  z.object({ kind: z.literal('DigitsSent'), ...onDevice, count: z.number().int() }),
  z.object({ kind: z.literal('PlaybackStarted'), ...onDevice, prompts: z.array(promptIdSchema) }),
  z.object({
    kind: z.literal('PlaybackEnded'),
    ...onDevice,
    result: z.enum(['completed', 'digit', 'stopped', 'hangUp', 'failed']),
    playedMs: z.number().int(),
  }),
  /** The caller entered a node of a flow: one entry of the record's path. */
  z.object({
    kind: z.literal('FlowStepped'),
    ...head,
    flowId: flowIdSchema,
    node: z.string(),
    choice: z.string().optional(),
  }),
  z.object({
    kind: z.literal('RecordingStarted'),
    ...onDevice,
    recordingId: recordingIdSchema,
    path: z.string(),
    format: recordFormatSchema,
  }),
  z.object({
    kind: z.literal('RecordingGap'),
    ...onDevice,
    recordingId: recordingIdSchema,
    reason: gapReasonSchema,
    phase: z.enum(['began', 'ended']),
    lengthMs: z.number().int(),
  }),
  z.object({
    kind: z.literal('RecordingStopped'),
    ...onDevice,
    recordingId: recordingIdSchema,
    lengthMs: z.number().int(),
    /** `moved`: it goes on in the call into which the device was transferred, under the same id. */
    result: z.enum(['complete', 'failed', 'recovered', 'moved']),
  }),
  /** Somebody marked a moment of a recording. */
  z.object({
    kind: z.literal('RecordingMarked'),
    ...onDevice,
    recordingId: recordingIdSchema,
    userId: userIdSchema.optional(),
    /** From the beginning of the recording. */
    atMs: z.number().int(),
    text: z.string(),
  }),
  z.object({ kind: z.literal('LineFault'), ...onDevice, cause: causeSchema }),
]);

export type CallEvent = z.infer<typeof callEventSchema>;
export type CallEventKind = CallEvent['kind'];

/** An event before the journal gave it its number. */
export type UnnumberedCallEvent = CallEvent extends infer Each
  ? Each extends CallEvent
    ? Omit<Each, 'eventNo'>
    : never
  : never;

/** The event as it may be kept and shown: digits that were pressed as secret ones are only counted. */
export function withoutSecrets(event: CallEvent): CallEvent {
  if (event.kind !== 'DigitsReceived' || !event.secret) return event;
  return { ...event, digits: '•'.repeat(event.digits.length) };
}
