/**
 * Makes the demo prompts from their texts: espeak-ng speaks, sox brings the speech to what a telephone line carries.
 *
 *   texts.json ─▶ espeak-ng ─▶ 300-3400 Hz, 8 kHz ─▶ silence trimmed ─▶ -18 dBm0 of active speech ─▶ A-law WAV
 *
 * The results are committed, so that a clone needs neither program. Run it after a change of texts.json:
 * `npm run prompts` (Debian packages espeak-ng and sox).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const FOLDER = 'src-main/server/demo/prompts';
/** ITU-T G.711: a full-scale sine is +3.14 dBm0 and -3.01 dB of full scale in RMS, so 0 dBm0 is -6.15 dB. */
const FULL_SCALE_OF_0_DBM0_DB = -6.15;
const SPEECH_LEVEL_DBM0 = -18;
const MUSIC_LEVEL_DBM0 = -22;
const TONE_LEVEL_DBM0 = -15;
const A_LAW_8K = ['-r', '8000', '-c', '1', '-e', 'a-law'];
/** Debian's `cmn` reads characters by way of English; this voice reads them rightly. */
const voices: Readonly<Record<string, readonly string[]>> = {
  'zh-CN': ['-v', 'cmn-latn-pinyin', '-s', '175', '-p', '45'],
  en: ['-v', 'en-gb', '-s', '150', '-p', '45'],
};

const textsSchema = z.record(z.string(), z.record(z.string(), z.string()));

function run(program: string, words: readonly string[]): string {
  const child = spawnSync(program, words, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${child.error?.message ?? child.stderr}`);
  return child.stderr;
}

/** RMS of the whole file in dB of full scale, as `sox stats` gives it. */
function rmsDb(path: string): number {
  const [, level] = /RMS lev dB\s+(-?[\d.]+)/.exec(run('sox', [path, '-n', 'stats'])) ?? [];
  return Number(level);
}

/** Writes `from` at the level as A-law, with a short rest on either side. */
function writeAt(levelDbm0: number, from: string, to: string, rests: readonly [string, string]): void {
  const gainDb = levelDbm0 + FULL_SCALE_OF_0_DBM0_DB - rmsDb(from);
  run('sox', ['-D', from, ...A_LAW_8K, to, 'gain', gainDb.toFixed(2), 'pad', ...rests]);
  console.log(`${to}: ${levelDbm0} dBm0 (gain ${gainDb.toFixed(1)} dB)`);
}

function makeSpeech(folder: string, locale: string, texts: Readonly<Record<string, string>>): void {
  mkdirSync(join(FOLDER, locale), { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    const spoken = join(folder, 'spoken.wav');
    const trimmed = join(folder, 'trimmed.wav');
    run('espeak-ng', [...(voices[locale] ?? []), '-w', spoken, text]);
    const edges = ['silence', '1', '0.01', '0.5%', 'reverse', 'silence', '1', '0.01', '0.5%', 'reverse'];
    run('sox', ['-D', spoken, '-r', '8000', '-b', '16', trimmed, 'sinc', '300-3400', ...edges]);
    writeAt(SPEECH_LEVEL_DBM0, trimmed, join(FOLDER, locale, `${name}.wav`), ['0.1', '0.2']);
  }
}

/** A pentatonic round of plucked strings, sixteen seconds that join end to end. */
function makeHoldMusic(folder: string): void {
  const semitones = [0, 4, 7, 9, 12, 9, 7, 4, 2, 7, 9, 14, 12, 9, 7, 2];
  const notes = [...semitones, ...semitones.toReversed()].map((semitone, index) => {
    const note = join(folder, `note-${index}.wav`);
    run('sox', [
      '-D',
      '-n',
      '-r',
      '8000',
      '-b',
      '16',
      note,
      'synth',
      '0.5',
      'pluck',
      `%${semitone - 9}`,
      'fade',
      't',
      '0.005',
      '0.5',
      '0.06',
    ]);
    return note;
  });
  const music = join(folder, 'music.wav');
  run('sox', ['-D', ...notes, music, 'sinc', '300-3400']);
  writeAt(MUSIC_LEVEL_DBM0, music, join(FOLDER, 'hold-music.wav'), ['0', '0']);
}

/** Tones as the plan has them for China, 450 Hz. One round each; who plays it repeats it. */
function makeTone(folder: string, name: string, onSeconds: string, offSeconds: string): void {
  const tone = join(folder, 'tone.wav');
  run('sox', ['-D', '-n', '-r', '8000', '-b', '16', tone, 'synth', onSeconds, 'sine', '450']);
  writeAt(TONE_LEVEL_DBM0, tone, join(FOLDER, `${name}.wav`), ['0', offSeconds]);
}

const folder = mkdtempSync(join(tmpdir(), 'trunkline-prompts-'));
try {
  const texts = textsSchema.parse(JSON.parse(readFileSync(join(FOLDER, 'texts.json'), 'utf8')));
  for (const [locale, ofLocale] of Object.entries(texts)) makeSpeech(folder, locale, ofLocale);
  makeHoldMusic(folder);
  makeTone(folder, 'busy-tone', '0.35', '0.35');
  makeTone(folder, 'ringback', '1', '4');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
