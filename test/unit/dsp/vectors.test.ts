import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { outputOf, runDsp, textOf } from './support/dsp-program.ts';
import { pcm, samplesIn, type Sound } from './support/dsp-sounds.ts';

const callSchema = z.object({
  what: z.string(),
  octets: z.string(),
  says: z.object({
    form: z.enum(['sdmf', 'mdmf']),
    time: z.string(),
    number: z.string().optional(),
    name: z.string().optional(),
    absence: z.string().optional(),
  }),
});
const intervalSchema = z.object({ from: z.number(), to: z.number(), octet: z.number(), value: z.number() });

const read = (name: string): unknown => JSON.parse(readFileSync(`test/vectors/${name}`, 'utf8'));
const calls = z.array(callSchema).parse(read('caller-id.json'));
const laws = z.object({ alaw: z.array(intervalSchema), ulaw: z.array(intervalSchema) }).parse(read('g711.json'));

/** Continuous-phase FSK at 1200 baud as an exchange sends it: seizure, marks, octets with start and stop bits. */
function modulated(octets: Buffer, markHz: number, spaceHz: number): Sound {
  const bits = Array.from({ length: 300 }, (_, n) => n % 2);
  bits.push(...Array.from({ length: 180 }, () => 1));
  for (const octet of octets) bits.push(0, ...Array.from({ length: 8 }, (_, n) => (octet >> n) & 1), 1);
  bits.push(1, 1, 1);
  let phase = 0;
  const sound: number[] = Array.from({ length: 1600 }, () => 0);
  for (let n = 0; n < (bits.length * 8000) / 1200; n += 1) {
    const bit = bits[Math.min(bits.length - 1, Math.floor((n * 1200) / 8000))];
    phase += (2 * Math.PI * (bit === 1 ? markHz : spaceHz)) / 8000;
    sound.push(3000 * Math.sin(phase));
  }
  return [...sound, ...Array.from({ length: 1600 }, () => 0)];
}

const heardIn = (sound: Buffer, ...words: string[]): string =>
  textOf(['caller-id', ...words], sound).replaceAll(/^FSK \d+ /gm, '');

describe('vectors', () => {
  for (const { what, octets, says } of calls) {
    const message = Buffer.from(octets, 'hex');
    const withoutChecksum = `${octets.slice(0, -2)}\n`;

    it(`${what}: is read as it was sent, in Bell 202 and V.23`, () => {
      assert.equal(heardIn(pcm(modulated(message, 1200, 2200)), '--standard', 'bell202'), withoutChecksum);
      assert.equal(heardIn(pcm(modulated(message, 1300, 2100)), '--standard', 'v23'), withoutChecksum);
    });

    it(`${what}: is what is generated for its contents`, () => {
      const words = Object.entries(says).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
      assert.equal(heardIn(outputOf(['caller-id-generate', '--standard', 'bell202', ...words])), withoutChecksum);
    });

    it(`${what}: is told as damaged, and not read, when an octet of it is wrong`, () => {
      for (let at = 2; at < message.length; at += 5) {
        const damaged = Buffer.from(message);
        damaged[at] = (damaged[at] ?? 0) ^ 0x04;
        const { output, told } = runDsp(['caller-id'], pcm(modulated(damaged, 1200, 2200)));
        assert.equal(output.toString(), '', `octet ${at}`);
        assert.match(told, /damaged/);
      }
    });
  }

  for (const law of ['alaw', 'ulaw'] as const) {
    it(`${law}: each end of each interval has the octet of the Recommendation, and each octet its value`, () => {
      for (const { from, to, octet, value } of laws[law]) {
        assert.deepEqual([...outputOf(['codec', law, 'enc'], pcm([from, to]))], [octet, octet], `${from} to ${to}`);
        assert.deepEqual([...samplesIn(outputOf(['codec', law, 'dec'], Buffer.from([octet])))], [value]);
      }
    });
  }
});
