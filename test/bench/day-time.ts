/** How often those who wait look whether it has come. */
const SLICE_MS = 40;
const PATIENCE_MS = 60_000;

interface Waiter {
  readonly what: string;
  readonly hasCome: () => boolean;
  readonly deadlineMs: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Stepped time for many who live side by side: each waits for what it needs, and time moves for all of them at once.
 * Same waits, same run.
 */
export class DayTime {
  readonly #advance: (ms: number) => Promise<void>;
  #nowMs = 0;
  #waiters: readonly Waiter[] = [];

  constructor(advance: (ms: number) => Promise<void>) {
    this.#advance = advance;
  }

  /** Of the day. */
  get nowMs(): number {
    return this.#nowMs;
  }

  pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    return this.until('time passes', () => this.#nowMs >= untilMs, ms + SLICE_MS);
  }

  /** Rejects when it has not come within `patienceMs`. */
  until(what: string, hasCome: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter = { what, hasCome, deadlineMs: this.#nowMs + patienceMs, resolve, reject };
      this.#waiters = this.#waiters.concat(waiter);
    });
  }

  /** Moves time until all of them have done their work; throws the first failure. */
  async live(works: readonly Promise<void>[]): Promise<void> {
    let isOver = false;
    const all = Promise.all(works).finally(() => (isOver = true));
    all.catch(() => undefined);
    while (!isOver) {
      await this.#advance(SLICE_MS);
      this.#nowMs += SLICE_MS;
      this.#look();
    }
    await all;
  }

  #look(): void {
    const looking = this.#waiters;
    this.#waiters = [];
    const waiting = looking.filter((waiter) => {
      if (waiter.hasCome()) waiter.resolve();
      else if (this.#nowMs >= waiter.deadlineMs) waiter.reject(new Error(`waited in vain: ${waiter.what}`));
      else return true;
      return false;
    });
    this.#waiters = waiting.concat(this.#waiters);
  }
}
