import type { CallId, RecordingId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { ok, type Result } from '../../foundation/result.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import { RECORDING_TIMERS } from './recording-timers.ts';

export type MaskReason = 'card' | 'secretDigits';

interface Mask {
  readonly reasons: ReadonlySet<MaskReason>;
  readonly timer: Disposable;
}

/** What a mask does to a recording; `stopInstead` where the board cannot keep silence in a file that runs. */
interface MaskedRecordings {
  running(callId: CallId): RecordingId | undefined;
  stopInstead(callId: CallId): Promise<Result<void, Fault>>;
  goOn(callId: CallId): Promise<Result<void, Fault>>;
}

/**
 * Keeps card numbers and secret digits out of recordings. A call is masked while there is any reason; a file that begins
 * meanwhile begins masked. A mask that nobody takes off ends by its timer. Where the board cannot mask, the recording is
 * stopped until the mask ends: what must not be recorded is not recorded.
 */
export class RecordingMasks implements Disposable {
  readonly #callControl: CallControl;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #recordings: MaskedRecordings;
  readonly #masks = new Map<CallId, Mask>();
  /** Calls whose recording was stopped for the mask. */
  readonly #stopped = new Set<CallId>();

  constructor(parts: {
    readonly callControl: CallControl;
    readonly clock: Clock;
    readonly log: Log;
    readonly recordings: MaskedRecordings;
  }) {
    this.#callControl = parts.callControl;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#recordings = parts.recordings;
  }

  async mask(callId: CallId, reason: MaskReason): Promise<Result<void, Fault>> {
    const before = this.#masks.get(callId);
    before?.timer.dispose();
    const timer = this.#clock.setTimer(RECORDING_TIMERS.maskLimit.defaultMs, () => this.#expire(callId));
    this.#masks.set(callId, { reasons: new Set([...(before?.reasons ?? []), reason]), timer });
    return before === undefined ? this.#apply(callId) : ok();
  }

  async unmask(callId: CallId, reason: MaskReason): Promise<Result<void, Fault>> {
    const mask = this.#masks.get(callId);
    if (mask === undefined) return ok();
    const reasons = new Set([...mask.reasons].filter((each) => each !== reason));
    if (reasons.size > 0) {
      this.#masks.set(callId, { ...mask, reasons });
      return ok();
    }
    return this.#end(callId);
  }

  isMasked(callId: CallId): boolean {
    return this.#masks.has(callId);
  }

  /** A file has begun. */
  async began(callId: CallId): Promise<void> {
    if (this.#masks.has(callId)) await this.#apply(callId);
  }

  /** The call is over: the mask ended with its recording. */
  forget(callId: CallId): void {
    this.#masks.get(callId)?.timer.dispose();
    this.#masks.delete(callId);
    this.#stopped.delete(callId);
  }

  dispose(): void {
    for (const callId of this.#masks.keys()) this.forget(callId);
  }

  #expire(callId: CallId): void {
    this.#log.warn('a mask of a recording reached its limit and was taken off', { callId });
    void this.#end(callId);
  }

  async #end(callId: CallId): Promise<Result<void, Fault>> {
    this.#masks.get(callId)?.timer.dispose();
    this.#masks.delete(callId);
    if (this.#stopped.delete(callId)) return this.#recordings.goOn(callId);
    const recordingId = this.#recordings.running(callId);
    return recordingId === undefined ? ok() : this.#callControl.maskRecording(callId, recordingId, false);
  }

  async #apply(callId: CallId): Promise<Result<void, Fault>> {
    const recordingId = this.#recordings.running(callId);
    if (recordingId === undefined) return ok();
    const masked = await this.#callControl.maskRecording(callId, recordingId, true);
    if (masked.ok || !this.#masks.has(callId)) return masked;
    this.#log.warn('the recording is stopped in place of a mask', { callId, recordingId, code: masked.error.code });
    this.#stopped.add(callId);
    return this.#recordings.stopInstead(callId);
  }
}
