import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { refusal } from '../http-fault.ts';
import { pcm16OfAlaw } from './alaw.ts';

/** A recording as the bytes that a client gets. */
export interface WaveSource {
  readonly sizeBytes: number;
  /** Bytes `from`..`to`, both included. */
  read(from: number, to: number): Readable;
}

interface WaveLayout {
  readonly codec: 'pcm16' | 'alaw';
  readonly channels: number;
  readonly rateHz: number;
  readonly audioStart: number;
  readonly audioBytes: number;
}

const FORMAT_PCM = 1;
const FORMAT_ALAW = 6;
/** Header of a plain PCM file: RIFF, fmt and the head of data. */
const HEADER_BYTES = 44;
/** The chunks before the audio lie within this; our own writer needs under 100. */
const LOOK_BYTES = 4096;

/**
 * The file at `path`, as stored or decoded to PCM16. A file that is still being written is offered as long as it is
 * now. Faults: recording/missing, prompt/notAudio.
 */
export async function openWave(path: string, format: 'stored' | 'pcm16'): Promise<Result<WaveSource, Fault>> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const sizeBytes = (await file.stat()).size;
    const head = Buffer.alloc(Math.min(LOOK_BYTES, sizeBytes));
    await file.read(head, 0, head.length, 0);
    const layout = layoutOf(head, sizeBytes);
    if (layout === undefined) return failed(notAudio());
    if (format === 'stored' || layout.codec === 'pcm16') return ok(storedSource(path, sizeBytes));
    return ok(decodedSource(path, layout));
  } catch {
    return failed(missing());
  } finally {
    await file?.close();
  }
}

function storedSource(path: string, sizeBytes: number): WaveSource {
  return { sizeBytes, read: (from, to) => createReadStream(path, { start: from, end: to }) };
}

/** Each octet of A-law becomes two bytes after a new header, so every byte's place is known without decoding. */
function decodedSource(path: string, layout: WaveLayout): WaveSource {
  const header = pcmHeader(layout);
  const read = (from: number, to: number): Readable => {
    const headPart = header.subarray(from, Math.min(to + 1, HEADER_BYTES));
    if (to < HEADER_BYTES) return Readable.from([headPart]);
    const audioFrom = Math.max(0, from - HEADER_BYTES);
    const audioTo = to - HEADER_BYTES;
    const octets = createReadStream(path, {
      start: layout.audioStart + Math.floor(audioFrom / 2),
      end: layout.audioStart + Math.floor(audioTo / 2),
    });
    const skipBytes = audioFrom % 2;
    return octets.pipe(decoder(headPart, skipBytes, audioTo - audioFrom + 1)).on('close', () => octets.destroy());
  };
  return { sizeBytes: HEADER_BYTES + layout.audioBytes * 2, read };
}

function decoder(before: Buffer, skipBytes: number, wantedBytes: number): Transform {
  let toSkip = skipBytes;
  let left = wantedBytes;
  const stream = new Transform({
    transform(octets: Buffer, _encoding, done) {
      const pcm = pcm16OfAlaw(octets).subarray(toSkip).subarray(0, left);
      toSkip = 0;
      left -= pcm.length;
      done(undefined, pcm);
    },
  });
  if (before.length > 0) stream.push(before);
  return stream;
}

function layoutOf(head: Buffer, sizeBytes: number): WaveLayout | undefined {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE')
    return undefined;
  let format: Pick<WaveLayout, 'codec' | 'channels' | 'rateHz'> | undefined;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 24 <= head.length) format = formatOf(head.subarray(at + 8));
    if (name === 'data') {
      if (format === undefined) return undefined;
      return { ...format, audioStart: at + 8, audioBytes: Math.min(length, sizeBytes - at - 8) };
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function formatOf(chunk: Buffer): Pick<WaveLayout, 'codec' | 'channels' | 'rateHz'> | undefined {
  const tag = chunk.readUInt16LE(0);
  const facts = { channels: chunk.readUInt16LE(2), rateHz: chunk.readUInt32LE(4) };
  const bits = chunk.readUInt16LE(14);
  if (tag === FORMAT_PCM && bits === 16) return { codec: 'pcm16', ...facts };
  if (tag === FORMAT_ALAW && bits === 8) return { codec: 'alaw', ...facts };
  return undefined;
}

function pcmHeader({ channels, rateHz, audioBytes }: WaveLayout): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + audioBytes * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(FORMAT_PCM, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rateHz, 24);
  header.writeUInt32LE(rateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(audioBytes * 2, 40);
  return header;
}

function missing(): Fault {
  return refusal('recording/missing', 'play the recording', 'its file cannot be read', 'Look for it in the backup.');
}

function notAudio(): Fault {
  return refusal(
    'prompt/notAudio',
    'play the recording',
    'its file holds no PCM16 or A-law audio',
    'Look for it in the backup.',
  );
}
