import type { CallId, RecordingId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { fileSource, type ByteSource } from '../../storage/byte-source.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { RecordingKeys } from '../../storage/recording-keys.ts';
import type { RecordingSealsRepository } from '../../storage/repositories/recording-seals.ts';
import type { RecordingsRepository } from '../../storage/repositories/recordings.ts';
import { openSealed, SEALED_SUFFIX } from '../../storage/sealed-file.ts';
import { noRecording } from './recording-faults.ts';

export interface LocatedRecording {
  /** Absolute. */
  readonly path: string;
  readonly callId: CallId;
  readonly running: boolean;
  /** Of a running one: up to now. */
  readonly lengthMs: number;
  readonly container: 'wav' | 'mp3';
  /** Of the sealed file as it lies on the disk. */
  readonly sha256?: string;
  /** The key that it needs. */
  readonly keyId?: string;
  /** The bytes as they were recorded or coded, decrypted. Faults: recording/missing, …/keyMissing, …/damaged. */
  open(): Promise<Result<ByteSource, Fault>>;
}

/** Finds the file of a recording, for who streams it. Who may hear it is decided by its call. */
export class RecordingLocator {
  readonly #repository: RecordingsRepository;
  readonly #seals: RecordingSealsRepository;
  readonly #keys: RecordingKeys;
  readonly #files: FileStore;
  readonly #clock: Clock;

  constructor(parts: {
    readonly recordings: RecordingsRepository;
    readonly seals: RecordingSealsRepository;
    readonly keys: RecordingKeys;
    readonly files: FileStore;
    readonly clock: Clock;
  }) {
    this.#repository = parts.recordings;
    this.#seals = parts.seals;
    this.#keys = parts.keys;
    this.#files = parts.files;
    this.#clock = parts.clock;
  }

  /** Also of one whose file is gone. */
  async callOf(recordingId: RecordingId): Promise<CallId | undefined> {
    return (await this.#repository.byId(recordingId))?.callId;
  }

  /** Faults: recording/missing: never made, or its file is not there any more; recording/deleted: with a proof. */
  async locate(recordingId: RecordingId): Promise<Result<LocatedRecording, Fault>> {
    const found = await this.#repository.byId(recordingId);
    if (found === undefined) return failed(noRecording(recordingId, 'no recording has this id'));
    const seal = await this.#seals.byId(recordingId);
    if (seal?.state === 'deleted' || seal?.state === 'gone') return failed(deleted(recordingId));
    const path = seal?.path ?? found.path;
    const sizeBytes = this.#files.sizeBytes(path);
    if (sizeBytes === undefined) return failed(noRecording(recordingId, 'its file is not there'));
    const running = found.result === 'running';
    const lengthMs = running ? Math.max(0, this.#clock.nowMs() - found.startedAt) : found.lengthMs;
    const absolute = this.#files.absolutePath(path);
    return ok({
      path: absolute,
      callId: found.callId,
      running,
      lengthMs,
      container: path.replace(SEALED_SUFFIX, '').endsWith('.mp3') ? 'mp3' : 'wav',
      ...(seal?.sha256 === undefined ? {} : { sha256: seal.sha256 }),
      ...(seal?.keyId === undefined ? {} : { keyId: seal.keyId }),
      open: async () =>
        path.endsWith(SEALED_SUFFIX)
          ? openSealed(absolute, (keyId) => this.#keys.byId(keyId))
          : ok(fileSource(absolute, sizeBytes)),
    });
  }
}

function deleted(recordingId: RecordingId): Fault {
  return {
    kind: 'operational',
    code: 'recording/deleted',
    tried: 'find the file of a recording',
    now: 'it was deleted at the end of its retention',
    next: 'The proof of deletion is in the chain of the recordings.',
    ids: { recordingId },
  };
}
