import type { ErrorCode } from '../../contract/error-codes.ts';
import { setPeriodic, type Clock } from '../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import { FREE_SPACE_LIMITS, type FreeSpaceGuard } from '../../storage/free-space-guard.ts';
import type { RecordingSealsRepository } from '../../storage/repositories/recording-seals.ts';
import { RECORDING_TIMERS } from './recording-timers.ts';
import type { SealingService } from './sealing/sealing-service.ts';

const DAY_MS = 86_400_000;
const GROWTH_DAYS = 7;
/** A shorter life of the house says too little of a day. */
const LEAST_GROWTH_MS = DAY_MS;
/** With less the warning begins: time to buy a disk. */
export const WARN_BELOW_DAYS = 14;

/** What somebody should look at before calls go unrecorded. */
export type RecordingWarning =
  | { readonly kind: 'spaceRunsOut'; readonly daysLeft: number; readonly freeBytes: number }
  | { readonly kind: 'sealingFails'; readonly code: ErrorCode; readonly count: number };

export interface CapacityState {
  /** Undefined when nothing grows, or the disk was not read yet. */
  readonly daysLeft: number | undefined;
  readonly warnings: readonly RecordingWarning[];
}

/**
 * Says early that the disk will be full, from what was sealed in the last week, and that recordings cannot be sealed.
 * Each warning is told once when it begins, and stays in the state until its reason is gone.
 */
export class RecordingCapacity implements Disposable {
  readonly #seals: RecordingSealsRepository;
  readonly #freeSpace: FreeSpaceGuard;
  readonly #sealing: Pick<SealingService, 'onTrouble'>;
  readonly #clock: Clock;
  readonly #owned = new DisposableStack();
  readonly #warned: TypedEmitter<RecordingWarning>;
  readonly #onFailure: (error: unknown) => void;
  #looking: Promise<CapacityState> | undefined;
  #state: CapacityState = { daysLeft: undefined, warnings: [] };

  constructor(parts: {
    readonly seals: RecordingSealsRepository;
    readonly freeSpace: FreeSpaceGuard;
    readonly sealing: Pick<SealingService, 'onTrouble'>;
    readonly clock: Clock;
    readonly log: Log;
  }) {
    this.#seals = parts.seals;
    this.#freeSpace = parts.freeSpace;
    this.#sealing = parts.sealing;
    this.#clock = parts.clock;
    this.#onFailure = (error) => parts.log.error(`the room for recordings could not be reckoned: ${String(error)}`);
    this.#warned = new TypedEmitter(this.#onFailure);
  }

  get state(): CapacityState {
    return this.#state;
  }

  async start(): Promise<void> {
    await this.check();
    const look = (): void => void this.check().catch(this.#onFailure);
    this.#owned.own(setPeriodic(this.#clock, RECORDING_TIMERS.capacityCheck.defaultMs, look));
    this.#owned.own(this.#sealing.onTrouble(look));
  }

  /** Looks now. Asked while it looks, gives what that look finds. */
  check(): Promise<CapacityState> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<CapacityState> {
    const daysLeft = await this.#daysLeft();
    const { count, code } = await this.#seals.troubled();
    const { freeBytes = 0 } = this.#freeSpace;
    const warnings: RecordingWarning[] = [];
    if (daysLeft !== undefined && daysLeft < WARN_BELOW_DAYS)
      warnings.push({ kind: 'spaceRunsOut', daysLeft, freeBytes });
    if (code !== undefined) warnings.push({ kind: 'sealingFails', code, count });
    const before = new Set(this.#state.warnings.map((warning) => warning.kind));
    this.#state = { daysLeft, warnings };
    for (const warning of warnings) if (!before.has(warning.kind)) this.#warned.emit(warning);
    return this.#state;
  }

  /** When a warning begins. */
  onWarning(listener: (warning: RecordingWarning) => void): Disposable {
    return this.#warned.subscribe(listener);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #daysLeft(): Promise<number | undefined> {
    const { freeBytes } = this.#freeSpace;
    const now = this.#clock.nowMs();
    const { bytes, firstAt } = await this.#seals.growthSince(now - GROWTH_DAYS * DAY_MS);
    if (freeBytes === undefined || firstAt === undefined || bytes === 0) return undefined;
    const perDay = (bytes / Math.max(LEAST_GROWTH_MS, now - firstAt)) * DAY_MS;
    return Math.floor(Math.max(0, freeBytes - FREE_SPACE_LIMITS.fullBelowBytes) / perDay);
  }
}
