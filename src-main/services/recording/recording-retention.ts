import type { RecordingId } from '../../contract/ids.ts';
import type { PolicyId, RetentionReport } from '../../contract/recordings.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { RecordingNotesRepository } from '../../storage/repositories/recording-notes.ts';
import type { RecordingSealsRepository, SealRow } from '../../storage/repositories/recording-seals.ts';
import type { PolicyBook } from './policy-book.ts';
import { noRecording } from './recording-faults.ts';
import { diskFiles, type SealFiles } from './sealing/seal-files.ts';

const DAY_MS = 86_400_000;
/** Local time at which the daily run begins: when hardly anybody calls. */
const RUN_AT = { hour: 3, minute: 10 } as const;

export interface RetentionParts {
  readonly seals: RecordingSealsRepository;
  readonly notes: RecordingNotesRepository;
  readonly policies: PolicyBook;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly moves?: SealFiles;
}

/**
 * Deletes what has been kept for as long as its policy says: as the policy stands now, or as it stood when the policy is
 * gone. A recording under legal hold is deleted by nobody. The proof of deletion is in the chain before the file goes.
 */
export class RecordingRetention implements Disposable {
  readonly #parts: RetentionParts;
  readonly #moves: SealFiles;
  #timer: Disposable | undefined;
  #running: Promise<RetentionReport> | undefined;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    this.#moves = parts.moves ?? diskFiles;
  }

  /** Ends deletions that a stop left half done, then runs once a day. */
  async start(): Promise<void> {
    for (const row of await this.#parts.seals.inState('deleted')) await this.#removeFiles(row);
    this.#arm();
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  /** Deletes what is due now. Asked while it runs, gives the report of that run. */
  run(): Promise<RetentionReport> {
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #run(): Promise<RetentionReport> {
    const { seals, notes, clock, log } = this.#parts;
    const heldIds = await notes.held();
    let deleted = 0;
    let held = 0;
    for (const row of [...(await seals.inState('sealed')), ...(await seals.inState('kept'))]) {
      const days = this.#daysOf(row);
      if (days === undefined || row.startedAt + days * DAY_MS > clock.nowMs()) continue;
      if (heldIds.has(row.recordingId)) held += 1;
      else if ((await this.remove(row.recordingId, 'retention')).ok) deleted += 1;
    }
    if (deleted > 0 || held > 0) log.info('recordings were deleted at the end of their retention', { deleted, held });
    return { deleted, held };
  }

  /**
   * Deletes one recording with its proof. For whoever owns recordings of another kind, too: a purged voice message.
   * @param why a word: 'retention', 'purged'. Faults: recording/held, recording/missing when it is not sealed.
   */
  async remove(recordingId: RecordingId, why: string, policyId?: PolicyId): Promise<Result<void, Fault>> {
    const { seals, notes, clock, log } = this.#parts;
    const row = await seals.byId(recordingId);
    if (row === undefined || (row.state !== 'sealed' && row.state !== 'kept'))
      return failed(noRecording(recordingId, 'it is not sealed, or it is deleted already'));
    // Asked again right before the proof: a hold that was set meanwhile counts.
    if ((await notes.holdOf(recordingId)) !== undefined) return failed(isHeld(recordingId));
    const rule = policyId ?? row.plan.policyId;
    await seals.proveDeletion(row, { at: clock.nowMs(), why, ...(rule === undefined ? {} : { policyId: rule }) });
    try {
      await this.#removeFiles(row);
    } catch (error) {
      log.error(`the file of a deleted recording could not be removed; tried again at start: ${String(error)}`, {
        recordingId,
      });
    }
    return ok();
  }

  async #removeFiles({ recordingId, path, sourcePath }: SealRow): Promise<void> {
    const { files, seals } = this.#parts;
    for (const each of new Set([sourcePath, path ?? sourcePath])) await this.#moves.remove(files.absolutePath(each));
    await seals.move(recordingId, 'gone');
  }

  #daysOf({ plan }: SealRow): number | undefined {
    const policy = plan.policyId === undefined ? undefined : this.#parts.policies.byId(plan.policyId);
    return policy === undefined ? plan.retentionDays : policy.retentionDays;
  }

  #arm(): void {
    const { clock, log } = this.#parts;
    const now = clock.nowMs();
    const today = new Date(now).setHours(RUN_AT.hour, RUN_AT.minute, 0, 0);
    const next = today > now ? today : new Date(today).setDate(new Date(today).getDate() + 1);
    this.#timer = clock.setTimer(next - now, () => {
      this.#arm();
      void this.run().catch((error: unknown) => log.error(`the retention of recordings failed: ${String(error)}`));
    });
  }
}

function isHeld(recordingId: RecordingId): Fault {
  return {
    kind: 'misuse',
    code: 'recording/held',
    tried: 'delete a recording',
    now: 'it is under legal hold',
    next: 'Clear the hold first, with a reason.',
    ids: { recordingId },
  };
}
