import assert from 'node:assert/strict';
import { outputOf, refusesBadSound, refusesWords, runOnFile, textOf } from './support/dsp-program.ts';
import {
  hostileSounds,
  joined,
  levelOf,
  mixed,
  noise,
  part,
  pcm,
  peakIn,
  samplesIn,
  scaled,
  silence,
  sine,
  steady,
  voice,
  type Sound,
} from './support/dsp-sounds.ts';
import { wavFile } from './support/wav-file.ts';

/** Speech and pauses of 800 ms in turn, beginning and ending with a pause. */
const talk = (dbm0: number, turns: number): Sound =>
  joined(...Array.from({ length: turns }, (_, turn) => joined(silence(800), voice(dbm0, 800, turn + 1))), silence(800));
const isPause = (n: number): boolean => Math.floor(n / 40) % 2 === 0;

describe('vad', () => {
  const heard = (sound: Sound): string => textOf(['vad'], pcm(sound)).trimEnd();

  it('writes one 0 or 1 for each 20 ms, a begun one too, and a line feed', () => {
    assert.match(textOf(['vad'], pcm(silence(200))), /^0{10}\n$/);
    assert.match(textOf(['vad'], pcm(silence(205))), /^0{11}\n$/);
    assert.match(textOf(['vad'], pcm(voice(-20, 1000))), /^[01]{50}\n$/);
    assert.equal(textOf(['vad']).trim(), '');
  });

  for (const [level, snr] of [
    [-16, 40],
    [-16, 15],
    [-30, 15],
    [-36, 25],
  ] as const) {
    it(`finds 97 % of speech at ${level} dBm0 and calls 5 % of pauses speech, at an SNR of ${snr} dB`, () => {
      const spoken = talk(level, 12);
      const marks = heard(mixed(spoken, noise(level - snr, spoken.length / 8, 3)));
      // A mark may belong to both at the edges: 60 ms before and 120 ms behind speech do not count.
      const counted = marks.split('').flatMap((mark, n) => {
        const inSlot = n % 40;
        const counts = isPause(n) ? inSlot >= 6 : inSlot >= 2;
        return counts && n > 40 ? [{ spoken: !isPause(n), mark }] : [];
      });
      const share = (wanted: boolean): number => {
        const all = counted.filter((one) => one.spoken === wanted);
        return all.filter((one) => one.mark === '1').length / all.length;
      };
      assert.ok(share(true) >= 0.97, `found ${share(true)}`);
      assert.ok(share(false) <= 0.05, `false ${share(false)}`);
    });
  }

  it('finds the beginning of speech within 40 ms', () => {
    const marks = heard(mixed(talk(-20, 8), noise(-45, 14_000, 5)));
    for (let turn = 0; turn < 8; turn++) {
      const begin = 40 * (2 * turn + 1);
      assert.ok(marks.slice(begin, begin + 3).includes('1'), `turn ${turn}: ${marks.slice(begin, begin + 8)}`);
    }
  });

  it('calls hum, DC and steady noise no speech', () => {
    for (const sound of [sine(50, -20, 4000), steady(3000, 4000), noise(-35, 4000, 6)]) {
      assert.doesNotMatch(heard(mixed(sound, noise(-65, 4000))).slice(100), /1/);
    }
  });

  it('finds speech and its end after whatever was on the line', () => {
    for (const [what, sound] of hostileSounds(2000)) {
      const after = heard(mixed(joined(sound, talk(-16, 4)), noise(-55, 9200, 3))).slice(100);
      const last = after.slice(-120);
      assert.match(last.slice(8, 40), /^0+$/, `${what}: ${last}`);
      assert.match(last.slice(42, 80), /^1+$/, `${what}: ${last}`);
    }
  });

  it('takes a WAV file', () => {
    const sound = pcm(talk(-20, 2));
    assert.equal(runOnFile(['vad', '--wav'], wavFile(sound)).text, textOf(['vad'], sound));
  });

  refusesBadSound(['vad'], 1);
});

describe('agc', () => {
  const controlled = (sound: Sound, ...words: string[]): Sound => samplesIn(outputOf(['agc', ...words], pcm(sound)));
  /** Level of the speech alone, of its later half. */
  const spokenLevel = (sound: Sound): number => {
    const turns = Math.floor(sound.length / 12_800);
    return levelOf(
      joined(
        ...Array.from({ length: turns }, (_, turn) => part(sound, 1600 * turn + 800, 1600 * turn + 1600)).slice(
          turns / 2,
        ),
      ),
    );
  };

  it('gives as many samples as it gets', () => {
    for (const count of [0, 1, 79, 80, 81, 4321]) {
      assert.equal(outputOf(['agc'], Buffer.alloc(2 * count)).length, 2 * count);
    }
  });

  for (const level of [-12, -18, -24, -30, -36]) {
    it(`brings speech of ${level} dBm0 to -18 dBm0 within 2 dB`, () => {
      const out = spokenLevel(controlled(mixed(talk(level, 10), noise(-65, 16_800))));
      assert.ok(Math.abs(out + 18) < 2, `${out} dBm0`);
    });
  }

  it('brings speech to the level asked for', () => {
    for (const target of [-30, -24, -12]) {
      const out = spokenLevel(controlled(talk(-22, 10), '--target-dbm0', String(target)));
      assert.ok(Math.abs(out - target) < 2, `${target}: ${out} dBm0`);
    }
  });

  it('does not lift the noise of pauses over -50 dBm0', () => {
    for (const level of [-24, -36]) {
      const out = controlled(mixed(talk(level, 10), noise(-58, 16_800)));
      const pauses = joined(...[6, 7, 8, 9].map((turn) => part(out, 1600 * turn + 300, 1600 * turn + 780)));
      assert.ok(levelOf(pauses) < -49.5, `${level}: ${levelOf(pauses)} dBm0`);
    }
  });

  it('never clips, however loud speech becomes of a sudden', () => {
    const sound = joined(voice(-36, 4000, 3), voice(-2, 2000, 4), sine(1000, 3.1, 500));
    assert.ok(peakIn(controlled(sound)) <= 30_100);
  });

  it('brings speech to its level after whatever was on the line', () => {
    for (const [what, sound] of hostileSounds(1500)) {
      const out = part(controlled(joined(sound, talk(-24, 12))), 1500, 1500 + 12 * 1600);
      assert.ok(Math.abs(spokenLevel(out) + 18) < 2.5, `${what}: ${spokenLevel(out)} dBm0`);
    }
  });

  it('is steady: the gain of whole seconds of even speech stays within 1 dB', () => {
    const sound = mixed(voice(-28, 20_000, 9));
    const out = controlled(sound);
    const gains = [10, 12, 14, 16, 18].map(
      (s) => levelOf(part(out, s * 1000, s * 1000 + 2000)) - levelOf(part(sound, s * 1000, s * 1000 + 2000)),
    );
    assert.ok(Math.max(...gains) - Math.min(...gains) < 1, gains.join(' '));
  });

  it('keeps silence silent', () => {
    assert.equal(levelOf(controlled(silence(2000))), -120);
    assert.ok(levelOf(controlled(scaled(noise(-70, 4000), 0))) < -50);
  });

  it('takes a WAV file', () => {
    const sound = pcm(voice(-30, 2000));
    assert.deepEqual(runOnFile(['agc', '--wav'], wavFile(sound)).output, outputOf(['agc'], sound));
  });

  refusesBadSound(['agc'], 1);
  refusesWords([
    ['a target over full scale', 'agc', '--target-dbm0', '4'],
    ['a target nobody hears', 'agc', '--target-dbm0', '-90'],
    ['a target that is no number', 'agc', '--target-dbm0', 'nan'],
    ['a target with a unit', 'agc', '--target-dbm0', '-18dB'],
    ['a target without a value', 'agc', '--target-dbm0'],
    ['an endless target', 'agc', '--target-dbm0', '-inf'],
  ]);
});
