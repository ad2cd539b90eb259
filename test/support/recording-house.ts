import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RecordingWorkPort } from '../../src-main/api/recording-ports.ts';
import { recordingIdSchema, trunkDevice, type CallId, type RecordingId } from '../../src-main/contract/ids.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { failed, ok } from '../../src-main/foundation/result.ts';
import type { PromptFile } from '../../src-main/mediator/call-control.ts';
import {
  ChainCheck,
  PolicyBook,
  RecordingCapacity,
  RecordingDesk,
  RecordingLocator,
  RecordingRetention,
  RecordingService,
  SealingService,
} from '../../src-main/services/recording/index.ts';
import { carryOut } from '../../src-main/services/recording/sealing/carry-out.ts';
import type { SealFiles } from '../../src-main/services/recording/sealing/seal-files.ts';
import type { Sealer } from '../../src-main/services/recording/sealing/threaded-sealer.ts';
import { FileStore } from '../../src-main/storage/file-store.ts';
import { FreeSpaceGuard } from '../../src-main/storage/free-space-guard.ts';
import { RecordingKeys } from '../../src-main/storage/recording-keys.ts';
import { RecordingChainRepository } from '../../src-main/storage/repositories/recording-chain.ts';
import { RecordingNotesRepository } from '../../src-main/storage/repositories/recording-notes.ts';
import { RecordingSealsRepository } from '../../src-main/storage/repositories/recording-seals.ts';
import { RecordingsRepository, saveRecording } from '../../src-main/storage/repositories/recordings.ts';
import { SettingsRepository } from '../../src-main/storage/repositories/settings.ts';
import { FakeCallControl } from './fake-call-control.ts';
import { settle } from './settle.ts';
import { openMemory, TEST_NOW_MS } from './test-databases.ts';
import { testCallId } from './test-events.ts';
import { TestLog } from './test-log.ts';

export const CODER_PATH = resolve('build/Release/trunkline_dsp');

/** The work of the sealing thread, without a thread. */
export const directSealer: Sealer = {
  async carryOut(order) {
    const reply = await carryOut(order);
    if (reply.kind === 'done') return ok({ sha256: reply.sha256, sizeBytes: reply.sizeBytes });
    const { code, tried, now, next } = reply;
    return failed({ kind: 'operational', code, tried, now, next });
  },
};

export type RecordingHouse = Awaited<ReturnType<typeof openRecordingHouse>>;

/**
 * Everything of recordings over a fake CallControl, a database in memory and a folder of its own. `restart` throws the
 * services away as a killed process would, and makes new ones over the same database and folder.
 */
export async function openRecordingHouse(replaced: { sealer?: Sealer; moves?: SealFiles; coderPath?: string } = {}) {
  const opened = await openMemory();
  const { query } = opened.database;
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-rec-'));
  const clock = new SteppedClock(TEST_NOW_MS);
  const log = new TestLog();
  const disk = { freeBytes: 100e9 };
  const callControl = new FakeCallControl(clock);
  const prompts = new Map<string, PromptFile>();
  const files = new FileStore(folder);
  const store = {
    query,
    settings: new SettingsRepository(query),
    recordings: new RecordingsRepository(query),
    seals: new RecordingSealsRepository(query),
    chain: new RecordingChainRepository(query),
    notes: new RecordingNotesRepository(query),
    keys: new RecordingKeys(join(folder, 'keys', 'recordings.json')),
  };
  const make = (over: { sealer?: Sealer; moves?: SealFiles }) => {
    const sealer = over.sealer ?? directSealer;
    const coderPath = replaced.coderPath ?? CODER_PATH;
    const moves = over.moves === undefined ? {} : { moves: over.moves };
    const readFreeBytes = (): Promise<number> => Promise.resolve(disk.freeBytes);
    const onFailure = (error: unknown): void => log.error(String(error));
    const freeSpace = new FreeSpaceGuard({ clock, readFreeBytes, onFailure });
    const policies = new PolicyBook(store.settings);
    const parts = { callControl, files, clock, log, sealer, coderPath, freeSpace, policies };
    const all = { ...parts, ...store };
    const sealing = new SealingService({ ...all, ...moves });
    const promptOf = (promptId: string): PromptFile | undefined => prompts.get(promptId);
    const service = new RecordingService({ ...all, sealing, promptOf });
    const locator = new RecordingLocator(all);
    const desk = new RecordingDesk({ ...all, locator });
    const retention = new RecordingRetention({ ...all, ...moves });
    const capacity = new RecordingCapacity({ ...all, sealing });
    const chainCheck = new ChainCheck(all);
    return { freeSpace, policies, sealing, service, locator, desk, retention, capacity, chainCheck };
  };
  const start = async (made: ReturnType<typeof make>): Promise<void> => {
    await made.freeSpace.check();
    await made.desk.start();
    await made.sealing.start();
    await made.service.start();
    await made.retention.start();
    await made.capacity.start();
  };
  const dispose = (made: ReturnType<typeof make>): void => {
    for (const each of [made.capacity, made.retention, made.service, made.sealing]) each.dispose();
  };
  const house = {
    ...make(replaced),
    store,
    folder,
    clock,
    log,
    disk,
    files,
    callControl,
    prompts,
    /** Whatever is being done is done. */
    async settled(): Promise<void> {
      for (let turn = 0; turn < 4; turn += 1) {
        await settle();
        await house.sealing.settled();
      }
    },
    async restart(over: { sealer?: Sealer; moves?: SealFiles } = {}): Promise<void> {
      dispose(house);
      Object.assign(house, make(over));
      await start(house);
      await house.settled();
    },
    /** Puts a recording that has ended into the index, as the fold of the journal does. */
    async index(recordingId: RecordingId, path: string, startedAt: number): Promise<void> {
      await saveRecording(query, {
        recordingId,
        callId: testCallId,
        path: files.relativePath(path),
        format: 'pcm16',
        startedAt,
        lengthMs: 3_000,
        result: 'complete',
        gaps: [],
      });
    },
    /** A recording that has ended, with its file, of which the sealing knows nothing. */
    async keep(id: string, bytes: Buffer, startedAt = TEST_NOW_MS): Promise<RecordingId> {
      const recordingId = recordingIdSchema.parse(id);
      const placed = files.placeRecording(recordingId, startedAt);
      if (!placed.ok) throw new Error(placed.error.now);
      writeFileSync(placed.value, bytes);
      await house.index(recordingId, placed.value, startedAt);
      return recordingId;
    },
    async answered(trunkNo = 1): Promise<CallId> {
      const callId = callControl.ring(trunkNo, '13900001234');
      await callControl.answerCall(callId, trunkDevice(trunkNo));
      await settle();
      return callId;
    },
    async close(): Promise<void> {
      dispose(house);
      await house.sealing.settled();
      await opened.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await start(house);
  return house;
}

/** What the API does with these recordings. */
export function workOf(house: RecordingHouse): RecordingWorkPort {
  const { desk, policies, retention, chainCheck } = house;
  return {
    coderPath: CODER_PATH,
    details: (recording, callId) => desk.details(recording, callId),
    addMark: (recordingId, mark, userId) => desk.addMark(recordingId, mark, userId),
    removeMark: (recordingId, markId, onlyOf) => desk.removeMark(recordingId, markId, onlyOf),
    setHold: (recordingId, held, change) => desk.setHold(recordingId, held, change),
    noteListening: (recordingId, heard) => desk.noteListening(recordingId, heard),
    playToCaller: (callId, recordingId, userId) => desk.playToCaller(callId, recordingId, userId),
    policies: () => policies.all(),
    replacePolicies: (list) => policies.replace(list),
    verifyChain: () => chainCheck.verify(),
    runRetention: () => retention.run(),
    rotateKey: () => house.store.keys.rotate(house.clock.nowMs()),
  };
}
