import assert from 'node:assert/strict';
import { refusesBadSound, refusesWords, runOnFile, textOf } from './support/dsp-program.ts';
import { hostileSounds, joined, mixed, noise, pcm, silence, sine, voice, type Sound } from './support/dsp-sounds.ts';
import { wavFile } from './support/wav-file.ts';

/** A line with its noise. */
const line = (sound: Sound, seed = 1): Buffer => pcm(mixed(sound, noise(-60, sound.length / 8, seed)));
const heard = (sound: Sound, seed?: number): string => textOf(['answer'], line(sound, seed));
const words = (text: string): string => text.replaceAll(/ \d+\n/g, ' ').trim();
const secondsOf = (word: string, text: string): number => Number(new RegExp(`${word} (\\d+)`).exec(text)?.[1]) / 8000;

const person = (seed: number, ms = 700): Sound => joined(silence(400), voice(-18, ms, seed), silence(5000));
const machine = (seed: number, beepHz: number, beepMs = 300): Sound =>
  joined(silence(300), voice(-18, 4500, seed), silence(400), sine(beepHz, -14, beepMs), silence(2000));

describe('answer', () => {
  it('writes who it was and the samples consumed, once', () => {
    assert.match(heard(person(1)), /^HUMAN \d+\n$/);
    assert.match(heard(machine(1, 1000)), /^MACHINE \d+\nBEEP \d+\n$/);
    assert.match(heard(silence(6000)), /^NOTSURE \d+\n$/);
  });

  it('tells persons by a word or two, however loud', () => {
    for (let seed = 1; seed <= 10; seed++)
      assert.equal(words(heard(person(seed, 300 + 100 * seed))), 'HUMAN', `${seed}`);
    for (const level of [-8, -30]) {
      assert.equal(words(heard(joined(silence(300), voice(level, 600, 3), silence(3000)))), 'HUMAN', `${level} dBm0`);
    }
  });

  it('tells machines by their speaking on, and the end of their beep within 100 ms', () => {
    [620, 800, 1000, 1400, 2000].forEach((hz, seed) => {
      const text = heard(machine(seed + 20, hz), seed);
      assert.equal(words(text), 'MACHINE BEEP', `${hz} Hz`);
      const beepEnds = 0.3 + 4.5 + 0.4 + 0.3;
      const late = secondsOf('BEEP', text) - beepEnds;
      assert.ok(late >= 0 && late < 0.1, `${hz} Hz: ${late} s`);
    });
  });

  it('says a person within 0.9 s of his last word, a machine within 2.8 s of its first', () => {
    assert.ok(secondsOf('HUMAN', heard(person(5, 600))) < 1.0 + 0.9);
    assert.ok(secondsOf('MACHINE', heard(machine(6, 1000))) < 0.3 + 2.8);
  });

  it('is sure of nothing in silence, noise, and a recording that ends too soon', () => {
    for (const sound of [silence(8000), noise(-45, 8000, 3), silence(100), [], voice(-18, 500)]) {
      assert.equal(words(heard(sound)), 'NOTSURE');
    }
  });

  it('takes ringback, fax tones and a busy line for nobody', () => {
    const busy = joined(...Array.from({ length: 8 }, () => joined(sine(450, -12, 350), silence(350))));
    for (const sound of [joined(sine(450, -12, 1000), silence(4000)), busy, sine(2100, -12, 4000)]) {
      assert.equal(words(heard(sound)), 'NOTSURE');
    }
  });

  it('counts no ringback or fax tone as a beep', () => {
    for (const hz of [450, 1100, 2100]) {
      const text = heard(joined(voice(-18, 4500, 8), silence(400), sine(hz, -14, 400), silence(1000)));
      assert.equal(words(text), 'MACHINE', `${hz} Hz`);
    }
  });

  it('decides on whatever is on the line, once', () => {
    for (const [what, sound] of hostileSounds(6000)) {
      assert.match(textOf(['answer'], pcm(sound)), /^(HUMAN|MACHINE|NOTSURE) \d+\n(BEEP \d+\n)?$/, what);
    }
  });

  it('takes a WAV file', () => {
    const sound = line(machine(2, 1000));
    assert.equal(runOnFile(['answer', '--wav'], wavFile(sound)).text, textOf(['answer'], sound));
  });

  refusesBadSound(['answer'], 1);
  refusesWords([['a limit it does not know', 'answer', '--longest-ms', '5000']]);
});
