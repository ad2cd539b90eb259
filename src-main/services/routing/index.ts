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
export { SchedulesService, type SchedulesParts } from './schedules/schedules-service.ts';
export { ScheduleBook } from './schedules/schedule-book.ts';
export { officeHours } from './schedules/office-hours.ts';
export { HOLIDAY_CALENDARS } from './schedules/public-holidays.ts';
export { serverTimeZone } from './schedules/zone-time.ts';
export { NumberListsService, type NumberListsParts } from './lists/number-lists-service.ts';
export { NumberLists } from './lists/number-lists.ts';
