import assert from 'node:assert/strict';
import { outputOf, refusesWords, runDsp } from './support/dsp-program.ts';
import { levelOf, part, pcm, samplesIn, voice, type Sound } from './support/dsp-sounds.ts';

/** What a decoder gives before the sound: LAME holds back 576 samples, its decoder 529. */
const MP3_DELAY = 1105;
const MP3_FRAME_OCTETS = 288;
const MP3_FRAME_SAMPLES = 576;

const line = voice(-16, 3000, 6);
const seat = voice(-20, 3000, 11);
const both: Sound = line.flatMap((sample, at) => [sample, seat[at] ?? 0]);
const side = (sound: Sound, which: 0 | 1): Sound => sound.filter((_, at) => at % 2 === which);
const lossDb = (given: Sound, back: Sound): number =>
  levelOf(given) - levelOf(given.map((sample, at) => (back[at] ?? 0) - sample));

/** Whether the codec works here; where its library is missing, that it says so. */
function isHere(name: string): boolean {
  const { code, told } = runDsp(['blocks', name, 'enc'], pcm(both));
  if (code === 0) return true;
  assert.match(told, /^trunkline_dsp: [^\n]*(libgsm1|libmp3lame0)[^\n]*\n$/);
  return false;
}

describe('blocks', () => {
  for (const [name, leastDb] of [
    ['alaw', 33],
    ['ulaw', 33],
    ['ima', 15],
  ] as const) {
    it(`${name}: brings both legs back apart`, () => {
      const back = samplesIn(outputOf(['blocks', name, 'dec'], outputOf(['blocks', name, 'enc'], pcm(both))));
      assert.ok(lossDb(line, side(back, 0).slice(0, line.length)) > leastDb);
      assert.ok(lossDb(seat, side(back, 1).slice(0, seat.length)) > leastDb);
    });
  }

  it('gsm: mixes both legs into one', () => {
    if (!isHere('gsm')) return;
    const back = samplesIn(outputOf(['blocks', 'gsm', 'dec'], outputOf(['blocks', 'gsm', 'enc'], pcm(both))));
    const mixed = line.map((sample, at) => sample + (seat[at] ?? 0));
    assert.equal(back.length, Math.ceil(line.length / 320) * 320);
    assert.ok(lossDb(mixed, back.slice(0, mixed.length)) > 5);
  });

  it('mp3: keeps the legs apart, later by what coder and decoder hold back', () => {
    if (!isHere('mp3')) return;
    const back = samplesIn(outputOf(['blocks', 'mp3', 'dec'], outputOf(['blocks', 'mp3', 'enc'], pcm(both))));
    for (const [given, which] of [
      [line, 0],
      [seat, 1],
    ] as const) {
      const heard = side(back, which).slice(MP3_DELAY, MP3_DELAY + given.length);
      assert.equal(heard.length, given.length);
      assert.ok(lossDb(part(given, 300, 2800), part(heard, 300, 2800)) > 4);
    }
  });

  it('mp3: is the same sound from any frame on, three frames after it', () => {
    if (!isHere('mp3')) return;
    const coded = outputOf(['blocks', 'mp3', 'enc'], pcm(both));
    const whole = samplesIn(outputOf(['blocks', 'mp3', 'dec'], coded));
    for (const frame of [1, 7, 20]) {
      const later = samplesIn(outputOf(['blocks', 'mp3', 'dec'], coded.subarray(frame * MP3_FRAME_OCTETS)));
      const skip = 3 * MP3_FRAME_SAMPLES * 2;
      const rest = whole.slice(frame * MP3_FRAME_SAMPLES * 2 + skip);
      assert.equal(later.length - skip, rest.length, `frame ${frame}`);
      const furthest = Math.max(...rest.map((sample, at) => Math.abs(sample - (later[skip + at] ?? 0))));
      assert.ok(furthest <= 1, `frame ${frame}: ${furthest}`);
    }
  });

  it('leaves an unfinished block out, and codes nothing as nothing', () => {
    assert.equal(outputOf(['blocks', 'ima', 'dec'], Buffer.alloc(511)).length, 0);
    assert.equal(outputOf(['blocks', 'ima', 'enc']).length, 0);
    assert.equal(outputOf(['blocks', 'alaw', 'enc']).length, 0);
  });

  refusesWords([
    ['a codec it does not know', 'blocks', 'opus', 'enc'],
    ['three sides', 'blocks', 'ima', 'enc', '--sides', '3'],
    ['blocks that hold no whole words', 'blocks', 'ima', 'dec', '--block-octets', '255'],
    ['nothing at all', 'blocks'],
  ]);
});
