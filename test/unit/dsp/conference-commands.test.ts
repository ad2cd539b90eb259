import assert from 'node:assert/strict';
import { outputOf, refusesBadSound, refusesWords, runOnFile } from './support/dsp-program.ts';
import {
  channelOf,
  hostileSounds,
  interleaved,
  joined,
  levelAt,
  levelOf,
  noise,
  part,
  pcm,
  peakIn,
  samplesIn,
  silence,
  sine,
  type Sound,
} from './support/dsp-sounds.ts';
import { wavFile } from './support/wav-file.ts';

/** What each party hears. */
function meet(parties: readonly Sound[]): readonly Sound[] {
  const count = parties.length;
  const out = samplesIn(outputOf(['conference', '--parties', String(count)], pcm(interleaved(parties))));
  return parties.map((_, party) => channelOf(out, party, count));
}
const others = (count: number, ms: number): readonly Sound[] => Array.from({ length: count }, () => silence(ms));
const later = (sound: Sound | undefined): Sound => part(sound ?? [], 500, 2000);

describe('conference', () => {
  it('gives as many frames as it gets', () => {
    for (const parties of [2, 3, 17, 64]) {
      for (const frames of [0, 1, 79, 81, 500]) {
        const words = ['conference', '--parties', String(parties)];
        assert.equal(outputOf(words, Buffer.alloc(2 * parties * frames)).length, 2 * parties * frames);
      }
    }
  });

  for (const parties of [2, 3, 4, 8, 32, 64]) {
    it(`lets everybody of ${parties} hear all but himself, at their level`, () => {
      const talkers = [sine(500, -16, 2000), sine(900, -20, 2000)];
      const heard = meet([...talkers, ...others(parties - 2, 2000)]);
      assert.ok(Math.abs(levelAt(later(heard[1]), 500) + 16) < 0.1);
      assert.ok(Math.abs(levelAt(later(heard[0]), 900) + 20) < 0.1);
      // 63 dB under what he said.
      assert.ok(levelAt(later(heard[0]), 500) < -79);
      assert.ok(levelAt(later(heard[1]), 900) < -83);
      for (const listener of heard.slice(2)) {
        assert.ok(Math.abs(levelAt(later(listener), 500) + 16) < 0.1);
        assert.ok(Math.abs(levelAt(later(listener), 900) + 20) < 0.1);
      }
    });
  }

  it('turns three loud talkers down together and clips nothing', () => {
    const talkers = [sine(400, 0, 2000), sine(570, 0, 2000), sine(740, 0, 2000)];
    const heard = meet([...talkers, ...others(2, 2000)]);
    const peak = peakIn(heard[4] ?? []);
    assert.ok(peak < 32_000 && peak > 25_000, String(peak));
    const levels = [400, 570, 740].map((hz) => levelAt(later(heard[4]), hz));
    assert.ok(Math.max(...levels) - Math.min(...levels) < 0.5, levels.join(' '));
  });

  it('does not add up the noise of thirty-two lines', () => {
    const heard = meet(Array.from({ length: 32 }, (_, party) => noise(-56, 2000, party + 1)));
    assert.ok(levelOf(later(heard[7])) < -50, `${levelOf(later(heard[7]))} dBm0`);
  });

  it('hears the first syllable of one who begins, within 10 ms', () => {
    const heard = meet([joined(silence(1000), sine(700, -20, 1000)), ...others(7, 2000)]);
    assert.ok(Math.abs(levelAt(part(heard[3] ?? [], 1010, 1110), 700) + 20) < 0.5);
  });

  it('goes on as before after whatever came from one party', () => {
    for (const [what, sound] of hostileSounds(1000)) {
      const talker = joined(silence(3500), sine(900, -20, 500));
      const heard = meet([joined(sound, silence(3000)), talker, ...others(3, 4000)]);
      assert.ok(Math.abs(levelAt(part(heard[2] ?? [], 3600, 4000), 900) + 20) < 0.1, what);
      assert.equal(levelOf(part(heard[1] ?? [], 2000, 4000)), -120, what);
    }
  });

  it('takes a WAV file of as many channels as parties', () => {
    const sound = pcm(interleaved([sine(500, -16, 300), silence(300), silence(300), silence(300)]));
    const words = ['conference', '--parties', '4'];
    assert.deepEqual(runOnFile([...words, '--wav'], wavFile(sound, { channels: 4 })).output, outputOf(words, sound));
  });

  refusesBadSound(['conference', '--parties', '3'], 3);
  refusesWords([
    ['a conference of nobody', 'conference', '--parties', '0'],
    ['a conference of one', 'conference', '--parties', '1'],
    ['a conference of fewer than nobody', 'conference', '--parties', '-3'],
    ['a conference of 65', 'conference', '--parties', '65'],
    ['a conference of all mankind', 'conference', '--parties', '8000000000000000000000'],
    ['half a party', 'conference', '--parties', '2.5'],
    ['parties without a number', 'conference', '--parties'],
  ]);
});
