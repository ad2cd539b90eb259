import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { CallRecord, RecordingRef } from '../../contract/call-record.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Locale } from '../../contract/users.ts';
import { FaultError } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { RecordingsPort } from '../ports.ts';
import { openWave, type WaveSource } from '../presenters/wave-source.ts';
import { indexSheet, localTime, type IndexLine } from './download-index.ts';

export interface ArchiveEntry {
  readonly record: CallRecord;
  readonly recording: RecordingRef;
}

export interface ArchiveParts {
  readonly recordings: RecordingsPort;
  readonly coderPath: string;
  readonly agentName: (userId: CallRecord['userId']) => string;
  readonly locale: Locale;
  /** Before a recording is given out. */
  readonly onTaken: (entry: ArchiveEntry) => Promise<void>;
  /** After each, whether it could be read. */
  readonly onDone: (isReadable: boolean) => void;
  readonly isCancelled: () => boolean;
  readonly log: Log;
}

/**
 * A zip of recordings, made while it is read: one file open at a time, decrypted, playable anywhere. At its end stands
 * `index.xlsx` with each file's facts and hash, and with those that could not be read and why. A recording that breaks
 * off in the middle is in the archive as far as it goes, and counted as not readable.
 */
export function recordingArchive(entries: readonly ArchiveEntry[], parts: ArchiveParts): Readable {
  const zip = new ZipFile();
  const output = new Readable().wrap(zip.outputStream);
  fill(zip, entries, parts).catch((error: unknown) => {
    parts.log.warn(`an archive of recordings was broken off: ${String(error)}`);
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return output;
}

async function fill(zip: ZipFile, entries: readonly ArchiveEntry[], parts: ArchiveParts): Promise<void> {
  const lines: IndexLine[] = [];
  for (const [at, entry] of entries.entries()) {
    if (parts.isCancelled()) throw new Error('cancelled');
    const outcome = await addOne(zip, at + 1, entry, parts);
    parts.onDone(outcome.kind === 'there');
    lines.push({ ...factsOf(entry, parts), outcome });
  }
  zip.addReadStream(indexSheet(lines, parts.locale), 'index.xlsx', { compress: false });
  zip.end();
}

async function addOne(
  zip: ZipFile,
  no: number,
  entry: ArchiveEntry,
  parts: ArchiveParts,
): Promise<IndexLine['outcome']> {
  const located = await parts.recordings.locate(entry.recording.recordingId);
  const opened = located.ok ? await openWave(located.value, 'stored', parts.coderPath) : located;
  if (!opened.ok) return { kind: 'unreadable', code: opened.error.code };
  await parts.onTaken(entry);
  const file = fileName(no, entry, opened.value);
  const hash = createHash('sha256');
  let broken: ErrorCode | undefined;
  const bytes = Readable.from(untilBroken(opened.value, hash, (code) => (broken = code)));
  zip.addReadStream(bytes, file, { compress: false, mtime: new Date(entry.recording.startedAt) });
  await once(bytes, 'close');
  return broken === undefined
    ? { kind: 'there', file, sha256: hash.digest('hex') }
    : { kind: 'unreadable', code: broken };
}

/** What can be read; an error ends it quietly, because the archive goes on. */
async function* untilBroken(
  source: WaveSource,
  hash: ReturnType<typeof createHash>,
  onBroken: (code: ErrorCode) => void,
): AsyncGenerator<Buffer, void, undefined> {
  if (source.sizeBytes === 0) return;
  try {
    for await (const piece of source.read(0, source.sizeBytes - 1)) {
      const bytes = Buffer.from(piece);
      hash.update(bytes);
      yield bytes;
    }
  } catch (error) {
    onBroken(error instanceof FaultError ? error.fault.code : 'recording/damaged');
  }
}

function factsOf({ record, recording }: ArchiveEntry, parts: ArchiveParts): Omit<IndexLine, 'outcome'> {
  return {
    number: record.ani,
    name: record.name,
    agent: [record.stationNo, parts.agentName(record.userId)].filter(Boolean).join(' '),
    direction: record.direction,
    startedAt: recording.startedAt,
    lengthMs: recording.lengthMs,
    callId: record.callId,
    recordingId: recording.recordingId,
  };
}

/** `003_2026-01-05_18-00-00_13900001234_801.wav`: sorts by the call, and says it without the index. */
function fileName(no: number, { record, recording }: ArchiveEntry, source: WaveSource): string {
  const moment = localTime(recording.startedAt).replace(' ', '_').replaceAll(':', '-');
  const who = [record.ani.replaceAll(/\D/g, ''), record.stationNo ?? ''].filter((part) => part !== '');
  const ending = source.type === 'audio/mpeg' ? 'mp3' : 'wav';
  return `${[String(no).padStart(4, '0'), moment, ...who].join('_')}.${ending}`;
}
