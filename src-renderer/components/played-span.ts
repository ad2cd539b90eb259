import type { Stretch } from './silences.ts';

/** Shorter than this is a slip, not listening. */
const LEAST_PLAYED_MS = 500;

/** Follows what is heard: a span begins with playing and ends with a pause, a jump or the end. */
export class PlayedSpan {
  #fromMs: number | undefined;
  #toMs = 0;

  begin(positionMs: number): void {
    this.#fromMs = positionMs;
    this.#toMs = positionMs;
  }

  reach(positionMs: number): void {
    if (this.#fromMs !== undefined) this.#toMs = Math.max(this.#toMs, positionMs);
  }

  /** The span that ended; undefined when nothing worth telling was heard. */
  end(): Stretch | undefined {
    const fromMs = this.#fromMs;
    this.#fromMs = undefined;
    if (fromMs === undefined || this.#toMs - fromMs < LEAST_PLAYED_MS) return undefined;
    return { fromMs: Math.round(fromMs), toMs: Math.round(this.#toMs) };
  }
}
