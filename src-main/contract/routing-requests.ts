import { z } from 'zod';
import { flowIdSchema, ruleIdSchema, userIdSchema } from './ids.ts';
import {
  inboundRuleSchema,
  nextStepSchema,
  outboundRuleSchema,
  ringGroupSchema,
  routingSettingsSchema,
  trunkStrategySchema,
} from './routing.ts';
import { listKindSchema } from './number-lists.ts';
import { ruleWhySchema } from './rule-why.ts';
import { stationNoSchema } from './users.ts';

/** With a position the rule is put there and the ones below move down; a new one without goes to the end. */
const place = { position: z.number().int().min(1).optional() };
export const inboundRuleDraftSchema = inboundRuleSchema.omit({ ruleId: true, position: true }).extend(place);
export type InboundRuleDraft = z.infer<typeof inboundRuleDraftSchema>;
export const outboundRuleDraftSchema = outboundRuleSchema.omit({ ruleId: true, position: true }).extend(place);
export type OutboundRuleDraft = z.infer<typeof outboundRuleDraftSchema>;
export const ringGroupDraftSchema = ringGroupSchema.omit({ groupId: true });
export type RingGroupDraft = z.infer<typeof ringGroupDraftSchema>;

/** The forced handling has its own switch. */
export const settingsDraftSchema = routingSettingsSchema.omit({ forced: true });
export type SettingsDraft = z.infer<typeof settingsDraftSchema>;
export const forcedHandlingSchema = routingSettingsSchema.shape.forced.unwrap();
export type ForcedHandling = z.infer<typeof forcedHandlingSchema>;

export const ruleOrderSchema = z.object({ ruleIds: z.array(ruleIdSchema).max(1000) });

/** What forms offer to choose from. */
export const routingChoicesSchema = z.object({
  trunkNos: z.array(z.number().int()),
  stationNos: z.array(z.string()),
  users: z.array(z.object({ userId: userIdSchema, displayName: z.string() })),
  flows: z.array(z.object({ flowId: flowIdSchema, title: z.string() })),
  followPlans: z.array(z.object({ planId: z.string(), title: z.string() })).default([]),
  schedules: z.array(z.object({ scheduleId: z.string(), title: z.string() })),
  lists: z.array(z.object({ listId: z.string(), kind: listKindSchema, title: z.string() })),
});
export type RoutingChoices = z.infer<typeof routingChoicesSchema>;

export const inboundTestSchema = z.object({
  /** The caller's; empty for a call without a number. */
  number: z.string().max(32),
  /** The number that was called; the first trunk that has it is taken when no trunk is named. */
  dialled: z.string().max(32).optional(),
  trunkNo: z.number().int().min(1).optional(),
  /** Unix milliseconds. */
  at: z.number().int(),
});
export type InboundTest = z.infer<typeof inboundTestSchema>;

export const inboundVerdictSchema = z.object({
  kind: z.enum(['matched', 'default', 'blocked', 'none']),
  ruleId: ruleIdSchema.optional(),
  next: nextStepSchema.optional(),
  vip: z.boolean(),
  why: z.array(ruleWhySchema),
});
export type InboundVerdict = z.infer<typeof inboundVerdictSchema>;

export const outboundTestSchema = z.object({
  /** As typed at the station, with or without the outside prefix. */
  number: z.string().min(1).max(64),
  stationNo: stationNoSchema,
  at: z.number().int(),
});
export type OutboundTest = z.infer<typeof outboundTestSchema>;

export const outboundVerdictSchema = z.object({
  /** `internal` and `unknown` are decided by the number plan, before any rule. */
  kind: z.enum(['permitted', 'barred', 'internal', 'unknown']),
  /** As the trunk would dial them. */
  digits: z.string().optional(),
  trunkNos: z.array(z.number().int()).optional(),
  strategy: trunkStrategySchema.optional(),
  ruleId: ruleIdSchema.optional(),
  callerNumber: z.string().optional(),
  why: z.array(ruleWhySchema),
});
export type OutboundVerdict = z.infer<typeof outboundVerdictSchema>;

export const routingTextSchema = z.object({ text: z.string().max(200_000) });
export const importRequestSchema = routingTextSchema.extend({
  /** False only tells what would change. */
  apply: z.boolean(),
});

/** What an import would change, or why it cannot be done. */
export const importReportSchema = z.object({
  applied: z.boolean(),
  problems: z.array(z.object({ place: z.string(), problem: z.string() })),
  changes: z.array(
    z.object({
      what: z.enum(['inboundRule', 'outboundRule', 'ringGroup', 'settings']),
      id: z.string(),
      title: z.string(),
      change: z.enum(['added', 'changed', 'removed']),
    }),
  ),
});
export type ImportReport = z.infer<typeof importReportSchema>;
