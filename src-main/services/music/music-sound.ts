import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { musicFaults } from './music-faults.ts';

/** MP3 octets to PCM16 at 8 kHz, one channel; undefined when they are no MP3 or this machine cannot read any. */
export type DecodeMp3 = (octets: Uint8Array) => Promise<Uint8Array | undefined>;

/** A piece of music as a WAV file of one channel, which the board's player takes. */
export interface MusicSound {
  readonly wav: Uint8Array;
  readonly lengthMs: number;
}

const LINE_RATE_HZ = 8_000;
const RATES_HZ = { lowest: 8_000, highest: 48_000 } as const;
const LENGTHS_MS = { shortest: 1_000, longest: 600_000 } as const;
const PCM = 1;
const A_LAW = 6;
const EXTENSIBLE = 0xfffe;

/**
 * Looks at a file that somebody uploaded, and makes of it what the player takes: stereo becomes one channel, MP3 becomes
 * PCM. Fault: prompt/notAudio, with what is wrong.
 */
export async function readMusic(bytes: Uint8Array, decodeMp3: DecodeMp3): Promise<Result<MusicSound, Fault>> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isWav(file)) return readWav(file);
  if (!isMp3(file)) return failed(musicFaults.notAudio('it is neither WAV nor MP3'));
  const pcm = await decodeMp3(bytes);
  if (pcm === undefined) return failed(musicFaults.notAudio('its MP3 could not be read'));
  return wholeSound({ samples: Buffer.from(pcm), rateHz: LINE_RATE_HZ, format: PCM });
}

function isWav(file: Buffer): boolean {
  return file.length >= 12 && file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WAVE';
}

/** An ID3 tag, or the sync word of a frame: eleven bits (ISO/IEC 11172-3, 2.4.1.3). */
function isMp3(file: Buffer): boolean {
  if (file.toString('latin1', 0, 3) === 'ID3') return true;
  return file.length > 2 && file[0] === 0xff && ((file[1] ?? 0) & 0xe0) === 0xe0;
}

interface OneChannel {
  readonly samples: Buffer;
  readonly rateHz: number;
  readonly format: number;
}

function readWav(file: Buffer): Result<MusicSound, Fault> {
  let shape: WavShape | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const chunkBytes = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + chunkBytes);
    if (name === 'fmt ' && body.length >= 16) {
      shape = shapeOf(body);
      const wrong = unplayable(shape);
      if (wrong !== undefined) return failed(musicFaults.notAudio(wrong));
    }
    if (name === 'data' && shape !== undefined) {
      const { channels, rateHz, format } = shape;
      const samples = channels === 1 ? Buffer.from(body) : meanOfBoth(body);
      return wholeSound({ samples, rateHz, format });
    }
    at += 8 + chunkBytes + (chunkBytes % 2);
  }
  return failed(musicFaults.notAudio('the file holds no sound'));
}

interface WavShape {
  readonly format: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly bits: number;
}

function shapeOf(chunk: Buffer): WavShape {
  const tag = chunk.readUInt16LE(0);
  return {
    format: tag === EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag,
    channels: chunk.readUInt16LE(2),
    rateHz: chunk.readUInt32LE(4),
    bits: chunk.readUInt16LE(14),
  };
}

function unplayable({ format, channels, rateHz, bits }: WavShape): string | undefined {
  const isPcm = format === PCM && bits === 16 && (channels === 1 || channels === 2);
  const isALaw = format === A_LAW && bits === 8 && channels === 1;
  if (!isPcm && !isALaw) return 'it is neither PCM16 with one or two channels nor A-law with one';
  return rateHz < RATES_HZ.lowest || rateHz > RATES_HZ.highest ? 'its rate is not between 8 and 48 kHz' : undefined;
}

function meanOfBoth(stereo: Buffer): Buffer {
  const frames = Math.floor(stereo.length / 4);
  const mono = Buffer.alloc(frames * 2);
  for (let frame = 0; frame < frames; frame += 1) {
    const sum = stereo.readInt16LE(frame * 4) + stereo.readInt16LE(frame * 4 + 2);
    mono.writeInt16LE(sum >> 1, frame * 2);
  }
  return mono;
}

function wholeSound({ samples, rateHz, format }: OneChannel): Result<MusicSound, Fault> {
  const sampleBytes = format === PCM ? 2 : 1;
  const whole = samples.subarray(0, samples.length - (samples.length % sampleBytes));
  const lengthMs = Math.round((whole.length * 1000) / (rateHz * sampleBytes));
  if (lengthMs < LENGTHS_MS.shortest) return failed(musicFaults.notAudio('it is shorter than a second'));
  if (lengthMs > LENGTHS_MS.longest) return failed(musicFaults.notAudio('it is longer than ten minutes'));
  return ok({ wav: Buffer.concat([header(whole.length, { rateHz, format, sampleBytes }), whole]), lengthMs });
}

function header(
  dataBytes: number,
  { rateHz, format, sampleBytes }: { readonly rateHz: number; readonly format: number; readonly sampleBytes: number },
): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + dataBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(format, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rateHz, 24);
  head.writeUInt32LE(rateHz * sampleBytes, 28);
  head.writeUInt16LE(sampleBytes, 32);
  head.writeUInt16LE(sampleBytes * 8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(dataBytes, 40);
  return head;
}
