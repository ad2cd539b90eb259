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
  const isUsed = async (id: string): Promise<boolean> =>
    (await storage.rules.all()).some((rule) => mentions(rule.match, id));
  return {
    schedules: new SchedulesService({ repository: storage.schedules, clock: time.callClock, isUsed }),
    numberLists: new NumberListsService({
      lists: storage.numberLists,
      entries: storage.numberListEntries,
      clock: time.callClock,
      wallClock: time.wallClock,
      log,
      isUsed,
    }),
  };
}

/** Whether an id stands anywhere in the conditions of a rule. */
function mentions(condition: unknown, id: string): boolean {
  if (typeof condition === 'string') return condition === id;
  return (
    typeof condition === 'object' && condition !== null && Object.values(condition).some((part) => mentions(part, id))
  );
}
