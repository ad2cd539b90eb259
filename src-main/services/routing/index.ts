export { RoutingService } from './routing-service.ts';
export type { CallForFlow, CallForFollowMe, CallForRingGroup, CallForVoicemail, NextStepParts } from './next-steps.ts';
export { QUEUE_FLOW_ID } from './next-steps.ts';
export { RoutingDesk } from './routing-desk.ts';
export { RoutingTesters } from './routing-testers.ts';
export { RoutingBook, type RoutingPlanStore } from './routing-book.ts';
export { askOverHttp, type AskAddress } from './ask-address.ts';
/** For who reads rules from the storage: they take the words of older versions too. */
export { storedMatchSchema as ruleMatchSchema, storedStepSchema as nextStepSchema } from '../../contract/routing.ts';
export { type InboundRule, type NextStep, type RuleMatch } from '../../contract/routing.ts';
export { welcomeRule } from './inbound-rule.ts';
export { decideInbound, type Decision, type InboundCall, type InboundPlan } from './decide-inbound.ts';
export { decideOutbound, type DialDecision, type DialRequest, type OutboundPlan } from './outbound/decide-outbound.ts';
export {
  noAgents,
  noLists,
  noSchedules,
  type ListHit,
  type ListHitCounter,
  type NumberListMatcher,
  type ReadNumber,
  type Schedules,
  type SeatedAgents,
} from './ports.ts';
export { isLikeCaller } from './number-pattern.ts';
export { mayDial } from './may-dial.ts';
export { SchedulesService, type SchedulesParts } from './schedules/schedules-service.ts';
export { ScheduleBook } from './schedules/schedule-book.ts';
export { officeHours } from './schedules/office-hours.ts';
export { HOLIDAY_CALENDARS } from './schedules/public-holidays.ts';
export { serverTimeZone } from './schedules/zone-time.ts';
export { NumberListsService, type NumberListsParts } from './lists/number-lists-service.ts';
export { NumberLists } from './lists/number-lists.ts';
