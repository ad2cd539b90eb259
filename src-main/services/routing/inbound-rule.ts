import { z } from 'zod';
import { flowIdSchema, ruleIdSchema } from '../../contract/ids.ts';
import { stationNoSchema } from '../../contract/users.ts';
import type { StoredInboundRule } from '../../storage/repositories/inbound-rules.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What a call must be for the rule; a condition that is absent is met by every call. */
export const ruleMatchSchema = z.object({
  trunkNos: z.array(z.number().int().min(1)).optional(),
  /** The caller's number begins with one of these. */
  callerPrefixes: z.array(z.string().regex(/^\d{1,20}$/)).optional(),
  /** Local time of the server. `to` may lie before `from`: then the span goes over midnight. */
  hours: z
    .object({
      /** 1 Monday to 7 Sunday: the day on which the span begins. */
      weekdays: z.array(z.number().int().min(1).max(7)).min(1),
      from: clockTime,
      to: clockTime,
    })
    .optional(),
});
export type RuleMatch = z.infer<typeof ruleMatchSchema>;

/** The next step (下一步操作). Of the eight kinds of the source these three are here now. */
export const nextStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('flow'), flowId: flowIdSchema }),
  z.object({ kind: z.literal('station'), stationNo: stationNoSchema }),
  z.object({ kind: z.literal('hangUp') }),
]);
export type NextStep = z.infer<typeof nextStepSchema>;

export type InboundRule = StoredInboundRule<RuleMatch, NextStep>;

/** The rule of a fresh house: every call, at any time, goes to the welcome flow. */
export const welcomeRule: InboundRule = {
  ruleId: ruleIdSchema.parse('everything'),
  position: 1,
  title: '全部来电',
  enabled: true,
  match: {},
  next: { kind: 'flow', flowId: flowIdSchema.parse('welcome') },
};
