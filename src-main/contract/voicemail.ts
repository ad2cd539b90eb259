import { z } from 'zod';
import { callIdSchema, promptIdSchema, recordingIdSchema, userIdSchema } from './ids.ts';
import { stationNoSchema } from './users.ts';

export const boxIdSchema = z.string().min(1).max(64).brand<'BoxId'>();
export type BoxId = z.infer<typeof boxIdSchema>;
export const messageIdSchema = z.string().min(1).max(64).brand<'MessageId'>();
export type MessageId = z.infer<typeof messageIdSchema>;

/** What a phone asks a box by; a personal box usually has its owner's extension. */
export const boxNoSchema = z.string().regex(/^\d{2,8}$/);
/** Typed on a phone: digits alone. */
export const pinSchema = z.string().regex(/^\d{4,8}$/);

/** Kinds of a schedule's periods, each of which may have a greeting of its own. */
export const periodSchema = z.enum(['work', 'lunch', 'off', 'duty']);
export type Period = z.infer<typeof periodSchema>;
/** `always` greets where the period has none of its own. */
export const greetingSlotSchema = z.enum(['always', ...periodSchema.options]);
export type GreetingSlot = z.infer<typeof greetingSlotSchema>;

export const greetingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prompt'), promptId: promptIdSchema }),
  /** Said by phone or sent as a file; the file is named by the id. */
  z.object({
    kind: z.literal('recorded'),
    greetingId: z.string().regex(/^greeting_[0-9a-f-]{36}$/),
    lengthMs: z.number().int(),
    at: z.number().int(),
  }),
]);
export type Greeting = z.infer<typeof greetingSchema>;
export const greetingsSchema = z.partialRecord(greetingSlotSchema, greetingSchema);
export type Greetings = z.infer<typeof greetingsSchema>;

export const boxLimitsSchema = z.object({
  /** Longest message. */
  maxMs: z.number().int().min(5_000).max(600_000).default(180_000),
  /** What is shorter is not kept. */
  minMs: z.number().int().min(0).max(30_000).default(3_000),
  /** So much silence ends a message. */
  silenceMs: z.number().int().min(2_000).max(60_000).default(10_000),
  /** Messages that are not deleted; a caller who comes then is told that the box is full. */
  maxMessages: z.number().int().min(1).max(1_000).default(100),
});
export type BoxLimits = z.infer<typeof boxLimitsSchema>;
export const defaultBoxLimits: BoxLimits = boxLimitsSchema.parse({});

export const boxKindSchema = z.enum(['personal', 'group']);

const boxFields = z.object({
  boxNo: boxNoSchema,
  title: z.string().trim().min(1).max(40),
  kind: boxKindSchema,
  /** Whose personal box it is. */
  ownerUserId: userIdSchema.optional(),
  /** Who else hears its messages. */
  memberUserIds: z.array(userIdSchema).max(200).default([]),
  /** Phones whose lamps tell of new messages. */
  stationNos: z.array(stationNoSchema).max(64).default([]),
  scheduleId: z.string().min(1).max(64).optional(),
  limits: boxLimitsSchema.default(defaultBoxLimits),
  /** Whether other systems are told of each message. */
  notify: z.object({ webhook: z.boolean().default(false) }).default({ webhook: false }),
});

/** A box as an admin sets it up. */
export const boxSetupSchema = boxFields.refine((box) => box.kind === 'group' || box.ownerUserId !== undefined, {
  path: ['ownerUserId'],
  message: 'a personal box needs an owner',
});
export type BoxSetup = z.infer<typeof boxSetupSchema>;

export const boxSchema = boxFields.extend({
  boxId: boxIdSchema,
  greetings: greetingsSchema,
  /** The PIN was given out and opens nothing but its own change. */
  mustChangePin: z.boolean(),
});
export type Box = z.infer<typeof boxSchema>;

/** A box as its listeners see it. */
export const boxSummarySchema = z.object({
  boxId: boxIdSchema,
  boxNo: boxNoSchema,
  title: z.string(),
  kind: boxKindSchema,
  newCount: z.number().int(),
  /** Messages that are not deleted. */
  count: z.number().int(),
  maxMessages: z.number().int(),
  greetings: greetingsSchema,
  mustChangePin: z.boolean(),
  /** May change its greetings and its PIN. */
  mayKeep: z.boolean(),
});
export type BoxSummary = z.infer<typeof boxSummarySchema>;

export const messageStateSchema = z.enum(['new', 'heard', 'deleted']);
export type MessageState = z.infer<typeof messageStateSchema>;

/** One message in one box. Times are Unix milliseconds. */
export const voicemailMessageSchema = z.object({
  messageId: messageIdSchema,
  boxId: boxIdSchema,
  callId: callIdSchema,
  recordingId: recordingIdSchema,
  /** Empty when the line gave none. */
  callerNumber: z.string(),
  callerName: z.string(),
  at: z.number().int(),
  lengthMs: z.number().int(),
  state: messageStateSchema,
  /** Absent when it was heard by phone. */
  heardBy: userIdSchema.optional(),
  heardAt: z.number().int().optional(),
  deletedAt: z.number().int().optional(),
  /** The box from which it was passed on. */
  forwardedFrom: boxIdSchema.optional(),
});
export type VoicemailMessage = z.infer<typeof voicemailMessageSchema>;

/** A deleted message can be had back for so long. */
export const DELETED_KEPT_MS = 30 * 86_400_000;

export const messageFilterSchema = z.enum(['new', 'all', 'deleted']);
export type MessageFilter = z.infer<typeof messageFilterSchema>;

/** Newest first, paged by an opaque cursor; `all` are those that are not deleted. */
export const messageQuerySchema = z.object({
  boxId: boxIdSchema.optional(),
  filter: messageFilterSchema.default('all'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MessageQuery = z.infer<typeof messageQuerySchema>;

export const messagePageSchema = z.object({
  messages: z.array(voicemailMessageSchema),
  nextCursor: z.string().optional(),
});
export type MessagePage = z.infer<typeof messagePageSchema>;
