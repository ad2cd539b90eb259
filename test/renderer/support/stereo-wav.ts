/** A stereo PCM16 WAV of 8 kHz: a tone that comes and goes in each channel, so that the legs look different. */
export function stereoWav(lengthMs: number, tonesHz: readonly [number, number]): Buffer {
  const frames = Math.round(lengthMs * 8);
  const file = Buffer.alloc(44 + frames * 4);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + frames * 4, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(8000, 24);
  file.writeUInt32LE(32_000, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(frames * 4, 40);
  for (let frame = 0; frame < frames; frame += 1) {
    tonesHz.forEach((hz, channel) => {
      const phrase = Math.sin((2 * Math.PI * frame) / 8000 / 3.1 + channel * Math.PI);
      const syllable = 0.55 + 0.45 * Math.sin((2 * Math.PI * frame * 3.7) / 8000 + channel);
      const sample = Math.max(0, phrase) * syllable * 9000 * Math.sin((2 * Math.PI * hz * frame) / 8000);
      file.writeInt16LE(Math.round(sample), 44 + frame * 4 + channel * 2);
    });
  }
  return file;
}
