import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FaultError, type Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { ByteSource } from './byte-source.ts';
import type { RecordingKey } from './recording-keys.ts';

/**
 * The container of an encrypted recording, version 1. All numbers are little-endian.
 *
 *   0   4  'TLRE'
 *   4   1  version, 1
 *   5   3  zero
 *   8   8  key id
 *   16 16  file id, random: a chunk of one file is none of another
 *   32  4  plain bytes of a chunk, 65 536
 *   36  8  plain bytes of the whole
 *   44 20  zero
 *   64     chunks: nonce 12 (random), ciphertext, tag 16; every chunk but the last is full
 *
 * AES-256-GCM. What is authenticated beside a chunk are the header's first 36 bytes, the chunk's number (8 bytes) and
 * whether it is the last (1 byte): chunks that are changed, exchanged, left out or cut off at the end are refused. Any
 * place is read by decrypting the one chunk that holds it. A file of no bytes has one empty chunk.
 */
export const SEALED_SUFFIX = '.tlre';
const MAGIC = Buffer.from('TLRE', 'latin1');
const VERSION = 1;
const HEADER_BYTES = 64;
const BOUND_BYTES = 36;
export const CHUNK_BYTES = 65_536;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;
const CIPHER = 'aes-256-gcm';

interface Bound {
  readonly key: RecordingKey;
  /** The part of the header that every chunk is bound to. */
  readonly bound: Buffer;
}

/** Encrypts what comes; the bytes must be written in this order, and then `header` over the first ones. */
export class SealedWriter {
  readonly #key: RecordingKey;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #waiting = Buffer.alloc(0);
  #chunkNo = 0;
  #plainBytes = 0;

  constructor(key: RecordingKey) {
    this.#key = key;
    MAGIC.copy(this.#header, 0);
    this.#header.writeUInt8(VERSION, 4);
    Buffer.from(key.keyId, 'hex').copy(this.#header, 8);
    randomBytes(16).copy(this.#header, 16);
    this.#header.writeUInt32LE(CHUNK_BYTES, 32);
  }

  /** The whole file: the header says no length until the end, and `header()` then does. */
  async *seal(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
    yield Buffer.from(this.#header);
    for await (const piece of plain) {
      this.#waiting = Buffer.concat([this.#waiting, piece]);
      // A full chunk waits for one byte more: only then is it known not to be the last.
      while (this.#waiting.length > CHUNK_BYTES) yield this.#chunk(CHUNK_BYTES, false);
    }
    yield this.#chunk(this.#waiting.length, true);
  }

  /** With the length, when everything was sealed. */
  header(): Buffer {
    this.#header.writeBigUInt64LE(BigInt(this.#plainBytes), 36);
    return this.#header;
  }

  #chunk(sizeBytes: number, isLast: boolean): Buffer {
    const plain = this.#waiting.subarray(0, sizeBytes);
    this.#waiting = this.#waiting.subarray(sizeBytes);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key.secret, nonce);
    cipher.setAAD(boundTo(this.#header.subarray(0, BOUND_BYTES), this.#chunkNo, isLast));
    this.#chunkNo += 1;
    this.#plainBytes += sizeBytes;
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Of a file's first bytes: the id of the key that it needs; undefined when it is none of ours. */
export function sealedKeyId(head: Buffer): string | undefined {
  if (head.length < HEADER_BYTES || !head.subarray(0, 4).equals(MAGIC) || head[4] !== VERSION) return undefined;
  return head.toString('hex', 8, 16);
}

/**
 * The plain bytes of a sealed file. A chunk that was tampered with ends the stream that reads it with recording/damaged.
 * Faults: recording/missing, recording/keyMissing, recording/damaged.
 */
export async function openSealed(
  path: string,
  keyOf: (keyId: string) => RecordingKey | undefined,
): Promise<Result<ByteSource, Fault>> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const header = Buffer.alloc(HEADER_BYTES);
    await file.read(header, 0, HEADER_BYTES, 0);
    const keyId = sealedKeyId(header);
    const sizeBytes = Number(header.readBigUInt64LE(36));
    const { size } = await file.stat();
    if (keyId === undefined || size !== sealedBytes(sizeBytes)) return failed(damaged('its header or length is wrong'));
    const key = keyOf(keyId);
    if (key === undefined) return failed(keyMissing(keyId));
    const bound = { key, bound: header.subarray(0, BOUND_BYTES) };
    return ok({ sizeBytes, read: (from, to) => Readable.from(plainRange(path, { ...bound, sizeBytes, from, to })) });
  } catch {
    return failed(missing());
  } finally {
    await file?.close();
  }
}

interface Range extends Bound {
  readonly sizeBytes: number;
  readonly from: number;
  readonly to: number;
}

async function* plainRange(path: string, range: Range): AsyncGenerator<Buffer, void, undefined> {
  const { from, to, sizeBytes } = range;
  const file = await open(path, 'r');
  try {
    const lastChunk = chunksOf(sizeBytes) - 1;
    for (let chunkNo = Math.floor(from / CHUNK_BYTES); chunkNo * CHUNK_BYTES <= to; chunkNo += 1) {
      const startsAt = chunkNo * CHUNK_BYTES;
      const plainBytes = Math.min(CHUNK_BYTES, sizeBytes - startsAt);
      const sealed = Buffer.alloc(plainBytes + OVERHEAD_BYTES);
      await file.read(sealed, 0, sealed.length, HEADER_BYTES + chunkNo * (CHUNK_BYTES + OVERHEAD_BYTES));
      const plain = openChunk(sealed, range, chunkNo, chunkNo === lastChunk);
      yield plain.subarray(Math.max(0, from - startsAt), Math.min(plainBytes, to - startsAt + 1));
    }
  } finally {
    await file.close();
  }
}

function openChunk(sealed: Buffer, { key, bound }: Bound, chunkNo: number, isLast: boolean): Buffer {
  const decipher = createDecipheriv(CIPHER, key.secret, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(boundTo(bound, chunkNo, isLast));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new FaultError(damaged(`chunk ${chunkNo} is not as it was sealed, or the key is another one`));
  }
}

function boundTo(header: Buffer, chunkNo: number, isLast: boolean): Buffer {
  const place = Buffer.alloc(9);
  place.writeBigUInt64LE(BigInt(chunkNo), 0);
  place.writeUInt8(isLast ? 1 : 0, 8);
  return Buffer.concat([header, place]);
}

function chunksOf(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / CHUNK_BYTES));
}

function sealedBytes(plainBytes: number): number {
  return HEADER_BYTES + plainBytes + chunksOf(plainBytes) * OVERHEAD_BYTES;
}

const TRIED = 'open an encrypted recording';

function damaged(now: string): Fault {
  const next = 'Restore the file from a backup; the check of the chain names every file that was changed.';
  return { kind: 'operational', code: 'recording/damaged', tried: TRIED, now, next };
}

function keyMissing(keyId: string): Fault {
  const next = 'Put the key file of the house back into its folder; recordings that need no key still play.';
  const now = 'the key with which it was encrypted is not in the key file';
  return { kind: 'operational', code: 'recording/keyMissing', tried: TRIED, now, next, ids: { keyId } };
}

function missing(): Fault {
  const next = 'A backup of the recordings folder may hold it.';
  return { kind: 'operational', code: 'recording/missing', tried: TRIED, now: 'its file cannot be read', next };
}
