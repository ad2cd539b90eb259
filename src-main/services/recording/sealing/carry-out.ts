import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { never, FaultError, type Fault } from '../../../foundation/errors.ts';
import { fileSource, headOf, type ByteSource } from '../../../storage/byte-source.ts';
import type { RecordingKey } from '../../../storage/recording-keys.ts';
import { openSealed, SealedWriter } from '../../../storage/sealed-file.ts';
import {
  gsmHeader,
  pcmHeader,
  samplesIn,
  waveLayout,
  WAVE_LOOK_BYTES,
  type WaveLayout,
} from '../../../storage/wave-layout.ts';
import { coded } from '../coder.ts';
import type { SealOrder, SealReply } from './seal-order.ts';

type Pieces = AsyncIterable<Buffer>;
type OrderOf<Kind extends SealOrder['kind']> = Extract<SealOrder, { kind: Kind }>;

/** MP3 of ours: what decoding gives before the sound, LAME's 576 samples and its decoder's 529. */
export const MP3_DELAY_SAMPLES = 1105;

/**
 * Carries out one order; runs in the sealing thread. What it writes is on the disk when it answers, and is not there
 * when it failed. Never rejects.
 */
export async function carryOut(order: SealOrder): Promise<SealReply> {
  try {
    switch (order.kind) {
      case 'seal':
        return await seal(order);
      case 'hash':
        return await digest(createReadStream(order.path));
      case 'open':
        return await openForBoard(order);
      default:
        return never(order);
    }
  } catch (error) {
    if ('partPath' in order && order.partPath !== undefined) await rm(order.partPath, { force: true });
    const { code, tried, now, next } = faultOf(error);
    return { kind: 'failed', code, tried, now, next };
  }
}

async function seal({ sourcePath, partPath, sealAs, key, coder }: OrderOf<'seal'>): Promise<SealReply> {
  const source = await plainSource(sourcePath);
  if (partPath === undefined) {
    await syncFile(sourcePath);
    return digest(whole(source));
  }
  const plain = sealAs === undefined ? whole(source) : transcoded(source, sealAs, coder);
  const writer = key === undefined ? undefined : new SealedWriter(keyOf(key));
  const pieces = writer === undefined ? plain : writer.seal(plain);
  await writeFile(partPath, pieces, () => writer?.header());
  return digest(createReadStream(partPath));
}

/** @param headerOf the header as it stands when everything is written; undefined leaves it. */
async function writeFile(path: string, pieces: Pieces, headerOf: () => Buffer | undefined): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    for await (const piece of pieces) await writeAll(file, piece);
    const header = headerOf();
    if (header !== undefined) await file.write(header, 0, header.length, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
}

async function* transcoded(source: ByteSource, sealAs: 'mp3' | 'gsm', coder: string): Pieces {
  const layout = waveLayout(await headOf(source, WAVE_LOOK_BYTES), source.sizeBytes);
  if (layout === undefined) throw new FaultError(notAudio());
  const pcm = pcmOf(source, layout, coder);
  const order = { codec: sealAs, way: 'enc', sides: layout.channels } as const;
  if (sealAs === 'gsm') {
    const samples = samplesIn(layout);
    const blocks = Math.ceil(samples / 320);
    yield gsmHeader(blocks, samples);
    yield* coded(coder, order, pcm);
    // RIFF chunks have an even length.
    if (blocks % 2 === 1) yield Buffer.alloc(1);
    return;
  }
  yield* coded(coder, order, pcm);
}

/** The samples of a WAV file, interleaved. */
function pcmOf(source: ByteSource, layout: WaveLayout, coder: string): Pieces {
  const { audioStart, audioBytes, blockBytes, channels, format } = layout;
  const audio = range(source, audioStart, audioStart + audioBytes - 1);
  if (format === 'pcm16') return audio;
  const codec = format === 'imaAdpcm' ? 'ima' : format;
  const blocks = codec === 'ima' ? { blockBytes } : {};
  return coded(coder, { codec, way: 'dec', sides: channels, ...blocks }, audio);
}

async function openForBoard({ path, partPath, key, isMp3, coder }: OrderOf<'open'>): Promise<SealReply> {
  const source = key === undefined ? await plainSource(path) : await sealedSource(path, keyOf(key));
  if (!isMp3) {
    await writeFile(partPath, whole(source), () => undefined);
    return digest(createReadStream(partPath));
  }
  const shape = { channels: 2, rateHz: 8000 };
  let samples = 0;
  const decoded = coded(coder, { codec: 'mp3', way: 'dec', sides: 2 }, whole(source));
  await writeFile(
    partPath,
    withHeader(
      pcmHeader(shape, 0),
      counted(decoded, (bytes) => (samples += bytes / 4)),
    ),
    () => pcmHeader(shape, Math.floor(samples)),
  );
  return digest(createReadStream(partPath));
}

async function* withHeader(header: Buffer, pieces: Pieces): Pieces {
  yield header;
  yield* pieces;
}

async function* counted(pieces: Pieces, count: (bytes: number) => void): Pieces {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

async function plainSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  try {
    return fileSource(path, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

async function sealedSource(path: string, key: RecordingKey): Promise<ByteSource> {
  const opened = await openSealed(path, (keyId) => (keyId === key.keyId ? key : undefined));
  if (opened.ok) return opened.value;
  throw new FaultError(opened.error);
}

function whole(source: ByteSource): Pieces {
  return range(source, 0, source.sizeBytes - 1);
}

async function* range(source: ByteSource, from: number, to: number): Pieces {
  if (to < from) return;
  for await (const piece of source.read(from, to)) yield Buffer.from(piece);
}

async function digest(pieces: AsyncIterable<Buffer>): Promise<SealReply> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    sizeBytes += piece.length;
  }
  return { kind: 'done', sha256: hash.digest('hex'), sizeBytes };
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function keyOf(key: { readonly keyId: string; readonly secretHex: string }): RecordingKey {
  return { keyId: key.keyId, secret: Buffer.from(key.secretHex, 'hex') };
}

function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const tried = 'seal a recording';
  const now = error instanceof Error ? error.message : String(error);
  if (code === 'ENOENT') {
    return {
      kind: 'operational',
      code: 'recording/missing',
      tried,
      now: 'its file is not there',
      next: 'Look for it.',
    };
  }
  if (code === 'ENOSPC') {
    const next = 'Free room on the disk; the recording is kept as it is and tried again.';
    return { kind: 'operational', code: 'recording/diskFull', tried, now: 'the disk is full', next };
  }
  return { kind: 'operational', code: 'storage/failed', tried, now, next: 'It is kept as it is and tried again.' };
}

function notAudio(): Fault {
  const now = 'its file holds no sound in a format that is recorded';
  return { kind: 'operational', code: 'prompt/notAudio', tried: 'seal a recording', now, next: 'It is kept as it is.' };
}
