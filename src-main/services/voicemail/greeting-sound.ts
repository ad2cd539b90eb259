import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';

/** WAVE format tags and the bits of a sample that the board's player takes: PCM16 and A-law. */
const PLAYABLE: Readonly<Record<number, number>> = { 1: 16, 6: 8 };
const RATES_HZ = { lowest: 8_000, highest: 48_000 } as const;
const LENGTHS_MS = { shortest: 500, longest: 180_000 } as const;

/**
 * Looks at a file that somebody sent as a greeting: WAV, one channel, 8 to 48 kHz, half a second to three minutes.
 * Fault: prompt/notAudio, with what is wrong.
 */
export function readGreetingSound(bytes: Uint8Array): Result<{ readonly lengthMs: number }, Fault> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    return failed(notAudio('the file is no WAV file'));
  let bytesPerSecond: number | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const chunkBytes = file.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 24 <= file.length) {
      const wrong = unplayable(file.subarray(at + 8));
      if (wrong !== undefined) return failed(notAudio(wrong));
      bytesPerSecond = file.readUInt32LE(at + 16);
    }
    if (name === 'data' && bytesPerSecond !== undefined) {
      const lengthMs = (Math.min(chunkBytes, file.length - at - 8) * 1000) / bytesPerSecond;
      if (lengthMs < LENGTHS_MS.shortest) return failed(notAudio('it is shorter than half a second'));
      if (lengthMs > LENGTHS_MS.longest) return failed(notAudio('it is longer than three minutes'));
      return ok({ lengthMs });
    }
    at += 8 + chunkBytes + (chunkBytes % 2);
  }
  return failed(notAudio('the file holds no sound'));
}

function unplayable(format: Buffer): string | undefined {
  const rateHz = format.readUInt32LE(4);
  if (PLAYABLE[format.readUInt16LE(0)] !== format.readUInt16LE(14)) return 'it is neither PCM16 nor A-law';
  if (format.readUInt16LE(2) !== 1) return 'it has more than one channel';
  if (rateHz < RATES_HZ.lowest || rateHz > RATES_HZ.highest) return 'its rate is not between 8 and 48 kHz';
  return format.readUInt32LE(8) === 0 ? 'its header is damaged' : undefined;
}

function notAudio(now: string): Fault {
  return {
    kind: 'misuse',
    code: 'prompt/notAudio',
    tried: 'take a file as a greeting',
    now: `${now}; the greeting is as it was`,
    next: 'Send a WAV file with one channel, PCM16 or A-law, at 8 to 48 kHz.',
  };
}
