import type { Log } from '../foundation/log.ts';
import { NumberListsService, SchedulesService } from '../services/routing/index.ts';
import type { ProductTime } from './product-clock.ts';
import type { StorageRoom } from './storage-room.ts';

/** What rules ask: when the house is open, and who is on which list. */
export interface SchedulesRoom {
  readonly schedules: SchedulesService;
  readonly numberLists: NumberListsService;
}

export function openSchedules(storage: StorageRoom, time: ProductTime, log: Log): SchedulesRoom {
  return {
    schedules: new SchedulesService({
      repository: storage.schedules,
      clock: time.callClock,
      isUsed: async (scheduleId) => {
        const { inboundRules, outboundRules } = await storage.routingPlan.load();
        return [...inboundRules, ...outboundRules].some((rule) => rule.match.schedule?.scheduleId === scheduleId);
      },
    }),
    numberLists: new NumberListsService({
      lists: storage.numberLists,
      entries: storage.numberListEntries,
      clock: time.callClock,
      wallClock: time.wallClock,
      log,
      isUsed: async (listId) => {
        const { inboundRules } = await storage.routingPlan.load();
        return inboundRules.some((rule) => rule.match.callerLists?.includes(listId) === true);
      },
    }),
  };
}
