import { z } from 'zod';
import { ruleIdSchema } from './ids.ts';
import { listKindSchema } from './number-lists.ts';

/** One condition of a rule against one call; both sides as data, so that each language can say it. */
export const ruleConditionSchema = z.object({
  condition: z.enum(['trunk', 'dialled', 'caller', 'schedule', 'hours', 'who', 'number']),
  met: z.boolean(),
  /** What the call had: its trunk, number, kind of period, station. Empty when it had none. */
  had: z.string(),
  /** What the rule asks for; the first few of a long list. */
  wanted: z.array(z.string()),
  /** Of a schedule: what decided the kind of period, and the name of the holiday or exception. */
  because: z.string().optional(),
  title: z.string().optional(),
});
export type RuleCondition = z.infer<typeof ruleConditionSchema>;

/** Why a step could not be taken and the next one down was. */
export const fallBackReasonSchema = z.enum([
  'nobodyListens',
  'notSignedIn',
  'noFaxPort',
  'addressNotAllowed',
  'noAnswerInTime',
  'answerNotUnderstood',
  'unknownTarget',
  'loop',
  'nobodyToCall',
]);
export type FallBackReason = z.infer<typeof fallBackReasonSchema>;

/** Why somebody of a follow-me plan is not called this time. */
export const followSkipSchema = z.enum(['notNow', 'callerItself', 'ownTrunk', 'noSuchNumber']);
export type FollowSkip = z.infer<typeof followSkipSchema>;

/**
 * One step of a routing decision, in the order in which it was made. A rule that was passed over tells the condition
 * that failed, the rule that was taken tells all of its conditions.
 */
export const ruleWhySchema = z.discriminatedUnion('kind', [
  /** Forced handling: one rule for every call. */
  z.object({ kind: z.literal('forced'), ruleId: ruleIdSchema, title: z.string(), found: z.boolean() }),
  /** The number is on a list; `decides` when that alone settled the call. */
  z.object({
    kind: z.literal('list'),
    list: listKindSchema,
    listId: z.string(),
    entryId: z.string(),
    pattern: z.string(),
    reason: z.string(),
    decides: z.boolean(),
  }),
  z.object({
    kind: z.literal('rule'),
    ruleId: ruleIdSchema,
    title: z.string(),
    met: z.boolean(),
    conditions: z.array(ruleConditionSchema),
  }),
  /** No rule fits: the default step is taken; without one the call goes on ringing. */
  z.object({ kind: z.literal('default'), hasStep: z.boolean() }),
  z.object({ kind: z.literal('fellBack'), from: z.string(), because: fallBackReasonSchema }),
  // several who are called for one caller
  z.object({ kind: z.literal('ringGroup'), groupId: z.string(), title: z.string() }),
  /** Follow-me, by a rule or by an agent's hand. */
  z.object({ kind: z.literal('followMe'), planId: z.string(), title: z.string(), by: z.enum(['rule', 'hand']) }),
  /** `place` counts the targets of the plan from 1. */
  z.object({
    kind: z.literal('followSkipped'),
    place: z.number().int(),
    label: z.string(),
    because: followSkipSchema,
  }),
  /** Who took the call, or that nobody did. */
  z.object({ kind: z.literal('summoned'), taken: z.boolean(), by: z.string().optional() }),
  // outbound
  z.object({ kind: z.literal('emergencyNumber') }),
  /** The prefix was taken off. */
  z.object({ kind: z.literal('outsidePrefix'), digits: z.string() }),
  z.object({ kind: z.literal('rewritten'), pattern: z.string(), from: z.string(), to: z.string() }),
  /** No outbound rule fits; what the house does then. */
  z.object({ kind: z.literal('outboundDefault'), permitted: z.boolean(), hasRules: z.boolean() }),
]);
export type RuleWhy = z.infer<typeof ruleWhySchema>;
