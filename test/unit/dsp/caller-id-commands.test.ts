import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = 'build/Release/trunkline_dsp';

function run(words: readonly string[], input: Buffer = Buffer.alloc(0)) {
  const child = spawnSync(program, words, { input, maxBuffer: 64 * 1024 * 1024 });
  return { code: child.status, output: child.stdout, text: child.stdout.toString(), told: child.stderr.toString() };
}

const time = ['--time', '11201530'];
const call = ['--number', '13900001234', ...time];

/** What an exchange sends. */
function sound(...words: string[]): Buffer {
  const { code, output, told } = run(['caller-id-generate', ...words]);
  assert.equal(code, 0, told);
  return output;
}

/** What is heard in it, without the position. */
function heard(input: Buffer, ...words: string[]): string {
  const { code, text, told } = run(['caller-id', ...words], input);
  assert.equal(code, 0, told);
  return text.replaceAll(/^(FSK|DTMF) \d+ /gm, '$1 ');
}

const hex = (text: string): string => Buffer.from(text).toString('hex');
const parameter = (type: string, octets: string): string =>
  type + (octets.length / 2).toString(16).padStart(2, '0') + octets;
const mdmf = (...parameters: string[]): string => `FSK ${parameter('80', parameters.join(''))}\n`;
const [timeSent, numberSent] = [parameter('01', hex('11201530')), parameter('02', hex('13900001234'))];

describe('caller-id and caller-id-generate', () => {
  for (const standard of ['bell202', 'v23']) {
    it(`read what they send in ${standard}, told the standard or not`, () => {
      const sdmf = sound('--standard', standard, '--form', 'sdmf', ...call);
      const message = `FSK ${parameter('04', hex('1120153013900001234'))}\n`;
      assert.equal(heard(sdmf, '--standard', standard), message);
      assert.equal(heard(sdmf, '--standard', 'auto'), message);
      const named = sound('--standard', standard, '--form', 'mdmf', ...call, '--name', '张三');
      assert.equal(heard(named), mdmf(timeSent, numberSent, parameter('07', hex('张三'))));
    });

    it(`read ${standard} from -42 dBm0 to 0 dBm0, and nothing at -48.5 dBm0`, () => {
      const at = (level: string): string => heard(sound('--standard', standard, ...call, '--level-dbm0', level));
      for (const level of ['0', '-13.5', '-42']) assert.equal(at(level), mdmf(timeSent, numberSent));
      assert.equal(at('-48.5'), '');
    });
  }

  it('tell the samples consumed until the message was complete', () => {
    const burst = sound(...call);
    const told = /^FSK (\d+) /.exec(run(['caller-id'], burst).text);
    const consumed = Number(told?.[1]);
    assert.ok(consumed > 6000 && consumed <= burst.length / 2, String(consumed));
  });

  it('send a name in GBK, and explain it in UTF-8', () => {
    const burst = sound(...call, '--name', '张三', '--encoding', 'gbk');
    assert.equal(heard(burst), mdmf(timeSent, numberSent, parameter('07', 'd5c5c8fd')));
    assert.match(run(['caller-id', '--explain'], burst).told, /number="13900001234" name="张三" time="11201530"/);
  });

  it('send why there is no number', () => {
    assert.equal(heard(sound('--absence', 'P')), mdmf(parameter('04', hex('P'))));
    assert.equal(heard(sound('--form', 'sdmf', '--absence', 'O', ...time)), `FSK 0409${hex('11201530O')}\n`);
    assert.equal(heard(sound('--standard', 'dtmf', '--absence', 'P')), 'DTMF B10C\n');
  });

  it('send and read digits with any start and end, and with neither', () => {
    const digits = ['A', 'B', 'C', 'D', '*', '#', 'none'];
    for (const start of digits) {
      for (const end of digits) {
        const around = ['--start', start, '--end', end, '--on-ms', '45', '--off-ms', '45'];
        const burst = sound('--standard', 'dtmf', '--number', '02164321000', ...around);
        const shown = [start, '02164321000', end].map((digit) => (digit === 'none' ? '' : digit)).join('');
        assert.equal(heard(burst, '--standard', 'dtmf'), `DTMF ${shown}\n`);
      }
    }
  });

  it('end digits without an end digit after the time that was set', () => {
    const burst = sound('--standard', 'dtmf', '--number', '5551234', '--start', 'none', '--end', 'none');
    const silence = Buffer.alloc(2 * 8 * 400);
    const twice = Buffer.concat([burst, silence, burst]);
    assert.equal(heard(twice, '--standard', 'dtmf', '--timeout-ms', '300'), 'DTMF 5551234\nDTMF 5551234\n');
  });

  it('read the message behind an alerting tone, which has no seizure', () => {
    const burst = sound(...call, '--call-waiting');
    assert.ok(burst.length < sound(...call).length);
    const { text, told } = run(['caller-id', '--explain'], burst);
    assert.match(text, /^FSK \d+ 80/);
    assert.match(told, /alerting tone of (7\d|8\d) ms/);
  });

  it('keep a damaged message off the standard output and say so', () => {
    const burst = sound(...call);
    const middle = Math.floor(burst.length / 4) * 2;
    burst.fill(0, middle + 4000, middle + 4400);
    const { code, text, told } = run(['caller-id'], burst);
    assert.deepEqual([code, text], [0, '']);
    assert.match(told, /damaged message/);
  });

  it('read several messages of both standards out of one recording', () => {
    const both = Buffer.concat([sound('--standard', 'v23', ...call), sound(...call), sound('--number', '42')]);
    const one = mdmf(timeSent, numberSent);
    assert.equal(heard(both), `${one}${one}${mdmf(parameter('02', hex('42')))}`);
  });

  it('hear nothing in silence, noise and nothing at all', () => {
    let state = 7;
    const noise = Buffer.alloc(160_000);
    for (let at = 0; at < noise.length; at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      noise[at] = state >>> 16;
    }
    for (const input of [Buffer.alloc(0), Buffer.alloc(160_000), noise]) assert.equal(heard(input), '');
  });

  it('take a WAV file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-caller-id-'));
    const speech = sound(...call);
    const head = Buffer.alloc(44);
    head.write('RIFF');
    head.writeUInt32LE(36 + speech.length, 4);
    head.write('WAVEfmt ', 8);
    for (const [value, at] of [
      [16, 16],
      [8000, 24],
      [16_000, 28],
    ] as const)
      head.writeUInt32LE(value, at);
    for (const [value, at] of [
      [1, 20],
      [1, 22],
      [2, 32],
      [16, 34],
    ] as const)
      head.writeUInt16LE(value, at);
    head.write('data', 36);
    head.writeUInt32LE(speech.length, 40);
    const path = join(folder, 'call.wav');
    writeFileSync(path, Buffer.concat([head, speech]));
    assert.equal(heard(Buffer.alloc(0), '--wav', path), mdmf(timeSent, numberSent));
    rmSync(folder, { recursive: true });
  });

  const refusals: readonly (readonly [string, readonly string[]])[] = [
    ['a standard that nobody speaks', ['caller-id', '--standard', 'bell103']],
    ['an option that nobody knows', ['caller-id', '--speed', '9']],
    ['a start digit that is none', ['caller-id', '--start', '7']],
    ['a wait without end', ['caller-id', '--timeout-ms', '1e9']],
    ['no number', ['caller-id-generate', ...time]],
    ['a number with letters', ['caller-id-generate', '--number', '12x']],
    ['a number without digits', ['caller-id-generate', '--number', '']],
    ['a number without end', ['caller-id-generate', '--number', '1'.repeat(33)]],
    ['a month that is none', ['caller-id-generate', '--number', '1', '--time', '13010000']],
    ['an hour that is none', ['caller-id-generate', '--number', '1', '--time', '01012400']],
    ['a time that is too short', ['caller-id-generate', '--number', '1', '--time', '0101']],
    ['SDMF without a time', ['caller-id-generate', '--form', 'sdmf', '--number', '1']],
    ['a reason that is none', ['caller-id-generate', '--absence', 'X']],
    ['a name that is too long', ['caller-id-generate', '--number', '1', '--name', 'x'.repeat(161)]],
    ['a level over full scale', ['caller-id-generate', '--number', '1', '--level-dbm0', '10']],
    ['a level that is no number', ['caller-id-generate', '--number', '1', '--level-dbm0', 'nan']],
    ['an end digit that is none', ['caller-id-generate', '--standard', 'dtmf', '--number', '1', '--end', '5']],
  ];
  for (const [what, words] of refusals) {
    it(`refuse ${what} in one line, exit code 2`, () => {
      const { code, text, told } = run(words);
      assert.deepEqual([code, text], [2, '']);
      assert.match(told, /^trunkline_dsp: .+\n$/);
    });
  }

  it('refuse sound that ends within a sample', () => {
    const { code, told } = run(['caller-id'], Buffer.alloc(1001));
    assert.equal(code, 2);
    assert.match(told, /^trunkline_dsp: expected whole frames/);
  });
});
