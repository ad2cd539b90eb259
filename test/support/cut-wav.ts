/** A stereo 8 kHz WAV file as a recorder leaves it that was killed: the header lags behind the sound. */
export function cutWav(cut: {
  readonly format: 'pcm16' | 'alaw';
  readonly frames: number;
  /** Frames that the header promises. */
  readonly declaredFrames: number;
  /** Bytes of a frame that was begun. */
  readonly extraBytes: number;
}): Buffer {
  const sampleBytes = cut.format === 'pcm16' ? 2 : 1;
  const frameBytes = sampleBytes * 2;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + cut.declaredFrames * frameBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(cut.format === 'pcm16' ? 1 : 6, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000 * frameBytes, 28);
  head.writeUInt16LE(frameBytes, 32);
  head.writeUInt16LE(sampleBytes * 8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(cut.declaredFrames * frameBytes, 40);
  const sound = Buffer.from(
    Array.from({ length: cut.frames * frameBytes + cut.extraBytes }, (_, at) => (at * 7) % 251),
  );
  return Buffer.concat([head, sound]);
}
