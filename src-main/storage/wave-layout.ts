import type { RecordingRef } from '../contract/call-record.ts';

/** What a WAV file of a recording holds, and where. */
export interface WaveLayout {
  readonly format: RecordingRef['format'];
  readonly channels: number;
  readonly rateHz: number;
  readonly audioStart: number;
  /** Whole blocks, as many as are there, whatever the header says. */
  readonly audioBytes: number;
  /** A block of all channels holds so many bytes and so many samples of each channel. */
  readonly blockBytes: number;
  readonly blockSamples: number;
}

/** The chunks before the audio lie within this; our own writer needs under 100. */
export const WAVE_LOOK_BYTES = 4096;
/** Header of a plain PCM file: RIFF, fmt and the head of data. */
export const PCM_HEADER_BYTES = 44;

/** Tags of RFC 2361 with the bits of a sample. */
const FORMATS: Readonly<Record<string, RecordingRef['format']>> = {
  '1/16': 'pcm16',
  '6/8': 'alaw',
  '7/8': 'ulaw',
  '17/4': 'imaAdpcm',
  '49/0': 'gsm',
};

/** Undefined when the first bytes of a file of `sizeBytes` are no WAV file in a format that we record. */
export function waveLayout(head: Buffer, sizeBytes: number): WaveLayout | undefined {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE')
    return undefined;
  let format: Omit<WaveLayout, 'audioStart' | 'audioBytes'> | undefined;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 24 <= head.length) format = formatOf(head.subarray(at + 8));
    if (name === 'data') {
      if (format === undefined) return undefined;
      const present = Math.min(length, sizeBytes - at - 8);
      return { ...format, audioStart: at + 8, audioBytes: present - (present % format.blockBytes) };
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function formatOf(chunk: Buffer): Omit<WaveLayout, 'audioStart' | 'audioBytes'> | undefined {
  const format = FORMATS[`${chunk.readUInt16LE(0)}/${chunk.readUInt16LE(14)}`];
  const channels = chunk.readUInt16LE(2);
  const rateHz = chunk.readUInt32LE(4);
  const blockBytes = chunk.readUInt16LE(12);
  if (format === undefined || channels < 1 || channels > 2 || blockBytes === 0 || rateHz === 0) return undefined;
  return { format, channels, rateHz, blockBytes, blockSamples: samplesOf(format, blockBytes, channels) };
}

function samplesOf(format: RecordingRef['format'], blockBytes: number, channels: number): number {
  // IMA: a header of 4 bytes a channel with the first sample, then two samples a byte.
  if (format === 'imaAdpcm') return Math.floor((blockBytes - 4 * channels) / channels) * 2 + 1;
  return format === 'gsm' ? 320 : 1;
}

/** Samples of one channel. */
export function samplesIn(layout: WaveLayout): number {
  return (layout.audioBytes / layout.blockBytes) * layout.blockSamples;
}

/** The header of a PCM16 file with so many samples a channel. */
export function pcmHeader(shape: { readonly channels: number; readonly rateHz: number }, samples: number): Buffer {
  const { channels, rateHz } = shape;
  const audioBytes = samples * channels * 2;
  const header = Buffer.alloc(PCM_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(PCM_HEADER_BYTES - 8 + audioBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(audioBytes, 40);
  return header;
}

/** The header of a GSM file (0x31, one channel) of so many samples: `fmt ` with the block's samples, then `fact`. */
export function gsmHeader(blocks: number, samples: number): Buffer {
  const dataBytes = blocks * 65;
  const header = Buffer.alloc(60);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(60 - 8 + dataBytes + (dataBytes % 2), 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(20, 16);
  header.writeUInt16LE(0x31, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(1625, 28);
  header.writeUInt16LE(65, 32);
  header.writeUInt16LE(0, 34);
  header.writeUInt16LE(2, 36);
  header.writeUInt16LE(320, 38);
  header.write('fact', 40, 'latin1');
  header.writeUInt32LE(4, 44);
  header.writeUInt32LE(samples, 48);
  header.write('data', 52, 'latin1');
  header.writeUInt32LE(dataBytes, 56);
  return header;
}
