const ALAW_BIAS = 0x55;

/** One A-law octet as a 16-bit sample: ITU-T G.711, table 1a, even bits inverted, scaled to the left. */
function decodeOctet(octet: number): number {
  const code = octet ^ ALAW_BIAS;
  const exponent = (code & 0x70) >> 4;
  const mantissa = ((code & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (code & 0x80) === 0 ? -magnitude : magnitude;
}

const SAMPLES = Int16Array.from({ length: 256 }, (_, octet) => decodeOctet(octet));

/** PCM16 little-endian of A-law octets, twice as long. */
export function pcm16OfAlaw(octets: Uint8Array): Buffer {
  const pcm = Buffer.allocUnsafe(octets.length * 2);
  octets.forEach((octet, at) => pcm.writeInt16LE(SAMPLES[octet] ?? 0, at * 2));
  return pcm;
}
