import type { Clock } from './foundation.ts';

/** A step back of more than this is a clock that was set, not a frame that was slow. Milliseconds. */
const SET_BACK_MS = 2000;

/**
 * The server's clock as seen from here. Every frame carries the server's `now`; a frame is never early, so
 * the largest difference seen is the best. On a stepped board time stands between frames.
 */
export class ServerTime {
  readonly #clock: Clock;
  #offsetMs: number | undefined;
  #lastNowMs = 0;
  #stepped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Unix milliseconds of the server; of this machine until the first frame came. */
  nowMs(): number {
    if (this.#stepped) return this.#lastNowMs;
    return this.#clock.nowMs() + (this.#offsetMs ?? 0);
  }

  hear(serverNowMs: number): void {
    this.#lastNowMs = serverNowMs;
    const offset = serverNowMs - this.#clock.nowMs();
    const known = this.#offsetMs;
    if (known === undefined || offset > known || offset < known - SET_BACK_MS) this.#offsetMs = offset;
  }

  setStepped(stepped: boolean): void {
    this.#stepped = stepped;
  }
}
