import { flowIdSchema, ruleIdSchema } from '../../contract/ids.ts';
import type { InboundRule } from '../../contract/routing.ts';

/** The rule of a fresh house: every call, at any time, goes to the welcome flow. */
export const welcomeRule: InboundRule = {
  ruleId: ruleIdSchema.parse('everything'),
  position: 1,
  title: '全部来电',
  enabled: true,
  match: {},
  next: { kind: 'flow', flowId: flowIdSchema.parse('welcome') },
};
