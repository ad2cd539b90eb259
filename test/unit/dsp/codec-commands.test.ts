import assert from 'node:assert/strict';
import { outputOf, refusesBadSound, refusesWords, runDsp } from './support/dsp-program.ts';
import { levelOf, mixed, part, pcm, samplesIn, voice, type Sound } from './support/dsp-sounds.ts';

/** Octets a second, least ratio of speech to what the codec loses, and whether its library may be missing. */
const CODECS = [
  { name: 'alaw', octets: 8000, leastDb: 33, optional: false },
  { name: 'ulaw', octets: 8000, leastDb: 33, optional: false },
  { name: 'vox', octets: 4000, leastDb: 12, optional: false },
  { name: 'ima', octets: 4000, leastDb: 15, optional: false },
  { name: 'gsm', octets: 1650, leastDb: 6, optional: true },
] as const;

const speech = voice(-16, 2000, 6);
const negative = (sound: Sound): Sound => sound.map((sample) => -sample);

/** Whether the codec works here; where its library is missing, that it says so. */
function isHere(name: string): boolean {
  const { code, told } = runDsp(['codec', name, 'enc'], pcm(speech));
  if (code === 0) return true;
  assert.equal(code, 2);
  assert.match(told, /^trunkline_dsp: [^\n]*(libgsm1|libmp3lame0)[^\n]*\n$/);
  return false;
}

describe('codec', () => {
  for (const { name, octets, leastDb, optional } of CODECS) {
    it(`${name}: has its size, and brings speech back`, () => {
      if (optional && !isHere(name)) return;
      const coded = outputOf(['codec', name, 'enc'], pcm(speech));
      assert.equal(coded.length, 2 * octets);
      const back = samplesIn(outputOf(['codec', name, 'dec'], coded));
      assert.equal(back.length, speech.length);
      const lost = levelOf(part(mixed(back, negative(speech)), 200, 1900));
      assert.ok(levelOf(part(speech, 200, 1900)) - lost > leastDb, `${levelOf(speech) - lost} dB`);
    });

    it(`${name}: codes nothing as nothing, and fills the last frame`, () => {
      if (optional && !isHere(name)) return;
      assert.equal(outputOf(['codec', name, 'enc']).length, 0);
      assert.equal(outputOf(['codec', name, 'dec']).length, 0);
      for (const samples of [1, 2, 159, 161]) {
        const coded = outputOf(['codec', name, 'enc'], Buffer.alloc(2 * samples));
        const back = outputOf(['codec', name, 'dec'], coded);
        assert.ok(back.length / 2 >= samples && back.length / 2 < samples + 160, `${samples}: ${back.length / 2}`);
      }
    });
  }

  it('mp3: brings speech back, a little later', () => {
    if (!isHere('mp3')) return;
    const coded = outputOf(['codec', 'mp3', 'enc'], pcm(speech));
    assert.equal(coded.readUInt16BE(0) & 0xffe0, 0xffe0);
    assert.ok(coded.length > 3000 && coded.length < 6000, String(coded.length));
    const back = samplesIn(outputOf(['codec', 'mp3', 'dec'], coded));
    assert.ok(Math.abs(levelOf(part(back, 300, 1900)) - levelOf(part(speech, 200, 1800))) < 1.5);
  });

  it('mp3: refuses what is no MP3', () => {
    if (!isHere('mp3')) return;
    const { code, told } = runDsp(['codec', 'mp3', 'dec'], Buffer.alloc(20_000, 0x41));
    assert.equal(code, 2);
    assert.match(told, /^trunkline_dsp: [^\n]+\n$/);
  });

  refusesBadSound(['codec', 'alaw', 'enc'], 1);
  refusesWords([
    ['a codec it does not know', 'codec', 'opus', 'enc'],
    ['a codec without a way', 'codec', 'alaw'],
    ['a way it does not know', 'codec', 'alaw', 'both'],
    ['nothing at all', 'codec'],
  ]);
});
