import assert from 'node:assert/strict';
import { summariseWav } from '../../src-renderer/components/wav-peaks.ts';
import { stereoWav } from './support/stereo-wav.ts';

function bytesOf(buffer: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(buffer.byteLength);
  new Uint8Array(copy).set(buffer);
  return copy;
}

function alawWav(codes: readonly number[]): ArrayBuffer {
  const file = Buffer.alloc(44 + codes.length);
  stereoWav(0, [0, 0]).copy(file);
  file.writeUInt16LE(6, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt16LE(8, 34);
  file.writeUInt32LE(codes.length, 40);
  codes.forEach((code, index) => file.writeUInt8(code, 44 + index));
  return bytesOf(file);
}

describe('the wave of a recording', () => {
  it('has one row of peaks a leg and the length of the sound', () => {
    const summary = summariseWav(bytesOf(stereoWav(2000, [500, 900])), 50);
    assert.equal(summary?.lengthMs, 2000);
    assert.deepEqual(
      summary?.peaks.map((leg) => leg.length),
      [50, 50],
    );
    assert.ok(Math.max(...(summary?.peaks[0] ?? [])) > 0.05);
  });

  it('reads A-law by the values of G.711', () => {
    const silence = summariseWav(alawWav([0xd5, 0x55]), 1);
    const loudest = summariseWav(alawWav([0xaa]), 1);
    assert.equal(silence?.peaks[0]?.[0], 8 / 32_768);
    assert.equal(loudest?.peaks[0]?.[0], 32_256 / 32_768);
  });

  it('takes a file that was cut short for what is there', () => {
    const file = stereoWav(1000, [500, 900]).subarray(0, 44 + 16_000);
    assert.equal(summariseWav(bytesOf(file), 10)?.lengthMs, 500);
  });

  it('knows what is no recording', () => {
    assert.equal(summariseWav(new ArrayBuffer(0), 10), undefined);
    assert.equal(summariseWav(bytesOf(Buffer.from('<!doctype html><title>no</title>')), 10), undefined);
  });
});
