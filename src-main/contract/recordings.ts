import { z } from 'zod';
import { directionSchema } from './call-model.ts';
import { callListFilterSchema, recordingRefSchema } from './call-record.ts';
import { errorCodeSchema } from './error-codes.ts';
import { callIdSchema, promptIdSchema, recordingIdSchema, ruleIdSchema, userIdSchema } from './ids.ts';
import { stationNoSchema } from './users.ts';

export const policyIdSchema = z.string().min(1).max(64).brand<'PolicyId'>();
export type PolicyId = z.infer<typeof policyIdSchema>;

/** Which calls a policy is for. A list that is absent matches every call; what is not known of a call matches none. */
export const policyMatchSchema = z.object({
  directions: z.array(directionSchema).max(3).optional(),
  ruleIds: z.array(ruleIdSchema).max(200).optional(),
  queueIds: z.array(z.string().min(1).max(64)).max(200).optional(),
  userIds: z.array(userIdSchema).max(500).optional(),
  stationNos: z.array(stationNoSchema).max(500).optional(),
});

/** How calls are recorded. Policies are tried in order; the first that matches decides. */
export const recordingPolicySchema = z.object({
  policyId: policyIdSchema,
  title: z.string().max(64).default(''),
  match: policyMatchSchema.default({}),
  /** onDemand: not before an agent presses record. percentage: the same calls every time, chosen by their ids. */
  mode: z.enum(['all', 'none', 'percentage', 'onDemand']),
  percent: z.number().int().min(0).max(100).default(100),
  /** pcm16 takes 32 kB a second of a call, alaw and ulaw half of that, imaAdpcm a quarter; gsm mixes both legs. */
  format: recordingRefSchema.shape.format.default('pcm16'),
  /** What the sealed file is turned into; absent keeps the format. gsm mixes both legs into one. */
  sealAs: z.enum(['mp3', 'gsm']).optional(),
  encrypt: z.boolean().default(false),
  /** Played to the caller before the recording begins. */
  consentPromptId: promptIdSchema.optional(),
  beep: z.boolean().default(false),
  /** Days from the recording's beginning; absent keeps it for ever. */
  retentionDays: z.number().int().min(1).max(36_500).optional(),
  /** Calls without a line are recorded too, where the board can. */
  internal: z.boolean().default(false),
});
export type RecordingPolicy = z.infer<typeof recordingPolicySchema>;
export const recordingPoliciesSchema = z.object({ policies: z.array(recordingPolicySchema).max(100) });

/** Who heard a recording. `fetched`: bytes were given out; `played`: what a player says that was heard. */
export const listeningSchema = z.object({
  userId: userIdSchema,
  /** Unix milliseconds. */
  at: z.number().int(),
  how: z.enum(['played', 'fetched', 'downloaded', 'toCaller']),
  fromMs: z.number().int(),
  toMs: z.number().int(),
});
export type Listening = z.infer<typeof listeningSchema>;
export const playedSchema = z
  .object({ fromMs: z.number().int().min(0), toMs: z.number().int().min(0) })
  .refine(({ fromMs, toMs }) => toMs >= fromMs, 'ends before it begins');

export const newMarkSchema = z.object({ atMs: z.number().int().min(0), text: z.string().trim().max(200) });
export const recordingMarkSchema = newMarkSchema.extend({
  /** Absent for one that was made while the call was up: it belongs to the call's story and stays. */
  markId: z.string().optional(),
  userId: userIdSchema.optional(),
});
export type RecordingMark = z.infer<typeof recordingMarkSchema>;

/** A held recording is deleted by nobody. */
export const holdSchema = z.object({ reason: z.string(), byUserId: userIdSchema, at: z.number().int() });
export type RecordingHold = z.infer<typeof holdSchema>;
export const holdChangeSchema = z.object({ held: z.boolean(), reason: z.string().trim().min(1).max(200) });

/** waiting: not yet sealed; gone: deleted, with its proof. */
export const sealStateSchema = z.enum(['waiting', 'sealed', 'gone']);

/** What is known of a recording besides its sound. */
export const recordingDetailsSchema = z.object({
  recordingId: recordingIdSchema,
  callId: callIdSchema,
  state: sealStateSchema,
  encrypted: z.boolean(),
  sizeBytes: z.number().int().optional(),
  /** Of the sealed file, hexadecimal. */
  sha256: z.string().optional(),
  sealedAt: z.number().int().optional(),
  /** Why the last try to seal it did not work. */
  trouble: errorCodeSchema.optional(),
  marks: z.array(recordingMarkSchema),
  mayMark: z.boolean(),
  /** Of the people named in it, by user id, as far as their accounts are there. */
  names: z.record(z.string(), z.string()),
  hold: holdSchema.optional(),
  /** For supervisors. */
  listenings: z.array(listeningSchema).optional(),
  deletion: z.object({ at: z.number().int(), why: z.string(), policyId: z.string().optional() }).optional(),
});
export type RecordingDetails = z.infer<typeof recordingDetailsSchema>;

/** What the check of the chain found. The numbers are those of the links. */
export const chainReportSchema = z.object({
  links: z.number().int(),
  files: z.number().int(),
  problems: z.array(
    z.object({
      no: z.number().int(),
      recordingId: recordingIdSchema.optional(),
      what: z.enum(['changed', 'missing', 'inserted', 'broken', 'unreadable']),
    }),
  ),
});
export type ChainReport = z.infer<typeof chainReportSchema>;

export const retentionReportSchema = z.object({ deleted: z.number().int(), held: z.number().int() });
export type RetentionReport = z.infer<typeof retentionReportSchema>;

/** Recordings of chosen calls, or of those that the list would show. */
export const downloadRequestSchema = z.union([
  z.strictObject({ recordingIds: z.array(recordingIdSchema).min(1).max(2000) }),
  z.strictObject({ filter: callListFilterSchema }),
]);
export type DownloadRequest = z.infer<typeof downloadRequestSchema>;

export const downloadViewSchema = z.object({
  downloadId: z.string(),
  state: z.enum(['ready', 'running', 'done', 'cancelled']),
  recordings: z.number().int(),
  /** Of the recordings, how many are in the archive or could not be read. */
  doneCount: z.number().int(),
  unreadable: z.number().int(),
  percent: z.number().int().min(0).max(100),
});
export type DownloadView = z.infer<typeof downloadViewSchema>;
