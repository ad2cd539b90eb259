/**
 * Sounds for the tests of trunkline_dsp, and yardsticks for what comes out of it. Samples are numbers at PCM16's scale; levels
 * are in dBm0, a full-scale sine being +3.14 dBm0 (G.711). Random ones are the same for the same seed.
 */

export type Sound = readonly number[];

export const samplesOf = (ms: number): number => Math.round(ms * 8);
const peakOf = (dbm0: number): number => 32_767 * 10 ** ((dbm0 - 3.14) / 20);
/** One value for each sample. */
const each = (ms: number, value: (n: number) => number): Sound =>
  Array.from({ length: samplesOf(ms) }, (_, n) => value(n));

export const silence = (ms: number): Sound => each(ms, () => 0);
export const steady = (value: number, ms: number): Sound => each(ms, () => value);
export const sine = (hz: number, dbm0: number, ms: number, phase = 0): Sound =>
  each(ms, (n) => peakOf(dbm0) * Math.sin((2 * Math.PI * hz * n) / 8000 + phase));
export const joined = (...parts: readonly Sound[]): Sound => parts.flat();
export const mixed = (first: Sound, ...more: readonly Sound[]): Sound =>
  first.map((sample, n) => more.reduce((sum, sound) => sum + (sound[n] ?? 0), sample));
export const scaled = (sound: Sound, decibels: number): Sound => sound.map((sample) => sample * 10 ** (decibels / 20));
export const delayed = (sound: Sound, ms: number): Sound => joined(silence(ms), sound).slice(0, sound.length);

/** Numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** White noise of that power, nearly normal. */
export function noise(dbm0: number, ms: number, seed = 1): Sound {
  const random = seeded(seed);
  const scale = peakOf(dbm0) / Math.SQRT2;
  return each(ms, () => scale * (random() + random() + random() + random() - 2) * Math.sqrt(3));
}

/** Syllables of a voice: a hiss, then harmonics of a gliding pitch under a formant; 190 to 300 ms long, 20 to 60 ms apart. */
export function voice(dbm0: number, ms: number, seed = 1): Sound {
  const random = seeded(seed);
  const between = (least: number, most: number): number => least + (most - least) * random();
  const out: number[] = [];
  while (out.length < samplesOf(ms)) {
    for (let n = samplesOf(between(40, 50)); n > 0; n--) out.push(1.2 * (random() + random() - 1));
    const pitchHz = between(100, 220);
    const formantHz = between(350, 1800);
    const glide = between(-0.2, 0.2);
    const count = samplesOf(between(150, 250));
    let phase = 0;
    for (let n = 0; n < count; n++) {
      const hz = pitchHz * (1 + (glide * n) / count);
      phase += (2 * Math.PI * hz) / 8000;
      let sample = 0.05 * (random() - 0.5);
      for (let h = 1; h * hz < 3400 && h <= 20; h++) {
        sample += Math.sin(h * phase) * (Math.exp(-(((h * hz - formantHz) / 400) ** 2)) + 0.3 / h);
      }
      out.push(sample * Math.sin((Math.PI * n) / count) ** 0.5);
    }
    out.push(...silence(between(20, 60)));
  }
  const spoken = out.slice(0, samplesOf(ms));
  return scaled(spoken, dbm0 - levelOf(spoken));
}

export function pcm(sound: Sound): Buffer {
  const octets = Buffer.alloc(2 * sound.length);
  sound.forEach((sample, n) => octets.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(sample))), 2 * n));
  return octets;
}
export const samplesIn = (octets: Buffer): Sound =>
  Array.from({ length: octets.length / 2 }, (_, n) => octets.readInt16LE(2 * n));

/** Sounds as the channels of one stream. */
export const interleaved = (channels: readonly Sound[]): Sound =>
  (channels[0] ?? []).flatMap((_, n) => channels.map((channel) => channel[n] ?? 0));
export const channelOf = (stream: Sound, channel: number, channels: number): Sound =>
  stream.filter((_, n) => n % channels === channel);

/** Level of all of it; -120 for silence. */
export function levelOf(sound: Sound): number {
  const power = sound.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, sound.length);
  return Math.max(-120, 10 * Math.log10(power / (32_767 ** 2 / 2)) + 3.14);
}
/** Level of one frequency in it. */
export function levelAt(sound: Sound, hz: number): number {
  const turn = (2 * Math.PI * hz) / 8000;
  const re = sound.reduce((sum, sample, n) => sum + sample * Math.cos(turn * n), 0);
  const im = sound.reduce((sum, sample, n) => sum + sample * Math.sin(turn * n), 0);
  return 20 * Math.log10(Math.max(1e-3, (2 * Math.hypot(re, im)) / sound.length) / 32_767) + 3.14;
}
/** From so many ms to so many ms. */
export const part = (sound: Sound, fromMs: number, toMs: number): Sound =>
  sound.slice(samplesOf(fromMs), samplesOf(toMs));
export const peakIn = (sound: Sound): number => sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
/** The yardstick against clipping and stuck outputs: two of everything that detectors must survive. */
export const hostileSounds = (ms: number): readonly (readonly [string, Sound])[] => [
  ['full-scale noise', noise(6, ms, 5)],
  ['DC at full scale', steady(32_767, ms)],
  ['a full-scale square', each(ms, (n) => (n % 16 < 8 ? 32_767 : -32_768))],
  ['alternating extremes', each(ms, (n) => (n % 2 === 0 ? 32_767 : -32_768))],
  ['impulses', each(ms, (n) => (n % 400 === 0 ? 32_767 : 0))],
  ['silence', silence(ms)],
];
