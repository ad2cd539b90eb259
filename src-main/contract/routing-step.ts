import { z } from 'zod';

const conditionSchema = z.object({
  condition: z.string(),
  met: z.boolean(),
  /** What the call had, and what the rule asks for. */
  had: z.string().optional(),
  wanted: z.array(z.string()).optional(),
});
export type RoutingCondition = z.infer<typeof conditionSchema>;

/**
 * One element of a record's `why` as far as a screen can say it. Open on purpose: a record that an older or a newer
 * version stored shows what is understood of it.
 */
export const routingStepSchema = z.object({
  kind: z.string(),
  title: z.string().optional(),
  ruleId: z.string().optional(),
  met: z.boolean().optional(),
  list: z.string().optional(),
  pattern: z.string().optional(),
  reason: z.string().optional(),
  because: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  conditions: z.array(conditionSchema).optional(),
});
export type RoutingStep = z.infer<typeof routingStepSchema>;
