const HEADER_BYTES = 44;

/** A WAV file of A-law silence at 8 kHz, unless told otherwise. */
export function monoWav(
  lengthMs: number,
  format: { readonly tag?: number; readonly channels?: number; readonly rateHz?: number } = {},
): Buffer {
  const { tag = 6, channels = 1, rateHz = 8_000 } = format;
  const audio = Buffer.alloc(Math.ceil((lengthMs * rateHz * channels) / 1000), 0xd5);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(HEADER_BYTES - 8 + audio.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(tag, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(audio.length, 40);
  return Buffer.concat([header, audio]);
}
