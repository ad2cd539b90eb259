import assert from 'node:assert/strict';
import {
  assertRefused,
  outputOf,
  refusesBadSound,
  refusesWords,
  runDsp,
  runOnFile,
  textOf,
} from './support/dsp-program.ts';
import {
  hostileSounds,
  joined,
  levelAt,
  levelOf,
  mixed,
  noise,
  part,
  pcm,
  samplesIn,
  silence,
  sine,
  steady,
  voice,
  type Sound,
} from './support/dsp-sounds.ts';
import { wavFile } from './support/wav-file.ts';

const digits = '123A456B789C*0#D';
const lowHz = [697, 770, 852, 941];
const highHz = [1209, 1336, 1477, 1633];

interface Shape {
  readonly onMs?: number;
  readonly offMs?: number;
  readonly lowDbm0?: number;
  readonly highDbm0?: number;
  /** 0.015 is 1.5 % high. */
  readonly offset?: number;
}
const frequencies = (digit: string): readonly [number, number] => {
  const at = digits.indexOf(digit);
  return [lowHz[Math.floor(at / 4)] ?? 0, highHz[at % 4] ?? 0];
};
function key(digit: string, shape: Shape = {}): Sound {
  const { onMs = 50, offMs = 50, lowDbm0 = -9, highDbm0 = -7, offset = 0 } = shape;
  const [low, high] = frequencies(digit);
  const tones = mixed(sine(low * (1 + offset), lowDbm0, onMs, 0.3), sine(high * (1 + offset), highDbm0, onMs));
  return joined(tones, silence(offMs));
}
const keys = (text: string, shape?: Shape): Sound =>
  joined(silence(50), ...text.split('').map((digit) => key(digit, shape)));

/** The digits heard, without the positions. */
const heard = (sound: Sound): string => textOf(['dtmf'], pcm(sound)).replaceAll(/ \d+\n/g, '');

describe('dtmf', () => {
  it('writes a line of digit and samples consumed for each digit, when it has begun', () => {
    const text = textOf(['dtmf'], pcm(keys(digits)));
    assert.match(text, /^([0-9*#A-D] \d+\n){16}$/);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' '));
    assert.equal(lines.map(([digit]) => digit).join(''), digits);
    lines.forEach(([, consumed], n) => {
      const begun = (50 + 100 * n) * 8;
      assert.ok(
        Number(consumed) > begun && Number(consumed) <= begun + 8 * 65,
        `digit ${n}: ${consumed} after ${begun}`,
      );
    });
  });

  it('reads from 0 to -25 dBm0 a tone, and nothing at -55 dBm0', () => {
    for (const level of [0, -9, -25, -29]) {
      assert.equal(heard(keys(digits, { lowDbm0: level, highDbm0: level })), digits, `${level} dBm0`);
    }
    assert.equal(heard(keys(digits, { lowDbm0: -55, highDbm0: -55 })), '');
  });

  it('takes +4 and -8 dB of twist (Q.24)', () => {
    assert.equal(heard(keys(digits, { lowDbm0: -14, highDbm0: -10 })), digits);
    assert.equal(heard(keys(digits, { lowDbm0: -8, highDbm0: -16 })), digits);
  });

  it('takes frequencies 1.5 % off and none 3.5 % off (Q.24)', () => {
    for (const offset of [-0.015, 0.015]) assert.equal(heard(keys(digits, { offset })), digits);
    for (const offset of [-0.035, 0.035]) assert.equal(heard(keys(digits, { offset })), '');
  });

  it('takes tones of 40 ms 40 ms apart, and none of 20 ms', () => {
    assert.equal(heard(keys(digits, { onMs: 40, offMs: 40 })), digits);
    assert.equal(heard(keys(digits, { onMs: 20, offMs: 80 })), '');
  });

  it('bridges a break of 10 ms', () => {
    const whole = key('5', { onMs: 100 });
    const broken = whole.map((sample, n) => (n >= 360 && n < 440 ? 0 : sample));
    assert.equal(heard(joined(silence(50), broken, silence(50), broken)), '55');
  });

  it('reads under noise 12 dB weaker, a DC of 10 % and hum', () => {
    const sound = keys(digits.repeat(4), { lowDbm0: -10, highDbm0: -10 });
    const ms = sound.length / 8;
    const all = digits.repeat(4);
    assert.equal(heard(mixed(sound, noise(-19, ms))), all);
    assert.equal(heard(mixed(sound, steady(3277, ms))), all);
    assert.equal(heard(mixed(sound, sine(50, -20, ms))), all);
  });

  it('hears nothing in speech, dial tone, silence and nothing at all', () => {
    assert.equal(heard(voice(-16, 30_000, 4)), '');
    assert.equal(heard(mixed(sine(350, -13, 3000), sine(440, -13, 3000))), '');
    assert.equal(heard(silence(2000)), '');
    assert.equal(heard([]), '');
  });

  it('hears a key right after whatever else was on the line', () => {
    for (const [what, sound] of hostileSounds(1500)) {
      const found = heard(joined(sound, silence(200), keys('159D')));
      assert.ok(found.endsWith('159D') && found.length <= 5, `${what}: ${found}`);
    }
  });

  it('takes a WAV file of PCM16, A-law or u-law, with chunks of no interest, and one from a pipe', () => {
    const speech = pcm(keys('0123'));
    const expected = textOf(['dtmf'], speech);
    assert.equal(runOnFile(['dtmf', '--wav'], wavFile(speech)).text, expected);
    assert.equal(runOnFile(['dtmf', '--wav'], wavFile(speech, { otherChunk: 'INFOabc' })).text, expected);
    assert.equal(runOnFile(['dtmf', '--wav'], wavFile(speech, { speechOctets: 0xffffffff })).text, expected);
    assert.equal(textOf(['dtmf', '--wav'], wavFile(speech)), expected);
    for (const [law, tag] of [
      ['alaw', 6],
      ['ulaw', 7],
    ] as const) {
      const coded = outputOf(['codec', law, 'enc'], speech);
      const found = runOnFile(['dtmf', '--wav'], wavFile(coded, { tag, bits: 8 })).text;
      assert.equal(found.replaceAll(/ \d+\n/g, ''), '0123');
    }
  });

  refusesBadSound(['dtmf'], 1);
});

describe('dtmf-generate', () => {
  const made = (...words: string[]): Sound => samplesIn(outputOf(['dtmf-generate', ...words]));

  it('makes digits of the length, level and twist asked for', () => {
    const sound = made('--digits', '1#', '--on-ms', '70', '--off-ms', '65', '--low-dbm0', '-11', '--twist-db', '1.5');
    assert.equal(sound.length, 2 * (70 + 65) * 8);
    for (const [digit, begin] of [
      ['1', 0],
      ['#', 135],
    ] as const) {
      const [low, high] = frequencies(digit);
      const tone = part(sound, begin + 5, begin + 65);
      assert.ok(Math.abs(levelAt(tone, low) + 11) < 0.3, `${digit} low ${levelAt(tone, low)}`);
      assert.ok(Math.abs(levelAt(tone, high) + 9.5) < 0.3, `${digit} high ${levelAt(tone, high)}`);
      assert.equal(levelOf(part(sound, begin + 71, begin + 135)), -120);
    }
  });

  it('makes 100 ms at -9 dBm0 with 2 dB of twist unless told otherwise', () => {
    const sound = made('--digits', 'b');
    assert.equal(sound.length, 200 * 8);
    assert.ok(Math.abs(levelAt(part(sound, 0, 100), 770) + 9) < 0.3);
    assert.ok(Math.abs(levelAt(part(sound, 0, 100), 1633) + 7) < 0.3);
  });

  it('makes what dtmf reads, all sixteen digits', () => {
    assert.equal(heard(made('--digits', digits, '--on-ms', '50', '--off-ms', '50')), digits);
    assert.equal(heard(made('--digits', 'abcd')), 'ABCD');
  });

  refusesWords([
    ['no digits', 'dtmf-generate'],
    ['empty digits', 'dtmf-generate', '--digits', ''],
    ['what is no digit', 'dtmf-generate', '--digits', '12x4'],
    ['what is no digit behind many that are', 'dtmf-generate', '--digits', `${'1'.repeat(100)}E`],
    ['a line feed among the digits', 'dtmf-generate', '--digits', '1\n2'],
    ['too many digits', 'dtmf-generate', '--digits', '1'.repeat(1001)],
    ['tones of no length', 'dtmf-generate', '--digits', '1', '--on-ms', '0'],
    ['tones that never end', 'dtmf-generate', '--digits', '1', '--on-ms', '99999999999999999999'],
    ['pauses before the tone', 'dtmf-generate', '--digits', '1', '--off-ms', '-1'],
    ['a length that is no number', 'dtmf-generate', '--digits', '1', '--on-ms', '50ms'],
    ['a level over full scale', 'dtmf-generate', '--digits', '1', '--low-dbm0', '10'],
    ['a level that is no number', 'dtmf-generate', '--digits', '1', '--low-dbm0', 'nan'],
    ['a high tone over full scale', 'dtmf-generate', '--digits', '1', '--low-dbm0', '-9', '--twist-db', '20'],
    ['twist without bounds', 'dtmf-generate', '--digits', '1', '--twist-db', '-1e9'],
    ['an option without its value', 'dtmf-generate', '--digits'],
    ['an option it does not know', 'dtmf-generate', '--digits', '1', '--volume', '3'],
  ]);

  it('refuses a command there is none of, in one line', () => {
    assertRefused(runDsp(['dtmf-generat', '--digits', '1']), /no command dtmf-generat/);
  });
});
