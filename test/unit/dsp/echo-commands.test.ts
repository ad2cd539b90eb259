import assert from 'node:assert/strict';
import { outputOf, refusesBadSound, refusesWords, runOnFile } from './support/dsp-program.ts';
import {
  delayed,
  hostileSounds,
  interleaved,
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
  steady,
  voice,
  type Sound,
} from './support/dsp-sounds.ts';
import { wavFile } from './support/wav-file.ts';

/** What a hybrid sends back: a short dispersion behind a delay, 12 dB weaker. */
const echoOf = (far: Sound, delayMs = 5): Sound =>
  scaled(
    mixed(
      delayed(far, delayMs),
      scaled(delayed(far, delayMs + 0.25), -4),
      scaled(delayed(far, delayMs + 0.75), -9).map((sample) => -sample),
      scaled(delayed(far, delayMs + 2), -14),
    ),
    -14,
  );
const stream = (far: Sound, near: Sound): Buffer => pcm(interleaved([far, near]));
const cleaned = (far: Sound, near: Sound, ...words: string[]): Sound =>
  samplesIn(outputOf(['echo', ...words], stream(far, near)));

describe('echo', () => {
  const far = voice(-14, 6000, 3);
  const near = mixed(echoOf(far), noise(-62, 6000, 8));
  const [loss, filterLoss] = [
    ['--nlp', '1'],
    ['--nlp', '0'],
  ].map((words) => {
    const out = cleaned(far, near, ...words);
    return levelOf(part(near, 4000, 6000)) - levelOf(part(out, 4000, 6000));
  });

  it('gives one sample for each pair, whatever the number of pairs', () => {
    for (const pairs of [0, 1, 79, 80, 81, 1234]) {
      assert.equal(outputOf(['echo', '--nlp', '0'], Buffer.alloc(4 * pairs)).length, 2 * pairs);
    }
  });

  it('takes 25 dB of the echo of speech with the filter alone, more with the suppressor', () => {
    assert.ok((filterLoss ?? 0) > 25, `${filterLoss} dB`);
    assert.ok((loss ?? 0) > 30 && (loss ?? 0) >= (filterLoss ?? 0), `${loss} dB`);
  });

  it('suppresses what is left unless told otherwise', () => {
    assert.deepEqual(cleaned(far, near), cleaned(far, near, '--nlp', '1', '--tail-ms', '64'));
  });

  it('lets the near end pass unchanged, without delay, when nobody speaks far away', () => {
    const speech = voice(-16, 3000, 11);
    for (const nlp of ['0', '1']) {
      const out = cleaned(silence(3000), speech, '--nlp', nlp);
      const changed = part(
        mixed(
          out,
          speech.map((sample) => -sample),
        ),
        500,
        3000,
      );
      assert.ok(levelOf(changed) < -50, `${levelOf(changed)} dBm0`);
    }
  });

  it('keeps the near end within 1 dB in double talk, and the echo path afterwards', () => {
    const speech = joined(silence(2500), voice(-16, 2000, 21), silence(1500));
    const out = cleaned(far, mixed(near, speech), '--nlp', '1');
    const spoken = levelOf(part(out, 2700, 4500)) - levelOf(part(speech, 2700, 4500));
    assert.ok(Math.abs(spoken) < 1, `${spoken} dB`);
    const after = levelOf(part(near, 4600, 6000)) - levelOf(part(out, 4600, 6000));
    assert.ok(after > 25, `${after} dB`);
  });

  it('cancels an echo as long as the tail it was told, from 8 to 128 ms', () => {
    for (const [tail, delayMs] of [
      ['8', 1],
      ['32', 22],
      ['64', 55],
      ['128', 115],
    ] as const) {
      const echo = mixed(echoOf(far, delayMs), noise(-62, 6000, 8));
      const out = cleaned(far, echo, '--nlp', '0', '--tail-ms', tail);
      const gone = levelOf(part(echo, 4000, 6000)) - levelOf(part(out, 4000, 6000));
      assert.ok(gone > 20, `${tail} ms: ${gone} dB`);
    }
  });

  it('fills what it suppressed with noise of the line, within 6 dB', () => {
    const out = part(cleaned(far, mixed(echoOf(far), noise(-50, 6000, 8)), '--nlp', '1'), 3000, 6000);
    assert.ok(Math.abs(levelOf(out) + 50) < 6, `${levelOf(out)} dBm0`);
  });

  it('works on after whatever was on the line', () => {
    for (const [what, sound] of hostileSounds(1000)) {
      const out = cleaned(joined(sound, far), joined(sound, near), '--nlp', '1');
      const gone = levelOf(part(near, 4000, 6000)) - levelOf(part(out, 5000, 7000));
      assert.ok(gone > 18, `${what}: ${gone} dB`);
      assert.ok(peakIn(out) <= 32_768);
    }
  });

  it('stands a far end of DC, and a near end that is none of its echo', () => {
    assert.ok(levelOf(part(cleaned(steady(8000, 2000), silence(2000)), 1000, 2000)) < -55);
  });

  it('takes a WAV file of two channels', () => {
    const sound = stream(part(far, 0, 1000), part(near, 0, 1000));
    assert.deepEqual(runOnFile(['echo', '--wav'], wavFile(sound, { channels: 2 })).output, outputOf(['echo'], sound));
  });

  refusesBadSound(['echo'], 2);
  refusesWords([
    ['a suppressor that is half on', 'echo', '--nlp', '0.5'],
    ['a suppressor more than on', 'echo', '--nlp', '2'],
    ['a suppressor without a value', 'echo', '--nlp'],
    ['a tail of nothing', 'echo', '--tail-ms', '0'],
    ['a tail under 8 ms', 'echo', '--tail-ms', '7'],
    ['a tail over 128 ms', 'echo', '--tail-ms', '129'],
    ['a tail without end', 'echo', '--tail-ms', '1e99'],
    ['a tail in words', 'echo', '--tail-ms', 'long'],
    ['a tail in two lines', 'echo', '--tail-ms', '6\n4'],
  ]);
});
