import { statfs } from 'node:fs/promises';
import { setPeriodic, type Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import { stepTable, type StateTable } from '../foundation/state-table.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';

export type FreeSpaceState = 'ok' | 'low' | 'full';
type Reading = 'ample' | 'enough' | 'scarce' | 'almostFull' | 'none';

const MIB = 1024 * 1024;

/**
 * Free bytes at which the state changes. Each way back lies higher than the way in, so that a disk at a
 * border does not flicker. `full` leaves what the database needs for a day of calls without recordings.
 */
export const FREE_SPACE_LIMITS = {
  fullBelowBytes: 200 * MIB,
  notFullAboveBytes: 300 * MIB,
  lowBelowBytes: 2048 * MIB,
  notLowAboveBytes: 2560 * MIB,
  checkEveryMs: 10_000,
} as const;

const freeSpaceTable = {
  ok: { ample: 'ignore', enough: 'ignore', scarce: { to: 'low' }, almostFull: { to: 'low' }, none: { to: 'full' } },
  low: { ample: { to: 'ok' }, enough: 'ignore', scarce: 'ignore', almostFull: 'ignore', none: { to: 'full' } },
  full: { ample: { to: 'ok' }, enough: { to: 'low' }, scarce: { to: 'low' }, almostFull: 'ignore', none: 'ignore' },
} satisfies StateTable<FreeSpaceState, Reading>;

/**
 * Watches the room on the disk of the data folder. Recordings ask it before they begin and end when it says
 * `full`; calls and the database go on.
 */
export class FreeSpaceGuard implements Disposable {
  readonly #changed: TypedEmitter<FreeSpaceState>;
  readonly #readFreeBytes: () => Promise<number>;
  readonly #onFailure: (error: unknown) => void;
  readonly #clock: Clock;
  #periodic: Disposable | undefined;
  #state: FreeSpaceState = 'ok';
  #freeBytes: number | undefined;

  /** @param options.readFreeBytes free bytes for an ordinary user; `freeBytesOf(folder)` in the server. */
  constructor(options: {
    readonly clock: Clock;
    readonly readFreeBytes: () => Promise<number>;
    readonly onFailure: (error: unknown) => void;
  }) {
    this.#clock = options.clock;
    this.#readFreeBytes = options.readFreeBytes;
    this.#onFailure = options.onFailure;
    this.#changed = new TypedEmitter(options.onFailure);
  }

  get state(): FreeSpaceState {
    return this.#state;
  }

  /** Undefined before the first reading. */
  get freeBytes(): number | undefined {
    return this.#freeBytes;
  }

  /** Reads once, then every 10 s of the clock. */
  async start(): Promise<void> {
    await this.check();
    this.#periodic = setPeriodic(this.#clock, FREE_SPACE_LIMITS.checkEveryMs, () => void this.check());
  }

  /** Reads now. A reading that fails is reported and leaves the state as it was. */
  async check(): Promise<FreeSpaceState> {
    try {
      this.#freeBytes = await this.#readFreeBytes();
    } catch (error) {
      this.#onFailure(error);
      return this.#state;
    }
    const step = stepTable<FreeSpaceState, Reading>(freeSpaceTable, this.#state, readingOf(this.#freeBytes));
    if (step.kind === 'moved') {
      this.#state = step.to;
      this.#changed.emit(step.to);
    }
    return this.#state;
  }

  onChanged(listener: (state: FreeSpaceState) => void): Disposable {
    return this.#changed.subscribe(listener);
  }

  dispose(): void {
    this.#periodic?.dispose();
  }
}

/** Free bytes that an ordinary user may take on the disk of a folder. */
export async function freeBytesOf(folder: string): Promise<number> {
  const disk = await statfs(folder);
  return disk.bavail * disk.bsize;
}

function readingOf(freeBytes: number): Reading {
  if (freeBytes < FREE_SPACE_LIMITS.fullBelowBytes) return 'none';
  if (freeBytes < FREE_SPACE_LIMITS.notFullAboveBytes) return 'almostFull';
  if (freeBytes < FREE_SPACE_LIMITS.lowBelowBytes) return 'scarce';
  return freeBytes < FREE_SPACE_LIMITS.notLowAboveBytes ? 'enough' : 'ample';
}
