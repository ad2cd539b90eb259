import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** Bytes that can be read from any place. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Bytes `from`..`to`, both included. A stream that fails says why with an error. */
  read(from: number, to: number): Readable;
}

export function fileSource(path: string, sizeBytes: number): ByteSource {
  return { sizeBytes, read: (from, to) => createReadStream(path, { start: from, end: to }) };
}

/** The first bytes of a source, at most `limitBytes`. */
export async function headOf(source: ByteSource, limitBytes: number): Promise<Buffer> {
  const wanted = Math.min(limitBytes, source.sizeBytes);
  if (wanted === 0) return Buffer.alloc(0);
  return Buffer.concat(await source.read(0, wanted - 1).toArray());
}
