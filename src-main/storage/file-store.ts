import { mkdirSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { RecordingId } from '../contract/ids.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';

/**
 * Where the files of the house lie below the data folder:
 *
 *   <data>/recordings/2026/01/05/rec_….wav      the day is the local one on which the recording began
 *   <data>/prompts/<language>/<prompt>.wav
 *
 * The database keeps paths relative to the data folder, with forward slashes, so that the folder can be moved.
 */
export class FileStore {
  readonly dataFolder: string;

  /** @param dataFolder absolute. */
  constructor(dataFolder: string) {
    this.dataFolder = dataFolder;
  }

  /**
   * Makes the day's folder and says where a new recording goes: absolute, and not there yet. Works at once,
   * because the recording must begin with the call. Fault: recording/diskFull or storage/failed.
   */
  placeRecording(recordingId: RecordingId, startedAtMs: number): Result<string, Fault> {
    const day = new Date(startedAtMs);
    const folder = join(this.dataFolder, 'recordings', ...dayParts(day));
    const made = makeFolder(folder);
    return made.ok ? ok(join(folder, `${recordingId}.wav`)) : made;
  }

  /** Folder of a language's prompts. */
  promptFolder(language: string): string {
    return join(this.dataFolder, 'prompts', language);
  }

  /** What the database keeps of an absolute path inside the data folder. */
  relativePath(absolutePath: string): string {
    const path = relative(this.dataFolder, absolutePath);
    return (path.startsWith('..') || isAbsolute(path) ? absolutePath : path).split(sep).join('/');
  }

  /** The opposite of relativePath. */
  absolutePath(path: string): string {
    return isAbsolute(path) ? path : join(this.dataFolder, ...path.split('/'));
  }

  /** Size of a file in bytes, undefined when it is not there. */
  sizeBytes(path: string): number | undefined {
    return statSync(this.absolutePath(path), { throwIfNoEntry: false })?.size;
  }
}

function makeFolder(folder: string): Result<void, Fault> {
  try {
    mkdirSync(folder, { recursive: true });
    return ok();
  } catch (error) {
    return failed(folderFault(error));
  }
}

function dayParts(day: Date): readonly string[] {
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'));
}

function folderFault(error: unknown): Fault {
  const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  return {
    kind: 'operational',
    code: full ? 'recording/diskFull' : 'storage/failed',
    tried: 'make the folder of the day for recordings',
    now: error instanceof Error ? error.message : String(error),
    next: full ? 'Free room on the disk; calls go on without recordings.' : 'Check the rights of the data folder.',
  };
}
