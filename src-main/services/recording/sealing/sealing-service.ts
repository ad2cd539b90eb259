import type { ErrorCode } from '../../../contract/error-codes.ts';
import type { CallEvent } from '../../../contract/call-events.ts';
import type { RecordingId } from '../../../contract/ids.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../../foundation/disposable.ts';
import type { Fault } from '../../../foundation/errors.ts';
import type { Log } from '../../../foundation/log.ts';
import { ok, type Result } from '../../../foundation/result.ts';
import { SerialInbox } from '../../../foundation/serial-inbox.ts';
import { TypedEmitter } from '../../../foundation/typed-emitter.ts';
import type { CallControl } from '../../../mediator/call-control.ts';
import type { FileStore } from '../../../storage/file-store.ts';
import type { RecordingKey, RecordingKeys } from '../../../storage/recording-keys.ts';
import type { RecordingSealsRepository, SealPlan, SealRow } from '../../../storage/repositories/recording-seals.ts';
import type { RecordingsRepository } from '../../../storage/repositories/recordings.ts';
import { SEALED_SUFFIX } from '../../../storage/sealed-file.ts';
import { RECORDING_TIMERS } from '../recording-timers.ts';
import { diskFiles, type SealFiles } from './seal-files.ts';
import type { Sealer } from './threaded-sealer.ts';

const UNPLANNED: SealPlan = { encrypt: false };

export interface SealingParts {
  readonly callControl: CallControl;
  readonly seals: RecordingSealsRepository;
  readonly recordings: RecordingsRepository;
  readonly files: FileStore;
  readonly keys: RecordingKeys;
  readonly sealer: Sealer;
  /** The program of the codecs. */
  readonly coderPath: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The moves on the disk; a test puts a crash between them. */
  readonly moves?: SealFiles;
}

/**
 * Seals what was recorded, one file after the other:
 *
 *   ended ─▶ make the sealed form beside it (thread) ─▶ rename ─▶ chain link and row, one transaction ─▶ remove the original
 *
 * Each step can be done again, and the original goes last: a crash anywhere leaves either the original, or the sealed file
 * with its link. A recording that cannot be sealed stays as it was recorded, is told by `onTrouble` and tried again; it is
 * never kept unencrypted in place of encrypted. JS thread, which only waits.
 */
export class SealingService implements Disposable {
  readonly #parts: SealingParts;
  readonly #moves: SealFiles;
  readonly #expected = new Map<RecordingId, SealPlan>();
  readonly #inbox: SerialInbox<() => Promise<void>>;
  readonly #trouble: TypedEmitter<{ readonly recordingId: RecordingId; readonly code: ErrorCode }>;
  readonly #owned = new DisposableStack();
  #retry: Disposable | undefined;
  #closed = false;

  constructor(parts: SealingParts) {
    this.#parts = parts;
    this.#moves = parts.moves ?? diskFiles;
    const report = (error: unknown): void => parts.log.error(`sealing failed: ${String(error)}`);
    this.#inbox = new SerialInbox((work) => work(), report);
    this.#trouble = new TypedEmitter(report);
  }

  /** Ends what a stop left half done, then follows the recordings. */
  async start(): Promise<void> {
    const { callControl, seals, recordings } = this.#parts;
    await seals.releaseAll();
    for (const row of await seals.inState('sealed')) this.#inbox.post(() => this.#removeOriginal(row));
    for (const recording of await recordings.unsealed()) {
      const { recordingId, callId, path, startedAt } = recording;
      await seals.plan({ recordingId, callId, plan: UNPLANNED, sourcePath: path, startedAt });
      await seals.release(recordingId);
    }
    this.#owned.own(callControl.onCallEvent((event) => this.#onCallEvent(event)));
    this.#work();
  }

  /** What shall become of a recording that is about to begin. */
  expect(recordingId: RecordingId, plan: SealPlan): void {
    this.#expected.set(recordingId, plan);
  }

  /** Tries again at once what waits for its next try. */
  retryNow(): void {
    this.#inbox.post(() => this.#parts.seals.hurry());
    this.#work();
  }

  onTrouble(listener: (trouble: { readonly recordingId: RecordingId; readonly code: ErrorCode }) => void): Disposable {
    return this.#trouble.subscribe(listener);
  }

  /** Resolves when nothing is being done. */
  settled(): Promise<void> {
    return this.#inbox.idle();
  }

  dispose(): void {
    this.#closed = true;
    this.#retry?.dispose();
    this.#owned.dispose();
  }

  #onCallEvent(event: CallEvent): void {
    if (event.kind === 'RecordingStarted') {
      const { recordingId, callId, path, at } = event;
      const plan = this.#expected.get(recordingId) ?? UNPLANNED;
      this.#expected.delete(recordingId);
      const sourcePath = this.#parts.files.relativePath(path);
      this.#inbox.post(() => this.#parts.seals.plan({ recordingId, callId, plan, sourcePath, startedAt: at }));
    }
    // One that moved goes on in another call.
    if (event.kind === 'RecordingStopped' && event.result !== 'moved') {
      this.#inbox.post(() => this.#parts.seals.release(event.recordingId));
      this.#work();
    }
  }

  /** Seals everything that is due, one message a file, so that newer plans come in between. */
  #work(): void {
    this.#inbox.post(async () => {
      if (this.#closed) return;
      const row = await this.#parts.seals.nextWaiting(this.#parts.clock.nowMs());
      if (row === undefined) return this.#armRetry();
      await this.#seal(row);
      this.#work();
    });
  }

  /** Nothing is due: the next look is when the first of those that wait is. */
  async #armRetry(): Promise<void> {
    const { seals, clock } = this.#parts;
    const dueAt = await seals.nextTryAt();
    this.#retry?.dispose();
    if (dueAt === undefined || this.#closed) return;
    this.#retry = clock.setTimer(Math.max(0, dueAt - clock.nowMs()), () => this.#work());
  }

  async #seal(row: SealRow): Promise<void> {
    const { recordingId } = row;
    try {
      const sealed = await this.#sealOne(row);
      // The thread was ended with the server: the next start does it again.
      if (this.#closed) return;
      if (!sealed.ok) return await this.#putOff(row, sealed.error);
      await this.#removeOriginal({ ...row, path: sealed.value });
    } catch (error) {
      // The database or the folder refused a step: every step before it can be done again.
      const now = error instanceof Error ? error.message : String(error);
      const next = 'It is kept as it is and tried again.';
      await this.#putOff(row, { kind: 'operational', code: 'storage/failed', tried: 'seal', now, next });
      this.#parts.log.error(`a recording could not be sealed: ${now}`, { recordingId });
    }
  }

  /** @returns the path of the sealed file, as the database keeps it. */
  async #sealOne(row: SealRow): Promise<Result<string, Fault>> {
    const { recordingId, plan, sourcePath } = row;
    const { files, sealer, seals, clock } = this.#parts;
    const key = await this.#keyFor(plan);
    if (!key.ok) return key;
    const path = sealedPath(sourcePath, plan);
    const target = files.absolutePath(path);
    const partPath = path === sourcePath ? undefined : `${target}.part`;
    const worked = await sealer.carryOut({
      kind: 'seal',
      sourcePath: files.absolutePath(sourcePath),
      coder: this.#parts.coderPath,
      ...(partPath === undefined ? {} : { partPath }),
      ...(plan.sealAs === undefined ? {} : { sealAs: plan.sealAs }),
      ...(key.value === undefined ? {} : { key: plainKey(key.value) }),
    });
    if (!worked.ok) return worked;
    if (partPath !== undefined) await this.#moves.publish(partPath, target);
    const keyId = key.value === undefined ? {} : { keyId: key.value.keyId };
    await seals.seal(recordingId, { path, ...keyId, ...worked.value, at: clock.nowMs() });
    return ok(path);
  }

  async #keyFor(plan: SealPlan): Promise<Result<RecordingKey | undefined, Fault>> {
    if (!plan.encrypt) return ok(undefined);
    const { keys, clock, seals } = this.#parts;
    return keys.current(clock.nowMs(), await seals.usesKeys());
  }

  async #removeOriginal({ recordingId, path, sourcePath }: SealRow): Promise<void> {
    if (path !== sourcePath) await this.#moves.remove(this.#parts.files.absolutePath(sourcePath));
    await this.#parts.seals.move(recordingId, 'kept');
  }

  async #putOff(row: SealRow, fault: Fault): Promise<void> {
    const { recordingId, tries } = row;
    const { seals, clock, log } = this.#parts;
    const { code } = fault;
    if (code === 'recording/missing') {
      log.error('a recording is lost: there is no file to seal', { recordingId, code });
      await seals.putOff(recordingId, code, 0);
      await seals.move(recordingId, 'lost');
    } else {
      const { defaultMs, mostMs } = RECORDING_TIMERS.sealRetry;
      const waitMs = Math.min(mostMs, defaultMs * 2 ** Math.min(tries, 10));
      log.error('a recording could not be sealed and is tried again', { recordingId, code });
      await seals.putOff(recordingId, code, clock.nowMs() + waitMs);
    }
    this.#trouble.emit({ recordingId, code });
  }
}

/** Beside the original, with a name of its own unless its form stays. */
function sealedPath(sourcePath: string, { sealAs, encrypt }: SealPlan): string {
  const stem = sourcePath.replace(/\.wav$/, '');
  const inner = sealAs === 'mp3' ? `${stem}.mp3` : sealAs === 'gsm' ? `${stem}.gsm.wav` : sourcePath;
  return encrypt ? `${inner}${SEALED_SUFFIX}` : inner;
}

function plainKey(key: RecordingKey): { readonly keyId: string; readonly secretHex: string } {
  return { keyId: key.keyId, secretHex: key.secret.toString('hex') };
}
