/** A WAV file taken apart by the tests' own reader, so that a mistake of the recorder cannot hide in ours. */
export interface WavReading {
  readonly rateHz: number;
  /** 1 PCM16, 6 A-law (RFC 2361). */
  readonly formatTag: number;
  /** Samples per channel, -1 to 1. */
  readonly channels: readonly Float64Array[];
  /** Bytes that the header promises against bytes that are there. */
  readonly declaredBytes: number;
  readonly presentBytes: number;
}

export function readWav(bytes: Uint8Array): WavReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (fourCc(view, 0) !== 'RIFF' || fourCc(view, 8) !== 'WAVE') throw new Error('not a RIFF WAVE file');
  let at = 12;
  let format = { tag: 0, channelCount: 0, rateHz: 0 };
  while (at + 8 <= view.byteLength) {
    const kind = fourCc(view, at);
    const sizeBytes = view.getUint32(at + 4, true);
    if (kind === 'fmt ') {
      format = {
        tag: view.getUint16(at + 8, true),
        channelCount: view.getUint16(at + 10, true),
        rateHz: view.getUint32(at + 12, true),
      };
    }
    if (kind === 'data') {
      const presentBytes = Math.min(sizeBytes, view.byteLength - at - 8);
      const channels = decode(view, at + 8, presentBytes, format);
      return {
        rateHz: format.rateHz,
        formatTag: format.tag,
        channels,
        declaredBytes: sizeBytes,
        presentBytes: view.byteLength - at - 8,
      };
    }
    at += 8 + sizeBytes + (sizeBytes % 2);
  }
  throw new Error('no data chunk');
}

function decode(
  view: DataView,
  start: number,
  sizeBytes: number,
  format: { tag: number; channelCount: number },
): Float64Array[] {
  const sampleBytes = format.tag === 1 ? 2 : 1;
  const frames = Math.floor(sizeBytes / (sampleBytes * format.channelCount));
  return Array.from({ length: format.channelCount }, (_, channel) =>
    Float64Array.from({ length: frames }, (_sample, frame) => {
      const at = start + (frame * format.channelCount + channel) * sampleBytes;
      return format.tag === 1 ? view.getInt16(at, true) / 32768 : fromAlaw(view.getUint8(at)) / 32768;
    }),
  );
}

/** ITU-T G.711, table 1a, written out from its definition. */
function fromAlaw(code: number): number {
  const inverted = code ^ 0x55;
  const segment = (inverted >> 4) & 7;
  const mantissa = inverted & 15;
  const magnitude = segment === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (segment - 1);
  return inverted & 0x80 ? magnitude : -magnitude;
}

function fourCc(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** Share of a stretch's energy that lies at one frequency: 1 for a pure tone, about 0 without it. */
export function toneShare(samples: Float64Array, rateHz: number, toneHz: number): number {
  const step = (2 * Math.PI * toneHz) / rateHz;
  let real = 0;
  let imaginary = 0;
  let energy = 0;
  samples.forEach((sample, index) => {
    real += sample * Math.cos(step * index);
    imaginary += sample * Math.sin(step * index);
    energy += sample * sample;
  });
  return energy === 0 ? 0 : (2 * (real * real + imaginary * imaginary)) / (samples.length * energy);
}

/** Level in dBm0 of PCM scaled to ±1: a full-scale sine is +3.14 dBm0 (G.711, A-law). */
export function levelDbm0(samples: Float64Array): number {
  const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  return 10 * Math.log10(2 * meanSquare + 1e-20) + 3.14;
}

/** The loudest stretch of `lengthMs` in which the tone stands out, or undefined. */
export function bestTone(samples: Float64Array, rateHz: number, toneHz: number, lengthMs = 400): number {
  const length = Math.floor((rateHz * lengthMs) / 1000);
  let best = 0;
  for (let start = 0; start + length <= samples.length; start += Math.floor(length / 2)) {
    const stretch = samples.subarray(start, start + length);
    if (levelDbm0(stretch) > -40) best = Math.max(best, toneShare(stretch, rateHz, toneHz));
  }
  return best;
}
