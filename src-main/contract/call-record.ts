import { z } from 'zod';
import { callIdSchema, flowIdSchema, recordingIdSchema, ruleIdSchema, userIdSchema } from './ids.ts';
import { gapReasonSchema, recordFormatSchema } from './call-events.ts';
import { answerEvidenceSchema, directionSchema } from './call-model.ts';
import { ruleWhySchema } from './rule-why.ts';

/** Why a call ended, for people; the Chinese names are in the seat's locales. */
export const endReasonSchema = z.enum([
  'NORMAL', // 正常
  'ABANDONED_RINGING', // 振铃放弃: gave up before the system answered
  'ABANDONED_IVR', // IVR中放弃
  'QUEUE_ABANDONED', // 排队放弃
  'ABANDONED_AGENT_RINGING', // 坐席振铃放弃
  'IVR_ENDED', // IVR结束
  'AGENT_NO_ANSWER', // 坐席未接
  'NO_AGENT', // 无坐席在线
  'NOT_WORKING_TIME', // 非工作时间
  'BLACKLISTED', // 黑名单: not answered
  'TRANSFERRED', // 已转移: goes on as another call
  'BARGED', // 被拦截: a supervisor took the call
  'MAXIMUM_DURATION', // 超过最长时间
  'BARRED', // 禁止呼出
  'BUSY', // 被叫忙
  'NO_ANSWER', // 无人接听
  'UNOBTAINABLE', // 空号
  'NO_DIAL_TONE', // 无拨号音
  'NO_TRUNK', // 无空闲外线
  'CANCELLED', // 主叫取消
  'GLARE', // 同抢
  'CLIENT_ERROR', // 客户端错误
  'TELECOM_PROBLEM', // 线路故障
  'SYSTEM', // 系统中断
]);
export type EndReason = z.infer<typeof endReasonSchema>;

export const endedBySchema = z.enum(['far', 'station', 'system']);

/** What began the call. */
export const initiationSchema = z.enum([
  'INBOUND',
  'OUTBOUND',
  'INTERNAL',
  'TRANSFER', // a consultation out of another call
  'CALLBACK',
  'QUEUE_TRANSFER',
  'MONITOR',
  'API',
  'CAMPAIGN',
]);

/** One leg: one device's time in the call. Unix milliseconds. */
export const legRecordSchema = z.object({
  device: z.string(),
  /** Who sat there. */
  userId: userIdSchema.optional(),
  startedAt: z.number().int(),
  ringAt: z.number().int().optional(),
  answeredAt: z.number().int().optional(),
  endedAt: z.number().int().optional(),
  answerEvidence: answerEvidenceSchema.optional(),
  cause: z.string().optional(),
  /** Times in which this device held the call; one that is not over has no `endedAt`. */
  holds: z.array(z.object({ startedAt: z.number().int(), endedAt: z.number().int().optional() })).optional(),
  /** Sum of the holds that are over. */
  holdMs: z.number().int().min(0).optional(),
  /** Absent for a party of the call: a supervisor only listened or whispered. */
  participation: z.enum(['listen', 'whisper']).optional(),
});
export type LegRecord = z.infer<typeof legRecordSchema>;

/** The caller's time in one queue. */
export const queueEntrySchema = z.object({
  queueId: z.string(),
  enqueuedAt: z.number().int(),
  dequeuedAt: z.number().int().optional(),
  reservedAt: z.number().int().optional(),
  /** Place in line when it entered, from 1. */
  position: z.number().int().min(1).optional(),
});

/** The call left a device for another place, or was taken there. */
export const transferRecordSchema = z.object({
  at: z.number().int(),
  kind: z.enum(['blind', 'consult', 'forward', 'deflect', 'park', 'pickup', 'recall', 'flow', 'followMe']),
  /** Devices; of a diversion the place as it was named: `park/1`, `flow/survey`, a number. */
  from: z.string().optional(),
  to: z.string(),
});
export type TransferRecord = z.infer<typeof transferRecordSchema>;

/** A supervisor in the call. Agents are not told of listening and whispering. */
export const monitoringSchema = z.object({
  device: z.string(),
  userId: userIdSchema.optional(),
  kind: z.enum(['listen', 'whisper', 'barge']),
  startedAt: z.number().int(),
  endedAt: z.number().int().optional(),
});
export type Monitoring = z.infer<typeof monitoringSchema>;

export const recordingRefSchema = z.object({
  recordingId: recordingIdSchema,
  startedAt: z.number().int(),
  lengthMs: z.number().int(),
  format: recordFormatSchema,
  result: z.enum(['running', 'complete', 'failed', 'recovered', 'moved']),
  gaps: z.array(
    z.object({
      atMs: z.number().int(),
      lengthMs: z.number().int(),
      reason: gapReasonSchema,
    }),
  ),
  /** Moments that somebody marked, from the recording's start. */
  marks: z.array(z.object({ atMs: z.number().int(), text: z.string(), userId: userIdSchema.optional() })).optional(),
});
export type RecordingRef = z.infer<typeof recordingRefSchema>;

const instant = z.number().int().optional();
const lengthMs = z.number().int().min(0).optional();

/**
 * One per call, derived from the journal alone. Fields after the contact record of vocabulary D.4. Lists that are
 * absent are empty; a record that an older version stored parses.
 */
export const callRecordSchema = z.object({
  callId: callIdSchema,
  /** The call out of which this one consulted. */
  parentId: callIdSchema.optional(),
  /** The call that merged into this one. */
  previousId: callIdSchema.optional(),
  /** The call into which this one merged. */
  nextId: callIdSchema.optional(),
  direction: directionSchema,
  initiation: initiationSchema,
  /** The outside number as shown. */
  ani: z.string(),
  /** As it arrived from the line. */
  aniRaw: z.string(),
  name: z.string(),
  dnis: z.string(),
  customerId: z.string().optional(),
  vip: z.boolean().optional(),
  trunkNo: z.number().int().optional(),
  /** The station and the agent that had the call last. */
  stationNo: z.string().optional(),
  userId: userIdSchema.optional(),
  ruleId: ruleIdSchema.optional(),
  ruleReason: z.string().optional(),
  /** The steps of the routing decision as data; `ruleReason` says it in short. */
  why: z.array(ruleWhySchema).optional(),
  /** The entry of the black list for which the call was not answered. */
  blockedBy: z.string().optional(),
  flowId: flowIdSchema.optional(),
  /** `node` or `node=choice`, in order. */
  ivrPath: z.array(z.string()),
  parkSlot: z.string().optional(),
  dialling: z.enum(['soft', 'hard']).optional(),
  startedAt: z.number().int(),
  ringAt: instant,
  answeredAt: instant,
  answerEvidence: answerEvidenceSchema.optional(),
  connectedToAgentAt: instant,
  endedAt: instant,
  endedBy: endedBySchema.optional(),
  endReason: endReasonSchema.optional(),
  /** From the first ring to the answer of the system or of the far end. Said when that is settled, like the next two. */
  ringMs: lengthMs,
  /** From the start to the first agent, or to the end when none came. */
  waitMs: lengthMs,
  /** Two parties, one of them ours, could speak; holds are not in it. */
  talkMs: lengthMs,
  /** `totalMs` counts the time of two holds at once only once; a hold that nobody ended lasts to the end of the call. */
  holds: z.object({ count: z.number().int(), totalMs: z.number().int(), longestMs: z.number().int() }).optional(),
  /** Wrap-up after the call. */
  acw: z.object({ startedAt: z.number().int(), endedAt: instant }).optional(),
  /** Size of the conference at its largest; absent when the call never was one. */
  parties: z.number().int().optional(),
  transfers: z.array(transferRecordSchema).optional(),
  monitoredBy: z.array(monitoringSchema).optional(),
  queueEntries: z.array(queueEntrySchema).optional(),
  dispositionCode: z.string().optional(),
  survey: z.record(z.string(), z.string()).optional(),
  campaignId: z.string().optional(),
  attempt: z.number().int().min(1).optional(),
  legs: z.array(legRecordSchema),
  recordings: z.array(recordingRefSchema),
});
export type CallRecord = z.infer<typeof callRecordSchema>;

/** `true` or `false` as a query string has it. */
const queryFlag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/**
 * What the call list is narrowed to; conditions that are absent are met by every call. Said by `matchesFilter` in
 * call-record-filter.ts.
 */
export const callRecordFilterSchema = z.object({
  /** Matches number or name; separators are ignored. */
  search: z.string().max(64).optional(),
  number: z.string().max(64).optional(),
  name: z.string().max(64).optional(),
  direction: directionSchema.optional(),
  /** Start of the call, both ends included. Unix milliseconds. */
  from: z.coerce.number().int().optional(),
  to: z.coerce.number().int().optional(),
  /** A station or an agent that took part. */
  stationNo: z.string().max(8).optional(),
  userId: userIdSchema.optional(),
  endReason: endReasonSchema.optional(),
  ruleId: ruleIdSchema.optional(),
  trunkNo: z.coerce.number().int().optional(),
  recorded: queryFlag.optional(),
  missed: queryFlag.optional(),
  vip: queryFlag.optional(),
  minTalkMs: z.coerce.number().int().min(0).optional(),
  /** Of missed calls: whether somebody spoke with that number after it. */
  callBack: z.enum(['open', 'calledBack']).optional(),
});
export type CallRecordFilter = z.infer<typeof callRecordFilterSchema>;

/**
 * Whose calls: `mine` those that I took part in, `missed` those that nobody took, `missedByMe` of these the ones that
 * rang my station, `all` everything that I may see.
 */
export const callListViewSchema = z.enum(['mine', 'missed', 'missedByMe', 'all']);
export type CallListView = z.infer<typeof callListViewSchema>;

/** Whose calls, narrowed. */
export const callListFilterSchema = callRecordFilterSchema.extend({ view: callListViewSchema.optional() });
export type CallListFilter = z.infer<typeof callListFilterSchema>;

/** Query of the call list: newest first, paged by an opaque cursor. */
export const callRecordQuerySchema = callListFilterSchema.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CallRecordQuery = z.infer<typeof callRecordQuerySchema>;

/** The later call in which somebody spoke with the number of a missed one. */
export const callBackSchema = z.object({ callId: callIdSchema, at: z.number().int() });
export type CallBack = z.infer<typeof callBackSchema>;

export const callRecordPageSchema = z.object({
  records: z.array(callRecordSchema),
  nextCursor: z.string().optional(),
  /** Of the missed calls of this page that are no longer open, by call id. */
  callBacks: z.record(z.string(), callBackSchema).optional(),
});
export type CallRecordPage = z.infer<typeof callRecordPageSchema>;
