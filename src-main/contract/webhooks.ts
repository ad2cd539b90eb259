import { z } from 'zod';
import { callEventSchema } from './call-events.ts';
import { callRecordSchema } from './call-record.ts';
import { userIdSchema } from './ids.ts';
import { callEventKindSchema } from './outside-event.ts';

/**
 * Webhooks: news of the call centre, posted to an address of somebody else. Each one gets its news in order, at least
 * once, signed; what could not be delivered is tried again for a day.
 */
export const webhookIdSchema = z.string().min(1).max(64).brand<'WebhookId'>();
export type WebhookId = z.infer<typeof webhookIdSchema>;

/** News that are no events of calls. A service that has some adds its word here and calls `notify`. */
export const NOTICE_KINDS = ['VoicemailLeft'] as const;
export const noticeKindSchema = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** What a webhook can be told: the CSTA events of the journal by their names, and notices. */
export const webhookKindSchema = z.enum([...callEventKindSchema.options, ...NOTICE_KINDS]);
export type WebhookKind = z.infer<typeof webhookKindSchema>;

/** The call's record in short, as far as it was known when the news was sent. */
export const callSummarySchema = callRecordSchema.pick({
  callId: true,
  direction: true,
  ani: true,
  name: true,
  dnis: true,
  trunkNo: true,
  stationNo: true,
  userId: true,
  startedAt: true,
  answeredAt: true,
  connectedToAgentAt: true,
  endedAt: true,
  endReason: true,
});
export type CallSummary = z.infer<typeof callSummarySchema>;

/** What is posted. */
export const webhookBodySchema = z.object({
  /** The same for the same news, however often it is sent: a receiver drops what it has had. */
  id: z.string(),
  kind: z.union([webhookKindSchema, z.literal('Test')]),
  /** When it happened, Unix milliseconds. */
  at: z.number().int(),
  /** Its number in the journal; notices have none. */
  eventNo: z.number().int().optional(),
  /** Sent again because somebody asked for it. */
  replay: z.boolean(),
  event: callEventSchema.optional(),
  call: callSummarySchema.optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
});
export type WebhookBody = z.infer<typeof webhookBodySchema>;

/** `t=<Unix seconds>,v1=<hex>`, and a second v1 while an old secret still counts. */
export const SIGNATURE_HEADER = 'trunkline-signature';

/** Why an attempt did not succeed. Success is any status from 200 to 299. */
export const deliveryFailureSchema = z.enum([
  'status',
  'redirect',
  'timeout',
  'unreachable',
  'tls',
  'addressNotAllowed',
]);
export type DeliveryFailure = z.infer<typeof deliveryFailureSchema>;

/** One try to deliver one piece of news. */
export const deliveryAttemptSchema = z.object({
  attemptNo: z.number().int(),
  newsId: z.string(),
  kind: z.union([webhookKindSchema, z.literal('Test')]),
  eventNo: z.number().int().optional(),
  /** Unix milliseconds. */
  at: z.number().int(),
  durationMs: z.number().int(),
  /** Which try of this news it was, from 1. */
  tries: z.number().int(),
  replay: z.boolean(),
  /** `dead`: it failed and is not tried again. */
  outcome: z.enum(['delivered', 'failed', 'dead']),
  /** HTTP status, when there was an answer. */
  status: z.number().int().optional(),
  failure: deliveryFailureSchema.optional(),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttemptSchema>;

export const deliveryPageSchema = z.object({
  attempts: z.array(deliveryAttemptSchema),
  /** Ask again with `before` this for older ones. */
  nextBefore: z.number().int().optional(),
});
export type DeliveryPage = z.infer<typeof deliveryPageSchema>;

export const deliveryQuerySchema = z.object({
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const webhookDraftSchema = z.strictObject({
  title: z.string().trim().min(1).max(80),
  /** http or https, without user and password; where it may lead is a setting of the server. */
  address: z.url({ protocol: /^https?$/ }).max(500),
  kinds: z.array(webhookKindSchema).min(1).max(64),
});
export type WebhookDraft = z.infer<typeof webhookDraftSchema>;

export const webhookSchema = webhookDraftSchema.extend({
  webhookId: webhookIdSchema,
  /** A paused one keeps its place: what happens meanwhile is sent when it goes on. */
  enabled: z.boolean(),
  createdBy: userIdSchema,
  createdAt: z.number().int(),
  /** Events of the journal up to here are delivered, not wanted, or given up. */
  position: z.number().int(),
  /** Events of the journal that were not looked at yet. */
  behind: z.number().int(),
  /** While the news at its head is tried again. */
  retry: z.object({ tries: z.number().int(), firstAt: z.number().int(), nextAt: z.number().int() }).optional(),
  /** Until then the secret before the present one signs too. */
  previousSecretUntil: z.number().int().optional(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** The secret is told when it is made, and never again. */
export const webhookSecretSchema = z.object({ secret: z.string() });
export const newWebhookReplySchema = z.object({ webhook: webhookSchema, secret: z.string() });

export const replayRequestSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('event'), eventNo: z.number().int().min(1) }),
  z.strictObject({ from: z.literal('time'), at: z.number().int().min(0) }),
]);
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

export const resumeRequestSchema = z.strictObject({
  /** Goes on with what happens from now on; what happened during the pause is not sent. */
  skipMissed: z.boolean().default(false),
});
