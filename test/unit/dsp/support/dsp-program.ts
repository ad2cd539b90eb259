/**
 * Runs build/Release/trunkline_dsp, and declares the tests of bad input that every command that reads sound must pass:
 * one line on stderr that says what was expected, exit code 2.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wavFile } from './wav-file.ts';

const program = 'build/Release/trunkline_dsp';

export interface Outcome {
  readonly code: number | null;
  readonly output: Buffer;
  readonly text: string;
  /** What stands on stderr. */
  readonly told: string;
}

export function runDsp(words: readonly string[], input: Buffer = Buffer.alloc(0)): Outcome {
  const child = spawnSync(program, words, { input, maxBuffer: 256 * 1024 * 1024 });
  return { code: child.status, output: child.stdout, text: child.stdout.toString(), told: child.stderr.toString() };
}

/** The output of a run that must succeed and say nothing on stderr. */
export function outputOf(words: readonly string[], input?: Buffer): Buffer {
  const { code, output, told } = runDsp(words, input);
  assert.deepEqual([code, told], [0, '']);
  return output;
}

export const textOf = (words: readonly string[], input?: Buffer): string => outputOf(words, input).toString();

/** Runs with the octets as a file, whose path stands behind the words. */
export function runOnFile(words: readonly string[], octets: Buffer): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-dsp-'));
  const path = join(folder, 'sound.wav');
  writeFileSync(path, octets);
  const outcome = runDsp([...words, path]);
  rmSync(folder, { recursive: true });
  return outcome;
}

export function assertRefused({ code, told }: Outcome, expected: RegExp = /./): void {
  assert.equal(code, 2, told);
  assert.match(told, /^trunkline_dsp: [^\n]+\n$/);
  assert.match(told, expected);
}

/** Declares a test for each: `[what it is, words]`. Nothing may come out before the refusal. */
export function refusesWords(cases: readonly (readonly [string, ...string[]])[]): void {
  for (const [what, ...words] of cases) {
    it(`refuses ${what}`, () => {
      const outcome = runDsp(words);
      assertRefused(outcome);
      assert.equal(outcome.text, '');
    });
  }
}

/** Declares the tests of sound that is none, for a command that reads frames of that many channels. */
export function refusesBadSound(words: readonly string[], channels: number): void {
  const speech = Buffer.alloc(2 * channels * 4000);
  const good = wavFile(speech, { channels });
  const files: readonly (readonly [string, Buffer, RegExp])[] = [
    ['a WAV file at 16 kHz', wavFile(speech, { channels, rateHz: 16_000 }), /8000 Hz, got 16000 Hz/],
    ['a WAV file at 0 Hz', wavFile(speech, { channels, rateHz: 0 }), /8000 Hz, got 0 Hz/],
    ['a WAV file with a channel too many', wavFile(speech, { channels: channels + 1 }), /channel/],
    ['a WAV file with 24 bits', wavFile(speech, { channels, bits: 24 }), /24 bits/],
    ['a WAV file of a codec it cannot read', wavFile(speech, { channels, tag: 0x55, bits: 0 }), /format 85/],
    ['a WAV file that is cut off', good.subarray(0, good.length - 801), /octets/],
    ['a WAV file that ends in its header', good.subarray(0, 30), /WAV/],
    ['a WAV file without speech', good.subarray(0, 36), /WAV/],
    ['a file that is no WAV file', Buffer.from('this is a letter to the editor, and no sound at all'), /WAV/],
    ['a file without anything in it', Buffer.alloc(0), /WAV/],
  ];
  for (const [what, octets, expected] of files) {
    it(`refuses ${what}`, () => {
      assertRefused(runOnFile([...words, '--wav'], octets), expected);
    });
  }
  it('refuses a WAV file that is not there, and a folder', () => {
    assertRefused(runDsp([...words, '--wav', 'test/unit/dsp/there-is-none.wav']), /cannot open/);
    assertRefused(runDsp([...words, '--wav', 'test']), /test|sound/);
  });
  it('refuses sound that ends within a frame', () => {
    for (let extra = 1; extra < 2 * channels; extra++) {
      assertRefused(runDsp(words, Buffer.alloc(2 * channels * 1000 + extra)), /whole frames/);
    }
  });
  it('refuses options it does not know, and options twice', () => {
    assertRefused(runDsp([...words, '--loudness', '7']), /--loudness/);
    assertRefused(runDsp([...words, 'now']), /now/);
    assertRefused(runDsp([...words, '--wav', 'a.wav', '--wav', 'b.wav']), /twice/);
  });
}
