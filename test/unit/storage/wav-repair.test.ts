import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repairWav } from '../../../src-main/storage/wav-repair.ts';
import { cutWav } from '../../support/cut-wav.ts';
import { readWav } from '../../support/wav-reading.ts';

describe('repairing a recording that was cut', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trunkline-wav-'));
    path = join(folder, 'rec.wav');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const [format, frameBytes] of [
    ['pcm16', 4],
    ['alaw', 2],
  ] as const) {
    it(`writes the sizes of what is there into a ${format} file whose header lags behind`, () => {
      writeFileSync(path, cutWav({ format, frames: 20_000, declaredFrames: 16_000, extraBytes: 1 }));
      assert.deepEqual(repairWav(path), { ok: true, value: { lengthMs: 2_500, repaired: true } });
      const bytes = readFileSync(path);
      const reading = readWav(bytes);
      assert.deepEqual([reading.declaredBytes, reading.presentBytes], [20_000 * frameBytes, 20_000 * frameBytes]);
      assert.equal(bytes.readUInt32LE(4), bytes.length - 8);
      assert.equal(reading.channels[0]?.length, 20_000);
    });
  }

  it('changes no sample', () => {
    const before = cutWav({ format: 'pcm16', frames: 1_000, declaredFrames: 0, extraBytes: 0 });
    writeFileSync(path, before);
    repairWav(path);
    assert.deepEqual(readFileSync(path).subarray(44), before.subarray(44));
  });

  it('leaves a whole file alone', () => {
    const whole = cutWav({ format: 'alaw', frames: 8_000, declaredFrames: 8_000, extraBytes: 0 });
    writeFileSync(path, whole);
    assert.deepEqual(repairWav(path), { ok: true, value: { lengthMs: 1_000, repaired: false } });
    assert.deepEqual(readFileSync(path), whole);
  });

  it('takes a header without any sound for a recording of no length', () => {
    writeFileSync(path, cutWav({ format: 'pcm16', frames: 0, declaredFrames: 500, extraBytes: 0 }));
    assert.deepEqual(repairWav(path), { ok: true, value: { lengthMs: 0, repaired: true } });
  });

  for (const [what, bytes] of [
    ['an empty file', Buffer.alloc(0)],
    ['half a header', cutWav({ format: 'pcm16', frames: 0, declaredFrames: 0, extraBytes: 0 }).subarray(0, 30)],
    ['something else', Buffer.from('x'.repeat(500))],
  ] as const) {
    it(`refuses ${what} and does not touch it`, () => {
      writeFileSync(path, bytes);
      const repaired = repairWav(path);
      assert.equal(repaired.ok ? 'repaired' : repaired.error.code, 'prompt/notAudio');
      assert.deepEqual(readFileSync(path), Buffer.from(bytes));
    });
  }

  it('says that a file is not there', () => {
    const repaired = repairWav(join(folder, 'none.wav'));
    assert.equal(repaired.ok ? 'repaired' : repaired.error.code, 'recording/missing');
  });
});
