import type { ListEntryId } from '../../../contract/number-lists.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Disposable } from '../../../foundation/disposable.ts';

export interface CountedHits {
  readonly entryId: ListEntryId;
  /** Since they were written last. */
  readonly hits: number;
  readonly lastHitAt: number;
}

/** Hits of this long are written together. */
const WRITE_AFTER_MS = 5_000;

/**
 * Counts hits in memory and has them written in batches, so that a call waits for no disk and a storm of blocked
 * calls is one write. What could not be written is kept and written with the next batch.
 */
export class HitCounter implements Disposable {
  readonly #clock: Clock;
  readonly #write: (hits: readonly CountedHits[]) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  #pending = new Map<ListEntryId, CountedHits>();
  #timer: Disposable | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: {
    readonly clock: Clock;
    readonly write: (hits: readonly CountedHits[]) => Promise<void>;
    readonly onFailure: (error: unknown) => void;
  }) {
    this.#clock = parts.clock;
    this.#write = parts.write;
    this.#onFailure = parts.onFailure;
  }

  count(entryId: ListEntryId, atMs: number): void {
    this.#add({ entryId, hits: 1, lastHitAt: atMs });
    this.#timer ??= this.#clock.setTimer(WRITE_AFTER_MS, () => void this.flush());
  }

  /** Writes what is counted, after what is being written already. */
  flush(): Promise<void> {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#writePending());
    return this.#writing;
  }

  dispose(): void {
    this.#timer?.dispose();
  }

  async #writePending(): Promise<void> {
    if (this.#pending.size === 0) return;
    const batch = [...this.#pending.values()];
    this.#pending = new Map();
    try {
      await this.#write(batch);
    } catch (error) {
      for (const hits of batch) this.#add(hits);
      this.#onFailure(error);
    }
  }

  #add({ entryId, hits, lastHitAt }: CountedHits): void {
    const known = this.#pending.get(entryId);
    this.#pending.set(entryId, {
      entryId,
      hits: (known?.hits ?? 0) + hits,
      lastHitAt: Math.max(known?.lastHitAt ?? 0, lastHitAt),
    });
  }
}
