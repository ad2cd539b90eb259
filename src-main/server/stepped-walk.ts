import type { SteppedTime } from '../driver/stepped-time.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';

/** Longest way in one go, so that a walk of a day does not keep the sockets waiting. Milliseconds. */
const STRIDE_MS = 1000;

/** Stepped time on demand: one walk after the other, in strides, until it is closed. */
export class SteppedWalk {
  readonly #time: SteppedTime;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(time: SteppedTime) {
    this.#time = time;
  }

  /** Resolves when time has moved by `ms`. Fault server/stopping when it was closed on the way. */
  advance(ms: number): Promise<Result<void, Fault>> {
    const walk = this.#last.then(() => this.#walk(ms));
    this.#last = walk.catch(() => undefined);
    return walk;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #walk(ms: number): Promise<Result<void, Fault>> {
    for (let left = ms; left > 0; left -= STRIDE_MS) {
      if (this.#isClosed) return failed(stopping());
      await this.#time.advance(Math.min(left, STRIDE_MS));
    }
    return ok();
  }
}

function stopping(): Fault {
  return {
    kind: 'operational',
    code: 'server/stopping',
    tried: 'move time',
    now: 'the server is stopping',
    next: 'Start it again.',
  };
}
