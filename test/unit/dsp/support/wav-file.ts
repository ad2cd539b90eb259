/** Makes WAV files, right ones and wrong ones. */

export interface WavShape {
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits?: number;
  /** 1 PCM, 6 A-law, 7 u-law. */
  readonly tag?: number;
  /** Between the format and the speech. */
  readonly otherChunk?: string;
  /** What the header says, when it is not the truth. */
  readonly speechOctets?: number;
}

export function wavFile(speech: Buffer, shape: WavShape = {}): Buffer {
  const { channels = 1, rateHz = 8000, bits = 16, tag = 1, otherChunk = '', speechOctets = speech.length } = shape;
  const format = Buffer.alloc(24);
  const frameOctets = (channels * bits) / 8;
  format.write('fmt ');
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(tag, 8);
  format.writeUInt16LE(channels, 10);
  format.writeUInt32LE(rateHz, 12);
  format.writeUInt32LE(rateHz * frameOctets, 16);
  format.writeUInt16LE(frameOctets, 20);
  format.writeUInt16LE(bits, 22);
  const other = otherChunk === '' ? Buffer.alloc(0) : chunk('LIST', Buffer.from(otherChunk));
  const body = Buffer.concat([Buffer.from('WAVE'), format, other, chunk('data', speech, speechOctets)]);
  return chunk('RIFF', body);
}

/** A chunk, filled up to an even length. */
function chunk(name: string, body: Buffer, octets = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32LE(octets, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
