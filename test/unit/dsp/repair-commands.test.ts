import assert from 'node:assert/strict';
import { outputOf, refusesBadSound, refusesWords } from './support/dsp-program.ts';
import { levelAt, levelOf, part, pcm, samplesIn, sine, voice } from './support/dsp-sounds.ts';

describe('resample', () => {
  const tone = pcm(sine(1000, -12, 1000));

  it('keeps length, level and pitch there and back', () => {
    for (const rate of ['4000', '16000', '44100', '48000', '11025']) {
      const there = outputOf(['resample', '--from-hz', '8000', '--to-hz', rate], tone);
      assert.ok(Math.abs(there.length / 2 - Number(rate)) <= 1, rate);
      const back = samplesIn(outputOf(['resample', '--from-hz', rate, '--to-hz', '8000'], there));
      assert.ok(Math.abs(back.length - 8000) <= 2, rate);
      assert.ok(Math.abs(levelAt(part(back, 100, 900), 1000) + 12) < 0.1, rate);
    }
  });

  it('gives nothing for nothing', () => {
    assert.equal(outputOf(['resample', '--from-hz', '8000', '--to-hz', '44100']).length, 0);
  });

  refusesBadSound(['resample', '--from-hz', '8000', '--to-hz', '16000'], 1);
  refusesWords([
    ['a rate too low', 'resample', '--from-hz', '3999'],
    ['a rate too high', 'resample', '--to-hz', '192001'],
    ['a rate that is no number', 'resample', '--to-hz', 'cd'],
  ]);
});

describe('conceal', () => {
  it('hides lost frames of a voice so that its level hardly falls, and fades long gaps out', () => {
    const sound = voice(-16, 3000, 4);
    const hidden = samplesIn(outputOf(['conceal', '--every', '10'], pcm(sound)));
    assert.equal(hidden.length, sound.length);
    assert.ok(levelOf(sound) - levelOf(hidden) < 1);
    const gone = samplesIn(outputOf(['conceal', '--every', '50', '--frames', '20'], pcm(sine(300, -10, 2000))));
    assert.ok(levelOf(part(gone, 1070, 1390)) < -80);
    assert.ok(Math.abs(levelOf(part(gone, 1450, 1950)) + 10) < 0.2);
  });

  refusesBadSound(['conceal', '--every', '10'], 1);
  refusesWords([
    ['a gap everywhere', 'conceal', '--every', '1'],
    ['no frames', 'conceal', '--every', '5', '--frames', '0'],
  ]);
});

describe('noise', () => {
  it('has the level that it was told', () => {
    for (const level of [-80, -60, -40, -20]) {
      for (const shape of ['room', 'white']) {
        const words = ['noise', '--level-dbm0', String(level), '--shape', shape, '--seconds', '2'];
        assert.ok(Math.abs(levelOf(part(samplesIn(outputOf(words)), 100, 2000)) - level) < 1, `${shape} ${level}`);
      }
    }
  });

  refusesWords([
    ['a level too high', 'noise', '--level-dbm0', '0'],
    ['a shape it does not know', 'noise', '--shape', 'pink'],
  ]);
});
