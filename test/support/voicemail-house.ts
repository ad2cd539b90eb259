import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  callIdSchema,
  recordingIdSchema,
  trunkDevice,
  userIdSchema,
  type CallId,
} from '../../src-main/contract/ids.ts';
import {
  boxSetupSchema,
  type Box,
  type BoxId,
  type Period,
  type VoicemailMessage,
} from '../../src-main/contract/voicemail.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { failed, ok } from '../../src-main/foundation/result.ts';
import { VoicemailService, type DialFor } from '../../src-main/services/voicemail/index.ts';
import { FileStore } from '../../src-main/storage/file-store.ts';
import { VoicemailBoxesRepository } from '../../src-main/storage/repositories/voicemail-boxes.ts';
import { VoicemailRepository } from '../../src-main/storage/repositories/voicemail.ts';
import { FakeVoicemailCalls } from './fake-voicemail-calls.ts';
import { settle } from './settle.ts';
import { openMemory, TEST_NOW_MS } from './test-databases.ts';
import { TestLog } from './test-log.ts';

export type VoicemailHouse = Awaited<ReturnType<typeof openVoicemailHouse>>;

export const CHEN = userIdSchema.parse('user_chen');
export const LI = userIdSchema.parse('user_li');

/** Voicemail over fake lines, a database in memory and a clock of the test's own. */
export async function openVoicemailHouse() {
  const { database, remove } = await openMemory();
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-voicemail-'));
  const clock = new SteppedClock(TEST_NOW_MS);
  const callControl = new FakeVoicemailCalls(clock);
  const log = new TestLog();
  const boxes = new VoicemailBoxesRepository(database.query);
  const messages = new VoicemailRepository(database.query);
  /** What the schedules say now. */
  const schedule: { kind: Period | undefined } = { kind: undefined };
  const missing = new Set<string>();
  const dialled: string[] = [];
  const dial: DialFor = (userId, number) => {
    dialled.push(`${userId} ${number}`);
    return callControl.makeCall({ stationId: trunkDevice(3), number });
  };
  const service = new VoicemailService({
    callControl,
    routing: callControl,
    clock,
    boxes,
    messages,
    recordings: {
      locate: async (recordingId) =>
        missing.has(recordingId)
          ? failed({ kind: 'operational', code: 'recording/missing', tried: '', now: '', next: '' })
          : ok({ path: `/recordings/${recordingId}.wav` }),
    },
    files: new FileStore(folder),
    schedules: { kindAt: () => schedule.kind },
    hasher: { hash: async (pin) => `hash ${pin}`, verify: async (pin, hash) => hash === `hash ${pin}` },
    prompts: {
      find: (promptId) => (missing.has(promptId) ? undefined : { promptId, path: `/prompts/${promptId}.wav` }),
    },
    language: 'zh-CN',
    accessNumber: '*97',
    dial,
    log,
  });
  await service.start();

  /** Adds a box with the PIN 4711, already changed by its owner unless told otherwise. */
  const addBox = async (boxNo: string, setup: object = {}, mustChangePin = false): Promise<Box> => {
    const made = await service.boxes.create(
      boxSetupSchema.parse({ boxNo, title: `box ${boxNo}`, kind: 'personal', ownerUserId: CHEN, ...setup }),
      '4711',
    );
    assert.ok(made.ok);
    if (!mustChangePin) assert.ok((await service.boxes.setPin(made.value.boxId, '4711')).ok);
    return service.boxes.byId(made.value.boxId) ?? assert.fail();
  };
  /** A message that somebody left before the test. */
  const leave = (boxId: BoxId, no: number, callerNumber = '13900001234'): Promise<VoicemailMessage> =>
    service.messages.add({
      boxId,
      ...callFacts(no),
      callerNumber,
      callerName: '',
      at: TEST_NOW_MS - 3_600_000 + no,
      lengthMs: 12_000,
    });
  /** What the person on the line hears now. */
  const hears = async (callId: CallId): Promise<readonly string[]> => {
    await settled();
    return callControl.playingTo(callId);
  };
  /** Hears out what is said. */
  const hearOut = async (callId: CallId): Promise<void> => {
    await settled();
    callControl.finishPlayback(callId);
    await settled();
  };
  const press = async (callId: CallId, digits: string): Promise<void> => {
    await settled();
    callControl.press(callId, digits);
    await settled();
  };
  /** What is heard after the keys were pressed. */
  const after = async (callId: CallId, keys: string): Promise<readonly string[]> => {
    await press(callId, keys);
    return hears(callId);
  };
  /** A phone dials in, takes its own box and types the PIN; the counts are being said. */
  const enter = async (stationNo: string): Promise<CallId> => {
    const callId = callControl.dial(stationNo, '*97');
    assert.deepEqual(await hears(callId), ['vm-enter-box']);
    assert.deepEqual(await after(callId, '#'), ['vm-enter-pin']);
    await press(callId, '4711#');
    return callId;
  };
  /** In the menu, nothing pressed yet. */
  const toMenu = async (stationNo: string): Promise<CallId> => {
    const callId = await enter(stationNo);
    await hearOut(callId);
    assert.deepEqual(await hears(callId), ['vm-menu']);
    return callId;
  };
  const pass = async (ms: number): Promise<void> => {
    await settled();
    clock.advance(ms);
    await settled();
  };
  const close = async (): Promise<void> => {
    service.dispose();
    await settled();
    await remove();
    rmSync(folder, { recursive: true, force: true });
  };
  const deeds = { addBox, leave, hears, hearOut, press, after, enter, toMenu, pass, close };
  return { clock, callControl, log, service, schedule, missing, dialled, folder, boxes, messages, ...deeds };
}

/** The nodes of the story of a call. */
export function storyOf(house: VoicemailHouse, callId: CallId): readonly string[] {
  return house.callControl.events.flatMap((event) =>
    event.kind === 'FlowStepped' && event.callId === callId && event.flowId === 'voicemail' ? [event.node] : [],
  );
}

/** Promises of the database settle over several turns. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await settle();
}

function callFacts(no: number) {
  return { callId: callIdSchema.parse(`call_past_${no}`), recordingId: recordingIdSchema.parse(`rec_past_${no}`) };
}
