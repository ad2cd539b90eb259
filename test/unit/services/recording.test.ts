import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingsPort } from '../../../src-main/api/ports.ts';
import { recordingIdSchema, trunkDevice, type CallId } from '../../../src-main/contract/ids.ts';
import { RECORDING_SETTING } from '../../../src-main/services/recording/index.ts';
import { saveRecording, type StoredRecording } from '../../../src-main/storage/repositories/recordings.ts';
import { openRecordingHouse, type RecordingHouse } from '../../support/recording-house.ts';
import { settle } from '../../support/settle.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';
import { testCallId, testRecordingId } from '../../support/test-events.ts';

const AMPLE_BYTES = 100e9;
const trunk = trunkDevice(1);

describe('recording', () => {
  let house: RecordingHouse;
  let callControl: RecordingHouse['callControl'];
  let clock: RecordingHouse['clock'];
  beforeEach(async () => {
    house = await openRecordingHouse();
    ({ callControl, clock } = house);
  });
  afterEach(() => house.close());

  function answered(): Promise<CallId> {
    return house.answered();
  }

  async function diskHas(bytes: number): Promise<void> {
    house.disk.freeBytes = bytes;
    await house.freeSpace.check();
    await settle();
  }

  /** What was told of recordings, in order. */
  function told(): readonly string[] {
    return callControl.events.flatMap((event) => {
      if (event.kind === 'RecordingGap') return [`gap ${event.phase} ${event.lengthMs}`];
      return event.kind === 'RecordingStarted' || event.kind === 'RecordingStopped' ? [event.kind] : [];
    });
  }

  it('begins when the trunk is answered, in a new file of the day', async () => {
    await answered();
    const started = callControl.events.find((event) => event.kind === 'RecordingStarted');
    assert.equal(started?.deviceId, trunk);
    assert.equal(started.format, 'pcm16');
    assert.match(started.path, /recordings\/2026\/01\/0\d\/rec_[-0-9a-f]{36}\.wav$/);
    assert.ok(started.path.startsWith(house.folder));
  });

  it('does not begin a second time when a station lifts', async () => {
    const callId = await answered();
    callControl.tell({ kind: 'Established', at: 0, callId, deviceId: trunk });
    await settle();
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('still follows the setting of former versions: direction and format', async () => {
    await house.store.settings.write(RECORDING_SETTING, { directions: ['inbound'], format: 'alaw' });
    await house.policies.reload();
    await answered();
    const started = callControl.events.find((event) => event.kind === 'RecordingStarted');
    assert.equal(started?.format, 'alaw');
    await house.store.settings.write(RECORDING_SETTING, { directions: ['outbound'] });
    await house.policies.reload();
    const other = callControl.ring(2, '13900005678');
    await callControl.answerCall(other, trunkDevice(2));
    await settle();
    assert.deepEqual(told(), ['RecordingStarted']);
  });

  it('does not begin on a full disk: the call goes on and the gap is told', async () => {
    await diskHas(0);
    const callId = await answered();
    assert.deepEqual(told(), ['gap began 0']);
    assert.ok(callControl.calls.has(callId));
  });

  it('stops when the disk fills and begins a new file when there is room again', async () => {
    await answered();
    await diskHas(0);
    clock.advance(7_000);
    await diskHas(AMPLE_BYTES);
    assert.deepEqual(told(), [
      'RecordingStarted',
      'gap began 0',
      'RecordingStopped',
      'gap ended 7000',
      'RecordingStarted',
    ]);
    const ids = callControl.events.flatMap((event) => ('recordingId' in event ? [event.recordingId] : []));
    assert.deepEqual([new Set(ids.slice(0, 4)).size, ids[3] === ids[4]], [1, false]);
  });

  it('looks at the disk at once when the recorder reports it full', async () => {
    const callId = await answered();
    house.disk.freeBytes = 0;
    const recordingId = recordingIdSchema.parse('rec_x');
    callControl.tell({
      kind: 'RecordingGap',
      at: 0,
      callId,
      deviceId: trunk,
      recordingId,
      reason: 'diskFull',
      phase: 'began',
      lengthMs: 0,
    });
    await settle();
    assert.equal(house.freeSpace.state, 'full');
    assert.deepEqual(told().slice(-2), ['gap began 0', 'RecordingStopped']);
  });

  it('lets the call go on when the board refuses to record', async () => {
    callControl.refusals.set('startRecording', 'board/unsupported');
    const callId = await answered();
    assert.deepEqual(told(), []);
    assert.ok(callControl.calls.has(callId));
  });

  it('has nothing to do with a call that is over when the disk fills', async () => {
    const callId = await answered();
    callControl.callerHangsUp(callId);
    const before = callControl.requests.length;
    await diskHas(0);
    assert.equal(callControl.requests.length, before);
  });

  describe('located', () => {
    const path = 'recordings/2026/01/05/rec_1.wav';
    const stored: StoredRecording = {
      recordingId: testRecordingId,
      callId: testCallId,
      path: 'rec_1.wav',
      format: 'alaw',
      startedAt: TEST_NOW_MS,
      lengthMs: 5_000,
      result: 'complete',
      gaps: [],
    };
    let port: RecordingsPort;
    beforeEach(() => {
      port = house.locator;
    });

    it('gives the file, the call and the length', async () => {
      writeFileSync(join(house.folder, 'rec_1.wav'), 'sound');
      await saveRecording(house.store.query, stored);
      const located = await port.locate(testRecordingId);
      const { path: found, callId, running, lengthMs } = located.ok ? located.value : assert.fail(located.error.now);
      assert.deepEqual([found, callId, running, lengthMs], [join(house.folder, 'rec_1.wav'), testCallId, false, 5_000]);
    });

    it('gives the length up to now of one that runs', async () => {
      writeFileSync(join(house.folder, 'rec_1.wav'), 'sound');
      await saveRecording(house.store.query, { ...stored, result: 'running', lengthMs: 0 });
      clock.advance(1_234);
      const located = await port.locate(testRecordingId);
      assert.deepEqual(located.ok && [located.value.running, located.value.lengthMs], [true, 1_234]);
    });

    it('answers recording/missing when there is no such recording, and when its file is gone', async () => {
      const never = await port.locate(testRecordingId);
      await saveRecording(house.store.query, { ...stored, path });
      const gone = await port.locate(testRecordingId);
      assert.deepEqual(
        [never, gone].map((each) => (each.ok ? 'found' : each.error.code)),
        ['recording/missing', 'recording/missing'],
      );
    });
  });
});
