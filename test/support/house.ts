import type { Locale, Role, UserView } from '../../src-main/contract/users.ts';
import { promptIdSchema, userIdSchema } from '../../src-main/contract/ids.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { AgentsService } from '../../src-main/services/agents/index.ts';
import { flowDefinitionSchema, IvrService, PromptLibrary, welcomeFlow } from '../../src-main/services/ivr/index.ts';
import {
  nextStepSchema,
  noAgents,
  noSchedules,
  RoutingBook,
  RoutingService,
  ruleMatchSchema,
  welcomeRule,
  type ListHit,
} from '../../src-main/services/routing/index.ts';
import { FileStore } from '../../src-main/storage/file-store.ts';
import { FlowsRepository } from '../../src-main/storage/repositories/flows.ts';
import { InboundRulesRepository } from '../../src-main/storage/repositories/inbound-rules.ts';
import { PromptsRepository } from '../../src-main/storage/repositories/prompts.ts';
import { RoutingPlanRepository } from '../../src-main/storage/repositories/routing-plan.ts';
import { FakeCallControl } from './fake-call-control.ts';
import { TestLog } from './test-log.ts';
import { openMemory, TEST_NOW_MS } from './test-databases.ts';

/** The lists that every caller is on, and which hits were counted. */
interface FakeLists {
  hits: readonly ListHit[];
  readonly counted: ListHit[];
}

/** Addresses that custom steps ask: what was asked, and what each says; silent without an answer. */
interface FakeAddresses {
  readonly asked: string[];
  answer: Promise<unknown> | undefined;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The services of people and calls over a fake CallControl and a database in memory, with the welcome flow. */
export async function openHouse() {
  const { database, remove } = await openMemory();
  const clock = new SteppedClock(TEST_NOW_MS);
  const callControl = new FakeCallControl(clock);
  const log = new TestLog();
  const rules = new InboundRulesRepository(database.query, { match: ruleMatchSchema, next: nextStepSchema });
  const flows = new FlowsRepository(database.query, flowDefinitionSchema);
  const prompts = new PromptsRepository(database.query);
  await rules.save(welcomeRule);
  await flows.save(welcomeFlow);
  for (const name of ['welcome', 'menu', 'invalid', 'transferring', 'no-agent', 'goodbye', 'hold-music']) {
    await prompts.save({
      promptId: promptIdSchema.parse(name),
      language: 'zh-CN',
      title: name,
      path: `prompts/zh-CN/${name}.wav`,
      lengthMs: 1_000,
    });
  }
  const agents = new AgentsService({ callControl, clock, log });
  const lists: FakeLists = { hits: [], counted: [] };
  const book = new RoutingBook({
    store: new RoutingPlanRepository(database.query),
    schedules: noSchedules,
    lists: { matchAll: () => lists.hits },
  });
  const addresses: FakeAddresses = { asked: [], answer: undefined };
  const routing = new RoutingService({
    callControl,
    clock,
    log,
    book,
    agents: { ...noAgents, stationOf: (userId) => agents.byUser(userId)?.stationNo },
    hits: { countHit: (hit) => void lists.counted.push(hit) },
    askAddress: (address) => {
      addresses.asked.push(address);
      return addresses.answer ?? new Promise(() => undefined);
    },
    busyTone: { promptId: promptIdSchema.parse('busy-tone'), path: '/data/busy-tone.wav' },
  });
  const library = new PromptLibrary(prompts, new FileStore('/data'));
  const language: Locale = 'zh-CN';
  const ivr = new IvrService({ callControl, routing, agents, clock, flows, library, language, log });
  await ivr.start();
  await routing.start();
  const close = async (): Promise<void> => {
    for (const service of [ivr, routing, agents]) service.dispose();
    await remove();
  };
  return {
    database,
    clock,
    callControl,
    log,
    rules,
    flows,
    prompts,
    agents,
    routing,
    book,
    lists,
    addresses,
    ivr,
    close,
  };
}

export function testUser(login: string, role: Role = 'agent'): UserView {
  return {
    userId: userIdSchema.parse(`user_${login}`),
    login,
    displayName: login,
    role,
    locale: 'zh-CN',
    mustChangePassword: false,
    disabled: false,
  };
}
