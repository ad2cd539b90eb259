import type { BoxId } from '../../contract/voicemail.ts';
import type { Clock } from '../../foundation/clock.ts';

/** How often the PIN of a box may be wrong before the box has to wait. Times in milliseconds. */
export const PIN_THROTTLE = {
  freeFailures: 5,
  firstWaitMs: 60_000,
  longestWaitMs: 3_600_000,
} as const;

interface Failures {
  readonly count: number;
  readonly waitUntilMs: number;
}

/**
 * Slows down guessing of PINs, per box and over all phones: after the free failures each one doubles the wait. An
 * attempt counts as failed from the moment it is admitted; only the right PIN takes it back.
 */
export class PinThrottle {
  readonly #clock: Clock;
  readonly #boxes = new Map<BoxId, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isClosed(boxId: BoxId): boolean {
    return (this.#boxes.get(boxId)?.waitUntilMs ?? 0) > this.#clock.monotonicMs();
  }

  /** False while the box is closed. */
  admit(boxId: BoxId): boolean {
    if (this.isClosed(boxId)) return false;
    const count = (this.#boxes.get(boxId)?.count ?? 0) + 1;
    const beyond = count - PIN_THROTTLE.freeFailures;
    const waitMs = beyond < 0 ? 0 : Math.min(PIN_THROTTLE.longestWaitMs, PIN_THROTTLE.firstWaitMs * 2 ** beyond);
    this.#boxes.set(boxId, { count, waitUntilMs: this.#clock.monotonicMs() + waitMs });
    return true;
  }

  succeeded(boxId: BoxId): void {
    this.#boxes.delete(boxId);
  }
}
