import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callIdSchema, promptIdSchema, type CallId } from '../../src-main/contract/ids.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { FaultError } from '../../src-main/foundation/errors.ts';
import { Mediator } from '../../src-main/mediator/mediator.ts';
import { AgentsService } from '../../src-main/services/agents/index.ts';
import { flowDefinitionSchema, IvrService, PromptLibrary, welcomeFlow } from '../../src-main/services/ivr/index.ts';
import { CallRecordsService } from '../../src-main/services/records/index.ts';
import { PolicyBook, RecordingService } from '../../src-main/services/recording/index.ts';
import {
  nextStepSchema,
  noAgents,
  noLists,
  noSchedules,
  RoutingBook,
  RoutingService,
  ruleMatchSchema,
  welcomeRule,
  type NumberListMatcher,
} from '../../src-main/services/routing/index.ts';
import { CallJournal } from '../../src-main/storage/call-journal.ts';
import { FileStore } from '../../src-main/storage/file-store.ts';
import { FreeSpaceGuard } from '../../src-main/storage/free-space-guard.ts';
import { CallRecordsRepository } from '../../src-main/storage/repositories/call-records.ts';
import { FlowsRepository } from '../../src-main/storage/repositories/flows.ts';
import { InboundRulesRepository } from '../../src-main/storage/repositories/inbound-rules.ts';
import { PromptsRepository } from '../../src-main/storage/repositories/prompts.ts';
import { RoutingPlanRepository } from '../../src-main/storage/repositories/routing-plan.ts';
import { SettingsRepository } from '../../src-main/storage/repositories/settings.ts';
import { ScriptedDriver } from './scripted-driver.ts';
import { settle } from './settle.ts';
import { openMemory, TEST_NOW_MS } from './test-databases.ts';
import { TestLog } from './test-log.ts';

const BLACK_ENTRY = { listId: 'black', kind: 'black', entryId: 'entry_1', reason: '' } as const;

export type WholeHouse = Awaited<ReturnType<typeof openWholeHouse>>;

/**
 * The services over the real mediator, journal and records, and a scripted board of 4 trunks (channels 0 to 3) and
 * 4 stations (channels 4 to 7, numbers from 801). Only the board and the clock are the test's.
 */
export async function openWholeHouse() {
  const { database, remove } = await openMemory();
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-house-'));
  const clock = new SteppedClock(TEST_NOW_MS);
  const log = new TestLog();
  const defects: unknown[] = [];
  const onDefect = (error: unknown): void => void defects.push(error);
  const journal = await CallJournal.open(database, clock, { onFault: onDefect, onListenerError: onDefect });
  const driver = new ScriptedDriver({ clock, trunks: 4, stations: 4 });
  const callId = callIds();
  const callControl = new Mediator({
    driver,
    clock,
    journal,
    random: () => 0,
    ids: { callId },
    stations: { first: 801 },
    log: () => undefined,
    onDefect,
  });
  const { query } = database;
  const blocked = new Set<string>();
  const lists: NumberListMatcher = {
    matchAll: (number) => (blocked.has(number) ? [{ ...BLACK_ENTRY, pattern: number }] : []),
  };
  const rules = new InboundRulesRepository(query, { match: ruleMatchSchema, next: nextStepSchema });
  const flows = new FlowsRepository(query, flowDefinitionSchema);
  const prompts = new PromptsRepository(query);
  await rules.save(welcomeRule);
  await flows.save(welcomeFlow);
  await savePrompts(prompts);
  const files = new FileStore(folder);
  const disk = { freeBytes: 1e12 };
  const readFreeBytes = (): Promise<number> => Promise.resolve(disk.freeBytes);
  const freeSpace = new FreeSpaceGuard({ clock, readFreeBytes, onFailure: onDefect });
  const settings = new SettingsRepository(query);
  const agents = new AgentsService({ callControl, clock, log });
  const book = new RoutingBook({ store: new RoutingPlanRepository(query), schedules: noSchedules, lists });
  const askAddress = (): Promise<unknown> => Promise.reject(new Error('no network in tests'));
  const routing = new RoutingService({ callControl, clock, log, book, agents: noAgents, hits: noLists, askAddress });
  const library = new PromptLibrary(prompts, files);
  const ivr = new IvrService({ callControl, routing, agents, clock, flows, library, language: 'zh-CN', log });
  const recording = new RecordingService({
    callControl,
    clock,
    files,
    freeSpace,
    policies: new PolicyBook(settings),
    sealing: { expect: () => undefined },
    promptOf: () => undefined,
    log,
  });
  const records = new CallRecordsService({ journal, records: new CallRecordsRepository(query), files, log });
  for (const service of [freeSpace, records, recording, ivr, routing]) await service.start();
  const started = await callControl.start();
  if (!started.ok) throw new FaultError(started.error);

  /** Moves time and lets everything happen that is due. */
  const pass = async (ms = 0): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 12; turn += 1) {
      await settle();
      clock.advance(0);
    }
  };
  const close = async (): Promise<void> => {
    for (const service of [routing, ivr, recording, agents, records, freeSpace]) service.dispose();
    await callControl.stop();
    await journal.close();
    await remove();
    rmSync(folder, { recursive: true, force: true });
  };
  await pass();
  return { clock, driver, disk, blocked, callControl, agents, ivr, records, journal, log, defects, pass, close };
}

function callIds(): () => CallId {
  let made = 0;
  return () => callIdSchema.parse(`call_${(made += 1)}`);
}

async function savePrompts(prompts: PromptsRepository): Promise<void> {
  for (const name of ['welcome', 'menu', 'invalid', 'transferring', 'no-agent', 'goodbye', 'hold-music']) {
    const promptId = promptIdSchema.parse(name);
    await prompts.save({
      promptId,
      language: 'zh-CN',
      title: name,
      path: `prompts/zh-CN/${name}.wav`,
      lengthMs: 1_000,
    });
  }
}
