import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FollowPlan } from '../contract/follow.ts';
import type { RoutingChoices } from '../contract/routing-requests.ts';
import { deviceNumber, promptIdSchema } from '../contract/ids.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import type { CallControl, PromptFile } from '../mediator/call-control.ts';
import { NumberPlan, type NumberPlanSettings } from '../mediator/number-plan.ts';
import type { AgentsService } from '../services/agents/index.ts';
import {
  askOverHttp,
  RoutingBook,
  RoutingDesk,
  RoutingService,
  RoutingTesters,
  type ReadNumber,
  type SeatedAgents,
} from '../services/routing/index.ts';
import { DEMO_PROMPT_FOLDER } from './demo/demo-prompts.ts';
import type { ProductTime } from './product-clock.ts';
import { openSchedules, type SchedulesRoom } from './schedules-room.ts';
import type { StorageRoom } from './storage-room.ts';

export type RoutingRoom = ReturnType<typeof openRouting>;

/** China's busy tone, 450 Hz, 0.35 s on and off: one round. */
const BUSY_TONE: PromptFile = {
  promptId: promptIdSchema.parse('busy-tone'),
  path: join(DEMO_PROMPT_FOLDER, 'busy-tone.wav'),
};

/** Routing as the house has it: the rules in memory, who follows them, who changes and who tests them. */
export function openRouting(parts: {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly log: Log;
  readonly agents: AgentsService;
  readonly storage: StorageRoom;
  readonly time: ProductTime;
  readonly numberPlan: NumberPlanSettings;
  readonly followPlans: () => readonly FollowPlan[];
}) {
  const { callControl, clock, log, storage, numberPlan } = parts;
  const hours = openSchedules(storage, parts.time, log);
  const agents = seatedAgents(parts.agents);
  const book = new RoutingBook({
    store: storage.routingPlan,
    schedules: hours.schedules.book,
    lists: hours.numberLists.lookup,
  });
  const steps = { callControl, clock, log, book, agents, askAddress: askOverHttp, busyTone: BUSY_TONE };
  return {
    book,
    /** When the house is open, and who is on which list. */
    hours,
    furtherEmergencyNumbers: () => book.plan.settings.furtherEmergencyNumbers,
    service: new RoutingService({ ...steps, hits: hours.numberLists }),
    desk: new RoutingDesk({
      book,
      makeId: () => randomUUID(),
      choices: () => choicesOf(callControl, storage, { hours, followPlans: parts.followPlans() }),
    }),
    testers: new RoutingTesters({ book, agents, readNumber: numberReader(callControl, numberPlan) }),
  };
}

export function seatedAgents(agents: AgentsService): SeatedAgents {
  return {
    stationOf: (userId) => agents.byUser(userId)?.stationNo,
    at: (stationNo) => {
      const agent = agents.byStation(stationNo);
      return agent === undefined ? undefined : { userId: agent.userId, role: agent.role };
    },
  };
}

/** Reads a number as one that is dialled on the screen: the prefix may be there and need not. */
function numberReader(callControl: CallControl, settings: NumberPlanSettings): ReadNumber {
  return (number) => {
    const stations = callControl.devices.stations().map((station) => deviceNumber(station.deviceId));
    const destination = new NumberPlan(settings, stations).resolve(number, 'soft');
    return destination.kind === 'outside'
      ? { kind: 'outside', digits: destination.digits }
      : { kind: destination.kind };
  };
}

async function choicesOf(
  { devices }: CallControl,
  storage: Pick<StorageRoom, 'accounts' | 'flows'>,
  { hours, followPlans }: { readonly hours: SchedulesRoom; readonly followPlans: readonly FollowPlan[] },
): Promise<RoutingChoices> {
  const users = await storage.accounts.all();
  const flows = await storage.flows.all();
  const lists = await hours.numberLists.all();
  return {
    trunkNos: devices.trunks().map((trunk) => Number(deviceNumber(trunk.deviceId))),
    stationNos: devices.stations().map((station) => deviceNumber(station.deviceId)),
    users: users.filter((user) => !user.disabled).map(({ userId, displayName }) => ({ userId, displayName })),
    flows: flows.map(({ flowId, title }) => ({ flowId, title })),
    followPlans: followPlans.map(({ planId, title }) => ({ planId, title })),
    schedules: hours.schedules.all().map(({ schedule: { scheduleId, title } }) => ({ scheduleId, title })),
    lists: lists.map(({ listId, kind, title }) => ({ listId, kind, title })),
  };
}
