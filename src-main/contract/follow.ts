import { z } from 'zod';
import { promptIdSchema, userIdSchema } from './ids.ts';
import { musicChoiceSchema } from './music.ts';
import { closingStepSchema, scheduleConditionSchema } from './routing.ts';
import { stationNoSchema } from './users.ts';

const planIdSchema = z.string().trim().min(1).max(64);
const prompts = z.array(promptIdSchema).max(4);

/** Somebody whom a call follows: an extension, or a number as dialled from a station. */
export const followTargetSchema = z.object({
  to: z.string().regex(/^\d{2,32}$/),
  /** 值班手机, 家里 … */
  label: z.string().trim().max(40).default(''),
  ringSeconds: z.number().int().min(5).max(60).default(20),
  /** Asked to press the key before it gets the caller: a mobile's mailbox never does. */
  confirm: z.boolean().default(false),
  /** Called only while the schedule is in one of the kinds of period. */
  schedule: scheduleConditionSchema.optional(),
});
export type FollowTarget = z.infer<typeof followTargetSchema>;

/** 电话跟随呼叫: where a call goes when the wanted person is out. */
export const followPlanSchema = z.object({
  planId: planIdSchema,
  title: z.string().trim().min(1).max(60),
  /** Whom the plan is for; without one it is the house's: a duty phone. */
  ownerUserId: userIdSchema.optional(),
  /** Whose outbound rules count for outside numbers; without it those of the owner's station. */
  stationNo: stationNoSchema.optional(),
  enabled: z.boolean().default(true),
  targets: z.array(followTargetSchema).min(1).max(10),
  how: z.enum(['inOrder', 'together']).default('inOrder'),
  confirmDigit: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#']).default('1'),
  /** Played to whom is called and has to confirm. */
  confirmPromptIds: prompts.default([promptIdSchema.parse('follow-confirm')]),
  /** Played to the caller first. */
  noticePromptIds: prompts.default([promptIdSchema.parse('follow-notice')]),
  /** What the caller hears meanwhile; absent: as anybody who waits. */
  hears: musicChoiceSchema.optional(),
  /** When nobody took the call. */
  whenNobody: closingStepSchema.default({ kind: 'hangUp', how: 'answerAndHangUp' }),
});
export type FollowPlan = z.infer<typeof followPlanSchema>;

export const followPlanDraftSchema = followPlanSchema.omit({ planId: true });
export type FollowPlanDraft = z.infer<typeof followPlanDraftSchema>;

/** What an agent is offered: whom a call can follow, without anybody's numbers. */
export const followChoiceSchema = z.object({
  planId: planIdSchema,
  title: z.string(),
  ownerName: z.string().optional(),
});
export type FollowChoice = z.infer<typeof followChoiceSchema>;
