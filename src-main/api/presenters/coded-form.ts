import { coded, MP3_DELAY_SAMPLES, type CoderOrder } from '../../services/recording/index.ts';
import type { ByteSource } from '../../storage/byte-source.ts';
import type { WaveLayout } from '../../storage/wave-layout.ts';

/** Sound in blocks that a program decodes, in which any place can be found without decoding what is before it. */
export interface CodedForm {
  /** Of the first block. */
  readonly start: number;
  readonly blocks: number;
  readonly blockBytes: number;
  readonly blockSamples: number;
  readonly channels: number;
  readonly rateHz: number;
  /** Samples that a decoder gives before the sound begins. */
  readonly leadSamples: number;
  /** Blocks that a decoder must hear before the one that is wanted. */
  readonly runUpBlocks: number;
  readonly order: CoderOrder;
}

const MP3_FRAME_SAMPLES = 576;
const RUN_OUT_BLOCKS = 3;
/** Layer III of MPEG 2.5, kbit/s by the index in a frame's header; 8 kHz is what recordings have. */
const MP3_KBPS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** IMA ADPCM and GSM in WAV files; undefined for what needs no program. */
export function waveForm(layout: WaveLayout): CodedForm | undefined {
  const { format, audioStart: start, audioBytes, blockBytes, blockSamples, channels, rateHz } = layout;
  if (format !== 'imaAdpcm' && format !== 'gsm') return undefined;
  const shape = { start, blocks: audioBytes / blockBytes, blockBytes, blockSamples, channels, rateHz, leadSamples: 0 };
  const order = { way: 'dec', sides: channels } as const;
  // An IMA block says where it begins; GSM predicts from what was before, which is forgotten in a quarter of a second.
  if (format === 'imaAdpcm') return { ...shape, runUpBlocks: 0, order: { codec: 'ima', blockBytes, ...order } };
  return { ...shape, runUpBlocks: 8, order: { codec: 'gsm', ...order } };
}

/** MP3 as recordings are sealed: 8 kHz, one rate, frames that stand alone. Undefined for any other. */
export function mp3Form(head: Buffer, sizeBytes: number): CodedForm | undefined {
  if (head.length < 4 || (head.readUInt16BE(0) & 0xfffe) !== 0xffe2) return undefined;
  const kbps = MP3_KBPS[head.readUInt8(2) >> 4] ?? 0;
  const isAt8kHz = ((head.readUInt8(2) >> 2) & 3) === 2;
  if (kbps === 0 || !isAt8kHz) return undefined;
  const channels = head.readUInt8(3) >> 6 === 3 ? 1 : 2;
  const blockBytes = 9 * kbps;
  return {
    start: 0,
    blocks: Math.floor(sizeBytes / blockBytes),
    blockBytes,
    blockSamples: MP3_FRAME_SAMPLES,
    channels,
    rateHz: 8000,
    leadSamples: MP3_DELAY_SAMPLES,
    runUpBlocks: 3,
    order: { codec: 'mp3', way: 'dec', sides: channels },
  };
}

/** Samples of one channel that the form holds. */
export function samplesOf(form: CodedForm): number {
  return Math.max(0, form.blocks * form.blockSamples - form.leadSamples);
}

/**
 * PCM16 bytes `from`..`to` of the decoded sound, both included, never fewer: what a decoder does not give is silence.
 * Fails with recording/coderFailed.
 */
export async function* decodedBytes(
  source: ByteSource,
  form: CodedForm,
  program: string,
  range: { readonly from: number; readonly to: number },
): AsyncGenerator<Buffer, void, undefined> {
  const { start, blocks, blockBytes, blockSamples, channels, leadSamples, runUpBlocks, order } = form;
  const frameBytes = channels * 2;
  const firstSample = Math.floor(range.from / frameBytes) + leadSamples;
  const lastSample = Math.floor(range.to / frameBytes) + leadSamples;
  const firstBlock = Math.max(0, Math.floor(firstSample / blockSamples) - runUpBlocks);
  // A decoder believes a frame of MP3 when it has seen the ones behind it.
  const lastBlock = Math.min(blocks - 1, Math.floor(lastSample / blockSamples) + RUN_OUT_BLOCKS);
  const octets = source.read(start + firstBlock * blockBytes, start + (lastBlock + 1) * blockBytes - 1);
  let skip = (firstSample - firstBlock * blockSamples) * frameBytes + (range.from % frameBytes);
  let left = range.to - range.from + 1;
  for await (const piece of coded(program, order, octets)) {
    const heard = piece.subarray(skip).subarray(0, left);
    skip = Math.max(0, skip - piece.length);
    left -= heard.length;
    if (heard.length > 0) yield heard;
    if (left === 0) return;
  }
  if (left > 0) yield Buffer.alloc(left);
}
