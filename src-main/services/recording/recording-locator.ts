import type { CallId, RecordingId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { RecordingsRepository } from '../../storage/repositories/recordings.ts';

export interface LocatedRecording {
  /** Absolute. */
  readonly path: string;
  readonly callId: CallId;
  readonly running: boolean;
  /** Of a running one: up to now. */
  readonly lengthMs: number;
}

/** Finds the file of a recording, for who streams it. Who may hear it is decided by its call. */
export class RecordingLocator {
  readonly #repository: RecordingsRepository;
  readonly #files: FileStore;
  readonly #clock: Clock;

  constructor(parts: { readonly recordings: RecordingsRepository; readonly files: FileStore; readonly clock: Clock }) {
    this.#repository = parts.recordings;
    this.#files = parts.files;
    this.#clock = parts.clock;
  }

  /** Fault recording/missing: never made, or its file is not there any more. */
  async locate(recordingId: RecordingId): Promise<Result<LocatedRecording, Fault>> {
    const found = await this.#repository.byId(recordingId);
    if (found === undefined) return failed(missing(recordingId, 'no recording has this id'));
    if (this.#files.sizeBytes(found.path) === undefined) return failed(missing(recordingId, 'its file is not there'));
    const running = found.result === 'running';
    const lengthMs = running ? Math.max(0, this.#clock.nowMs() - found.startedAt) : found.lengthMs;
    return ok({ path: this.#files.absolutePath(found.path), callId: found.callId, running, lengthMs });
  }
}

function missing(recordingId: RecordingId, now: string): Fault {
  return {
    kind: 'operational',
    code: 'recording/missing',
    tried: 'find the file of a recording',
    now,
    next: 'The call record stays; a backup of the recordings folder may hold the file.',
    ids: { recordingId },
  };
}
