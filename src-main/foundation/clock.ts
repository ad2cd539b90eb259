import type { Disposable } from './disposable.ts';

/**
 * Where all time comes from. Only this file reads the machine's clock or sets its timers; everybody else
 * is given a Clock.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC, for what is stored and shown. May jump. */
  nowMs(): number;
  /** Milliseconds since some fixed instant; never goes back. For durations. */
  monotonicMs(): number;
  /** Calls back once after `delayMs` (0 or more); disposing before that cancels it. */
  setTimer(delayMs: number, callback: () => void): Disposable;
}

/** Calls back every `periodMs` until disposed. */
export function setPeriodic(clock: Clock, periodMs: number, callback: () => void): Disposable {
  let timer: Disposable;
  const arm = (): void => {
    timer = clock.setTimer(periodMs, () => {
      arm();
      callback();
    });
  };
  arm();
  return { dispose: () => timer.dispose() };
}

export class RealClock implements Clock {
  nowMs(): number {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }

  setTimer(delayMs: number, callback: () => void): Disposable {
    const timer = setTimeout(callback, delayMs);
    return { dispose: () => clearTimeout(timer) };
  }
}

interface DueTimer {
  readonly dueMs: number;
  readonly order: number;
  readonly callback: () => void;
}

/**
 * Time that stands still until it is moved: by a test, or by the simulator's audio frames.
 * Timers fire in order of their due time, then in order of their making.
 */
export class SteppedClock implements Clock {
  readonly #epochMs: number;
  #elapsedMs = 0;
  #order = 0;
  readonly #timers: DueTimer[] = [];

  constructor(epochMs: number) {
    this.#epochMs = epochMs;
  }

  nowMs(): number {
    return this.#epochMs + this.#elapsedMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  setTimer(delayMs: number, callback: () => void): Disposable {
    const timer: DueTimer = {
      dueMs: this.#elapsedMs + Math.max(0, delayMs),
      order: this.#order++,
      callback,
    };
    const at = this.#timers.findIndex((other) => other.dueMs > timer.dueMs);
    this.#timers.splice(at < 0 ? this.#timers.length : at, 0, timer);
    return { dispose: () => this.#drop(timer) };
  }

  #drop(timer: DueTimer): void {
    const at = this.#timers.indexOf(timer);
    if (at >= 0) this.#timers.splice(at, 1);
  }

  /** Milliseconds until the next timer is due; undefined when none is set. */
  untilNextTimerMs(): number | undefined {
    const next = this.#timers[0];
    return next === undefined ? undefined : Math.max(0, next.dueMs - this.#elapsedMs);
  }

  /** Moves time by `ms` and fires what became due, each timer at its own instant. */
  advance(ms: number): void {
    const target = this.#elapsedMs + ms;
    for (let next = this.#timers[0]; next !== undefined && next.dueMs <= target; next = this.#timers[0]) {
      this.#timers.shift();
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
      next.callback();
    }
    this.#elapsedMs = target;
  }
}
