import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const program = 'build/Release/trunkline_dsp';

function run(words: readonly string[], input: Buffer = Buffer.alloc(0)) {
  const child = spawnSync(program, words, { input, maxBuffer: 64 * 1024 * 1024 });
  return { code: child.status, output: child.stdout, text: child.stdout.toString(), told: child.stderr.toString() };
}

/** What an exchange sends. */
function sound(...words: string[]): Buffer {
  const { code, output, told } = run(['tone-generate', ...words]);
  assert.equal(code, 0, told);
  return output;
}

interface Named {
  readonly word: string;
  readonly ms: number;
}

function named(input: Buffer, ...words: string[]): readonly Named[] {
  const { code, text, told } = run(['tones', ...words], input);
  assert.equal(code, 0, told);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, word, samples] = /^([a-z-]+) (\d+)$/.exec(line) ?? assert.fail(`not a report: ${line}`);
      return { word: word ?? '', ms: Number(samples) / 8 };
    });
}
const wordsIn = (input: Buffer, ...words: string[]): readonly string[] =>
  named(input, ...words).map(({ word }) => word);

const silence = (ms: number): Buffer => Buffer.alloc(ms * 16);

/** PCM16 noise of that peak, the same every time. */
function noise(ms: number, peak: number): Buffer {
  let state = 7;
  const samples = Int16Array.from({ length: ms * 8 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return ((state >>> 16) / 32_768 - 1) * peak;
  });
  return Buffer.from(samples.buffer);
}

function sum(one: Buffer, other: Buffer): Buffer {
  const out = Buffer.alloc(one.length);
  for (let at = 0; at + 1 < one.length; at += 2) out.writeInt16LE(one.readInt16LE(at) + other.readInt16LE(at), at);
  return out;
}

const common = ['cng', 'ced'];
const plans: Readonly<Record<string, readonly string[]>> = {
  cn: [
    'dial',
    'ringback',
    'busy',
    'congestion',
    'unobtainable',
    'notice',
    'waiting',
    'howler',
    'third-party',
    ...common,
  ],
  us: ['dial', 'ringback', 'busy', 'congestion', 'sit', 'waiting', ...common],
  etsi: ['dial', 'ringback', 'busy', 'congestion', 'sit', ...common],
  uk: ['dial', 'ringback', 'busy', 'congestion', 'sit', ...common],
};

describe('tones and tone-generate', () => {
  for (const [plan, tones] of Object.entries(plans)) {
    for (const tone of tones) {
      it(`name ${tone} of plan ${plan} once, at -40 dBm0, -10 dBm0 and 0 dBm0`, () => {
        for (const level of ['-40', '-10', '0']) {
          const line = sound('--plan', plan, '--tone', tone, '--seconds', '12', '--level-dbm0', level);
          assert.deepEqual(wordsIn(line, '--plan', plan), [tone], `${level} dBm0`);
        }
      });
    }
  }

  const times: readonly (readonly [string, number, number])[] = [
    ['busy', 1700, 2100], // three bursts of 350 ms
    ['ringback', 1000, 1200], // the first burst
    ['dial', 1100, 1500], // longer than ringback's burst
    ['congestion', 3400, 3700],
  ];
  for (const [tone, least, most] of times) {
    it(`name ${tone} after ${least} to ${most} ms`, () => {
      const [first] = named(Buffer.concat([silence(400), sound('--tone', tone)]));
      assert.equal(first?.word, tone);
      const ms = first.ms - 400;
      assert.ok(ms >= least && ms <= most, String(ms));
    });
  }

  it('name busy after as many bursts as asked for', () => {
    const busy = sound('--tone', 'busy');
    const after = (cycles: string): number => named(busy, '--cycles', cycles)[0]?.ms ?? 0;
    const [two, three, five] = [after('2'), after('3'), after('5')];
    assert.ok(Math.abs(three - two - 700) <= 30 && Math.abs(five - three - 1400) <= 30, `${two} ${three} ${five}`);
  });

  it('name a signal again when another one came between, not while it goes on', () => {
    const [busy, dial] = [sound('--tone', 'busy'), sound('--tone', 'dial', '--seconds', '3')];
    const line = Buffer.concat([busy, silence(500), dial, silence(500), busy]);
    assert.deepEqual(wordsIn(line), ['busy', 'dial', 'busy']);
  });

  it('hear a weak ringback soon after a loud dial tone', () => {
    const dial = sound('--tone', 'dial', '--seconds', '3', '--level-dbm0', '-5');
    const ringback = sound('--tone', 'ringback', '--level-dbm0', '-30');
    assert.deepEqual(wordsIn(Buffer.concat([dial, silence(1000), ringback])), ['dial', 'ringback']);
  });

  it('hear busy over noise 15 dB below it', () => {
    const busy = sound('--tone', 'busy', '--level-dbm0', '-15');
    // -15 dBm0 is a peak of 4060; white noise of even spread has a third of its squared peak.
    assert.deepEqual(wordsIn(sum(busy, noise(10_000, 885))), ['busy']);
  });

  it('find nothing in silence, noise, full scale and nothing at all', () => {
    const full = Buffer.alloc(160_000);
    for (let at = 0; at < full.length; at += 2) full.writeInt16LE(at % 64 < 32 ? 32_767 : -32_768, at);
    for (const line of [Buffer.alloc(0), silence(10_000), noise(10_000, 20_000), full]) {
      for (const plan of Object.keys(plans)) assert.deepEqual(wordsIn(line, '--plan', plan), []);
    }
  });

  it('find no tone of China in digits', () => {
    const digits = run(['dtmf-generate', '--digits', '*0#*0#123456789', '--on-ms', '400', '--off-ms', '400']);
    assert.equal(digits.code, 0, digits.told);
    assert.deepEqual(wordsIn(digits.output), []);
  });

  it('take the plan in capital letters', () => {
    assert.deepEqual(wordsIn(sound('--plan', 'US', '--tone', 'busy'), '--plan', 'US'), ['busy']);
  });

  it('send as long as asked for', () => {
    assert.equal(sound('--tone', 'busy', '--seconds', '2.5').length, 2.5 * 16_000);
  });

  const refusals: readonly (readonly [string, readonly string[]])[] = [
    ['a plan that nobody has', ['tones', '--plan', 'mars']],
    ['no cycles', ['tones', '--cycles', '0']],
    ['cycles without end', ['tones', '--cycles', '100']],
    ['an option that nobody knows', ['tones', '--speed', '9']],
    ['a file that is not there', ['tones', '--wav', '/nowhere/call.wav']],
    ['a tone of another plan', ['tone-generate', '--plan', 'us', '--tone', 'howler']],
    ['a tone that is none', ['tone-generate', '--tone', 'whistle']],
    ['an unknown plan to send', ['tone-generate', '--plan', 'mars']],
    ['no time at all', ['tone-generate', '--seconds', '0']],
    ['a time that is no number', ['tone-generate', '--seconds', 'nan']],
    ['a level over full scale', ['tone-generate', '--level-dbm0', '10']],
    ['a level that is no number', ['tone-generate', '--level-dbm0', 'loud']],
  ];
  for (const [what, words] of refusals) {
    it(`refuse ${what} in one line, exit code 2`, () => {
      const { code, text, told } = run(words);
      assert.deepEqual([code, text], [2, '']);
      assert.match(told, /^trunkline_dsp: .+\n$/);
    });
  }

  it('refuse sound that ends within a sample', () => {
    const { code, told } = run(['tones'], Buffer.alloc(1001));
    assert.equal(code, 2);
    assert.match(told, /^trunkline_dsp: expected whole frames/);
  });
});
