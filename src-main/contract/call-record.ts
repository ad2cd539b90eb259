import { z } from 'zod';
import { callIdSchema, flowIdSchema, recordingIdSchema, ruleIdSchema, userIdSchema } from './ids.ts';
import { answerEvidenceSchema, directionSchema } from './call-model.ts';

/** Why a call ended, for people; the Chinese names are in the seat's locales. */
export const endReasonSchema = z.enum([
  'NORMAL', // 正常
  'ABANDONED_RINGING', // 振铃放弃: gave up before the system answered
  'ABANDONED_IVR', // IVR中放弃
  'ABANDONED_AGENT_RINGING', // 坐席振铃放弃
  'IVR_ENDED', // IVR结束
  'AGENT_NO_ANSWER', // 坐席未接
  'NO_AGENT', // 无坐席在线
  'BUSY', // 被叫忙
  'NO_ANSWER', // 无人接听
  'UNOBTAINABLE', // 空号
  'NO_DIAL_TONE', // 无拨号音
  'NO_TRUNK', // 无空闲外线
  'CANCELLED', // 主叫取消
  'GLARE', // 同抢
  'TELECOM_PROBLEM', // 线路故障
  'SYSTEM', // 系统中断
]);
export type EndReason = z.infer<typeof endReasonSchema>;

export const endedBySchema = z.enum(['far', 'station', 'system']);

/** One leg: one device's time in the call. Unix milliseconds. */
export const legRecordSchema = z.object({
  device: z.string(),
  startedAt: z.number().int(),
  ringAt: z.number().int().optional(),
  answeredAt: z.number().int().optional(),
  endedAt: z.number().int().optional(),
  answerEvidence: answerEvidenceSchema.optional(),
  cause: z.string().optional(),
});
export type LegRecord = z.infer<typeof legRecordSchema>;

export const recordingRefSchema = z.object({
  recordingId: recordingIdSchema,
  startedAt: z.number().int(),
  lengthMs: z.number().int(),
  format: z.enum(['pcm16', 'alaw', 'ulaw', 'imaAdpcm', 'gsm']),
  result: z.enum(['running', 'complete', 'failed', 'recovered']),
  gaps: z.array(
    z.object({
      atMs: z.number().int(),
      lengthMs: z.number().int(),
      reason: z.enum(['diskFull', 'overrun', 'boardLost', 'masked', 'paused']),
    }),
  ),
  /** Moments that somebody marked while the call was up. */
  marks: z.array(z.object({ atMs: z.number().int(), text: z.string(), userId: userIdSchema.optional() })).optional(),
});
export type RecordingRef = z.infer<typeof recordingRefSchema>;

/** One per call, derived from the journal alone. Fields after the contact record of vocabulary D.4. */
export const callRecordSchema = z.object({
  callId: callIdSchema,
  direction: directionSchema,
  initiation: z.enum(['INBOUND', 'OUTBOUND', 'TRANSFER', 'API']),
  /** The outside number as shown. */
  ani: z.string(),
  /** As it arrived from the line. */
  aniRaw: z.string(),
  name: z.string(),
  dnis: z.string(),
  trunkNo: z.number().int().optional(),
  stationNo: z.string().optional(),
  userId: userIdSchema.optional(),
  ruleId: ruleIdSchema.optional(),
  ruleReason: z.string().optional(),
  flowId: flowIdSchema.optional(),
  /** `node` or `node=choice`, in order. */
  ivrPath: z.array(z.string()),
  dialling: z.enum(['soft', 'hard']).optional(),
  startedAt: z.number().int(),
  ringAt: z.number().int().optional(),
  answeredAt: z.number().int().optional(),
  answerEvidence: answerEvidenceSchema.optional(),
  connectedToAgentAt: z.number().int().optional(),
  endedAt: z.number().int().optional(),
  endedBy: endedBySchema.optional(),
  endReason: endReasonSchema.optional(),
  legs: z.array(legRecordSchema),
  recordings: z.array(recordingRefSchema),
});
export type CallRecord = z.infer<typeof callRecordSchema>;

/** Query of the call list: newest first, paged by an opaque cursor. */
export const callRecordQuerySchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Matches number or name; separators are ignored. */
  search: z.string().max(64).optional(),
  direction: directionSchema.optional(),
  from: z.coerce.number().int().optional(),
  to: z.coerce.number().int().optional(),
  stationNo: z.string().max(8).optional(),
});
export type CallRecordQuery = z.infer<typeof callRecordQuerySchema>;

export const callRecordPageSchema = z.object({
  records: z.array(callRecordSchema),
  nextCursor: z.string().optional(),
});
export type CallRecordPage = z.infer<typeof callRecordPageSchema>;
