import { join } from 'node:path';
import type { Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { ok, type Result } from '../foundation/result.ts';
import { flowDefinitionSchema } from '../services/ivr/index.ts';
import { closeInterruptedCalls } from '../services/restart/index.ts';
import { nextStepSchema, ruleMatchSchema } from '../services/routing/index.ts';
import { CallJournal } from '../storage/call-journal.ts';
import { openDatabase } from '../storage/database.ts';
import { FileStore } from '../storage/file-store.ts';
import { FreeSpaceGuard, freeBytesOf } from '../storage/free-space-guard.ts';
import { AccountsRepository } from '../storage/repositories/accounts.ts';
import { CallRecordsRepository } from '../storage/repositories/call-records.ts';
import { DialTokensRepository } from '../storage/repositories/dial-tokens.ts';
import { FlowsRepository } from '../storage/repositories/flows.ts';
import { FollowPlansRepository } from '../storage/repositories/follow-plans.ts';
import { InboundRulesRepository } from '../storage/repositories/inbound-rules.ts';
import { MusicFilesRepository } from '../storage/repositories/music-files.ts';
import { NumberListEntriesRepository } from '../storage/repositories/number-list-entries.ts';
import { NumberListsRepository } from '../storage/repositories/number-lists.ts';
import { PromptsRepository } from '../storage/repositories/prompts.ts';
import { RecordingKeys } from '../storage/recording-keys.ts';
import { RecordingChainRepository } from '../storage/repositories/recording-chain.ts';
import { RecordingNotesRepository } from '../storage/repositories/recording-notes.ts';
import { RecordingSealsRepository } from '../storage/repositories/recording-seals.ts';
import { RecordingsRepository } from '../storage/repositories/recordings.ts';
import { SchedulesRepository } from '../storage/repositories/schedules.ts';
import { RoutingPlanRepository } from '../storage/repositories/routing-plan.ts';
import { SessionsRepository } from '../storage/repositories/sessions.ts';
import { SettingsRepository } from '../storage/repositories/settings.ts';
import { StationSettingsRepository } from '../storage/repositories/station-settings.ts';
import { VoicemailBoxesRepository } from '../storage/repositories/voicemail-boxes.ts';
import { VoicemailRepository } from '../storage/repositories/voicemail.ts';
import { WebhookNewsRepository } from '../storage/repositories/webhook-news.ts';
import { WebhooksRepository } from '../storage/repositories/webhooks.ts';
import type { ProductTime } from './product-clock.ts';

export const DATABASE_FILE = 'trunkline.db';

export type StorageRoom = Extract<Awaited<ReturnType<typeof openStorage>>, { ok: true }>['value'];

/**
 * Database, journal and files of a data folder. What the last process left open is ended in the journal before
 * anybody reads it. Faults: storage/locked, storage/corrupt, storage/newerVersion, storage/failed.
 */
export async function openStorage(dataDir: string, time: ProductTime, log: Log) {
  const database = await openDatabase({ path: join(dataDir, DATABASE_FILE) }, time.wallClock.nowMs());
  if (!database.ok) return database;
  const query = database.value.query;
  const journal = await CallJournal.open(database.value, time.callClock, {
    onFault: (fault) => log.error(`the journal could not be written: ${fault.now}`, { code: fault.code }),
    onListenerError: (error) => log.error(`a listener of the journal failed: ${String(error)}`),
  });
  const room = {
    database: database.value,
    journal,
    files: new FileStore(dataDir),
    freeSpace: new FreeSpaceGuard({
      clock: time.wallClock,
      readFreeBytes: () => freeBytesOf(dataDir),
      onFailure: (error) => log.error(`the room on the disk could not be read: ${String(error)}`),
    }),
    accounts: new AccountsRepository(query),
    sessions: new SessionsRepository(query),
    settings: new SettingsRepository(query),
    records: new CallRecordsRepository(query),
    recordings: new RecordingsRepository(query),
    seals: new RecordingSealsRepository(query),
    chain: new RecordingChainRepository(query),
    recordingNotes: new RecordingNotesRepository(query),
    recordingKeys: new RecordingKeys(join(dataDir, 'keys', 'recordings.json')),
    prompts: new PromptsRepository(query),
    stationSettings: new StationSettingsRepository(query),
    followPlans: new FollowPlansRepository(query),
    musicFiles: new MusicFilesRepository(query),
    voicemailBoxes: new VoicemailBoxesRepository(query),
    voicemail: new VoicemailRepository(query),
    flows: new FlowsRepository(query, flowDefinitionSchema),
    routingPlan: new RoutingPlanRepository(query),
    webhooks: new WebhooksRepository(query),
    webhookNews: new WebhookNewsRepository(query),
    dialTokens: new DialTokensRepository(query),
    rules: new InboundRulesRepository(query, { match: ruleMatchSchema, next: nextStepSchema }),
    schedules: new SchedulesRepository(query),
    numberLists: new NumberListsRepository(query),
    numberListEntries: new NumberListEntriesRepository(query),
  };
  const closed = await closeInterrupted(room, time, log);
  if (!closed.ok) {
    await database.value.close();
    return closed;
  }
  return ok(room);
}

function closeInterrupted(
  room: { readonly journal: CallJournal; readonly recordings: RecordingsRepository },
  time: ProductTime,
  log: Log,
): Promise<Result<unknown, Fault>> {
  return closeInterruptedCalls({ journal: room.journal, recordings: room.recordings, clock: time.callClock, log });
}
