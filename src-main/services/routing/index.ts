export { RoutingService, type CallForFlow } from './routing-service.ts';
export {
  nextStepSchema,
  ruleMatchSchema,
  welcomeRule,
  type InboundRule,
  type NextStep,
  type RuleMatch,
} from './inbound-rule.ts';
export { decideInbound, type Decision, type InboundCall } from './decide-inbound.ts';
export { mayDial } from './may-dial.ts';
