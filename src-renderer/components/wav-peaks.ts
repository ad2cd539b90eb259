/** Loudest sample of each slice of one channel, 0 to 1. */
export type Peaks = readonly number[];

export interface WavSummary {
  readonly lengthMs: number;
  /** One row a channel: left is the line, right the seat. */
  readonly peaks: readonly Peaks[];
}

interface WavFormat {
  readonly coding: number;
  readonly channels: number;
  readonly rateHz: number;
  readonly bytesPerSample: number;
}

const CODING_PCM = 1;
const CODING_ALAW = 6;

/** Reads PCM16 and A-law WAV; undefined for anything else. `slices` is how many peaks a channel gets. */
export function summariseWav(file: ArrayBuffer, slices: number): WavSummary | undefined {
  const view = new DataView(file);
  const format = readFormat(view);
  const sound = findChunk(view, 'data');
  if (format === undefined || sound === undefined) return undefined;
  const frameBytes = format.bytesPerSample * format.channels;
  const frames = Math.floor(Math.min(sound.size, view.byteLength - sound.at) / frameBytes);
  const read = format.coding === CODING_PCM ? pcmReader(view) : alawReader(view);
  const peaks = Array.from({ length: format.channels }, (_, channel) =>
    channelPeaks({
      frames,
      slices,
      sampleAt: (frame) => read(sound.at + frame * frameBytes + channel * format.bytesPerSample),
    }),
  );
  return { lengthMs: (frames / format.rateHz) * 1000, peaks };
}

function channelPeaks(channel: { frames: number; slices: number; sampleAt: (frame: number) => number }): Peaks {
  const { frames, slices, sampleAt } = channel;
  return Array.from({ length: Math.min(slices, frames) }, (_, slice) => {
    const from = Math.floor((slice * frames) / Math.min(slices, frames));
    const to = Math.floor(((slice + 1) * frames) / Math.min(slices, frames));
    let loudest = 0;
    for (let frame = from; frame < to; frame += 1) loudest = Math.max(loudest, Math.abs(sampleAt(frame)));
    return Math.min(1, loudest / 32_768);
  });
}

function readFormat(view: DataView): WavFormat | undefined {
  const chunk = findChunk(view, 'fmt ');
  if (chunk === undefined || textAt(view, 0) !== 'RIFF' || textAt(view, 8) !== 'WAVE') return undefined;
  const coding = view.getUint16(chunk.at, true);
  const bits = view.getUint16(chunk.at + 14, true);
  const known = (coding === CODING_PCM && bits === 16) || (coding === CODING_ALAW && bits === 8);
  if (!known) return undefined;
  return {
    coding,
    channels: view.getUint16(chunk.at + 2, true),
    rateHz: view.getUint32(chunk.at + 4, true),
    bytesPerSample: bits / 8,
  };
}

function findChunk(view: DataView, name: string): { readonly at: number; readonly size: number } | undefined {
  let at = 12;
  while (at + 8 <= view.byteLength) {
    const size = view.getUint32(at + 4, true);
    if (textAt(view, at) === name) return { at: at + 8, size };
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function textAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return '';
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

function pcmReader(view: DataView): (at: number) => number {
  return (at) => view.getInt16(at, true);
}

/** ITU-T G.711, A-law: sign, three bits of segment, four of mantissa, even bits inverted. */
function alawReader(view: DataView): (at: number) => number {
  return (at) => {
    const code = view.getUint8(at) ^ 0x55;
    const segment = (code & 0x70) >> 4;
    const mantissa = ((code & 0x0f) << 4) + 8;
    const magnitude = segment === 0 ? mantissa : (mantissa + 0x100) << (segment - 1);
    return (code & 0x80) === 0 ? -magnitude : magnitude;
  };
}
