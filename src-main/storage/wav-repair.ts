import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';

export interface WavLength {
  readonly lengthMs: number;
  /** The header's sizes were wrong and have been written anew. */
  readonly repaired: boolean;
}

interface WavLayout {
  readonly dataAt: number;
  readonly declaredDataBytes: number;
  readonly frameBytes: number;
  readonly bytesPerSecond: number;
}

const HEADER_READ_BYTES = 4096;
const CHUNK_HEAD_BYTES = 8;

/**
 * Makes the sizes in a WAV file's header (RIFF, and the data chunk, which is the last) agree with the bytes
 * that are there, and cuts off a frame that was begun. For recordings whose process died: the recorder
 * writes sizes about once a second, so what came after would not be played. Sound is never changed.
 * Faults: recording/missing, prompt/notAudio when it is no WAV file or holds no sound format.
 */
export function repairWav(path: string): Result<WavLength, Fault> {
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch {
    return failed(fault('recording/missing', 'the file cannot be opened'));
  }
  try {
    return repairOpen(file);
  } catch (error) {
    return failed(fault('storage/failed', error instanceof Error ? error.message : String(error)));
  } finally {
    closeSync(file);
  }
}

function repairOpen(file: number): Result<WavLength, Fault> {
  const sizeBytes = fstatSync(file).size;
  const head = Buffer.alloc(Math.min(HEADER_READ_BYTES, sizeBytes));
  readSync(file, head, 0, head.length, 0);
  const layout = readLayout(head);
  if (layout === undefined) return failed(fault('prompt/notAudio', 'the file has no WAV header'));
  const present = sizeBytes - layout.dataAt;
  const dataBytes = present - (present % layout.frameBytes);
  const lengthMs = Math.floor((dataBytes * 1000) / layout.bytesPerSecond);
  const riffBytes = layout.dataAt + dataBytes - CHUNK_HEAD_BYTES;
  if (layout.declaredDataBytes === dataBytes && head.readUInt32LE(4) === riffBytes && present === dataBytes) {
    return ok({ lengthMs, repaired: false });
  }
  ftruncateSync(file, layout.dataAt + dataBytes);
  writeUint32(file, 4, riffBytes);
  writeUint32(file, layout.dataAt - 4, dataBytes);
  return ok({ lengthMs, repaired: true });
}

/** Walks the chunks up to the data chunk. */
function readLayout(head: Buffer): WavLayout | undefined {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') {
    return undefined;
  }
  let format: { readonly frameBytes: number; readonly bytesPerSecond: number } | undefined;
  for (let at = 12; at + CHUNK_HEAD_BYTES <= head.length;) {
    const kind = head.toString('latin1', at, at + 4);
    const chunkBytes = head.readUInt32LE(at + 4);
    const bodyAt = at + CHUNK_HEAD_BYTES;
    if (kind === 'fmt ' && bodyAt + 16 <= head.length) {
      format = { bytesPerSecond: head.readUInt32LE(bodyAt + 8), frameBytes: head.readUInt16LE(bodyAt + 12) };
    }
    if (kind === 'data') {
      if (format === undefined || format.frameBytes === 0 || format.bytesPerSecond === 0) return undefined;
      return { dataAt: bodyAt, declaredDataBytes: chunkBytes, ...format };
    }
    at = bodyAt + chunkBytes + (chunkBytes % 2);
  }
  return undefined;
}

function writeUint32(file: number, at: number, value: number): void {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  writeSync(file, bytes, 0, 4, at);
}

function fault(code: 'recording/missing' | 'prompt/notAudio' | 'storage/failed', now: string): Fault {
  return {
    kind: 'operational',
    code,
    tried: 'check a recording that was cut by a stop of the server',
    now,
    next: 'The recording is marked as failed; the call record stays.',
  };
}
