const ALAW_INVERTED = 0x55;
const ULAW_BIAS = 0x84;

/** One A-law octet as a 16-bit sample: ITU-T G.711, table 1a, even bits inverted, scaled to the left. */
function alawSample(octet: number): number {
  const code = octet ^ ALAW_INVERTED;
  const exponent = (code & 0x70) >> 4;
  const mantissa = ((code & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (code & 0x80) === 0 ? -magnitude : magnitude;
}

/** One u-law octet: ITU-T G.711, table 2a, all bits inverted, scaled to the left. */
function ulawSample(octet: number): number {
  const code = ~octet & 0xff;
  const magnitude = (((code & 0x0f) << 3) + ULAW_BIAS) << ((code & 0x70) >> 4);
  return (code & 0x80) === 0 ? magnitude - ULAW_BIAS : ULAW_BIAS - magnitude;
}

const SAMPLES = {
  alaw: Int16Array.from({ length: 256 }, (_, octet) => alawSample(octet)),
  ulaw: Int16Array.from({ length: 256 }, (_, octet) => ulawSample(octet)),
} as const;
export type Law = keyof typeof SAMPLES;

/** PCM16 little-endian of G.711 octets, twice as long. */
export function pcm16OfLaw(law: Law, octets: Uint8Array): Buffer {
  const samples = SAMPLES[law];
  const pcm = Buffer.allocUnsafe(octets.length * 2);
  octets.forEach((octet, at) => pcm.writeInt16LE(samples[octet] ?? 0, at * 2));
  return pcm;
}
