import assert from 'node:assert/strict';
import {
  BenchAudioLink,
  BLOCK_SAMPLES,
  BlockCutter,
  type AudioWire,
} from '../../../src-renderer/transport/bench-audio.ts';
import { StreamResampler } from '../../../src-renderer/transport/resampler.ts';

function tone(rateHz: number, hz: number, samples: number): Float32Array {
  return Float32Array.from({ length: samples }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hz * index) / rateHz));
}

/** Root mean square of the middle of a signal, away from the filter's ends. */
function loudness(samples: Float32Array): number {
  const middle = samples.slice(Math.floor(samples.length / 4), Math.floor((samples.length * 3) / 4));
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length);
}

const TONE_LOUDNESS = 0.5 / Math.SQRT2;

describe('the resampler', () => {
  it('keeps a tone of the telephone band at its level, up and down', () => {
    for (const [from, to] of [
      [8000, 48_000],
      [48_000, 8000],
      [44_100, 8000],
      [8000, 44_100],
    ] as const) {
      const made = new StreamResampler(from, to).push(tone(from, 1000, from));
      assert.ok(Math.abs(made.length - to) < 400, `${from} to ${to} made ${made.length}`);
      assert.ok(Math.abs(loudness(made) - TONE_LOUDNESS) < 0.004, `${from} to ${to}: ${loudness(made)}`);
    }
  });

  it('removes what would fold back into the telephone band by 50 dB', () => {
    const made = new StreamResampler(48_000, 8000).push(tone(48_000, 5200, 48_000));
    assert.ok(loudness(made) < TONE_LOUDNESS / 316, String(loudness(made)));
  });

  it('gives the same samples however the stream is cut', () => {
    const whole = new StreamResampler(48_000, 8000).push(tone(48_000, 700, 4800));
    const pieces = new StreamResampler(48_000, 8000);
    const source = tone(48_000, 700, 4800);
    const joined: number[] = [];
    for (let at = 0; at < source.length; at += 128) joined.push(...pieces.push(source.slice(at, at + 128)));
    assert.equal(joined.length, whole.length);
    joined.forEach((sample, index) => assert.ok(Math.abs(sample - (whole[index] ?? 9)) < 1e-6));
  });
});

describe('the bench audio', () => {
  it('cuts what is spoken into whole blocks of 20 ms', () => {
    const blocks: Int16Array[] = [];
    const cutter = new BlockCutter(48_000, (block) => blocks.push(block));
    for (let at = 0; at < 48_000; at += 128) cutter.push(tone(48_000, 1000, 128));
    assert.ok(blocks.length >= 48 && blocks.length <= 50, String(blocks.length));
    assert.ok(blocks.every((block) => block.length === BLOCK_SAMPLES));
  });

  it('clips what is too loud instead of turning it over', () => {
    const blocks: Int16Array[] = [];
    const cutter = new BlockCutter(8000, (block) => blocks.push(block));
    cutter.push(new Float32Array(800).fill(3));
    assert.equal(blocks[2]?.[80], 32_767);
  });

  it('plays what the party hears, sends what is spoken, and hangs both up', async () => {
    const sent: Int16Array[] = [];
    const played: Float32Array[] = [];
    const over: string[] = [];
    let hear: (block: Int16Array) => void = () => undefined;
    let speak: (samples: Float32Array) => void = () => undefined;
    const wire: AudioWire = { send: (block) => sent.push(block), close: () => over.push('wire') };
    const link = await BenchAudioLink.open({
      party: { kind: 'far', no: 1 },
      talk: true,
      onLost: () => over.push('lost'),
      openWire: (_, on) => {
        hear = on.heard;
        return wire;
      },
      openHeadset: async (_, onSpoken) => {
        speak = onSpoken;
        return {
          rateHz: 16_000,
          hasMicrophone: true,
          play: (samples) => played.push(samples),
          dispose: () => over.push('headset'),
        };
      },
    });
    for (let block = 0; block < 10; block += 1) hear(new Int16Array(160).fill(8192));
    speak(tone(16_000, 500, 3200));
    link.dispose();
    assert.ok(Math.abs((played[5]?.[100] ?? 0) - 0.25) < 0.01);
    assert.ok(sent.length >= 8);
    assert.deepEqual(over, ['wire', 'headset']);
  });
});
