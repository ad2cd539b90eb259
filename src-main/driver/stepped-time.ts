import { setImmediate as turn } from 'node:timers/promises';
import type { SteppedClock } from '../foundation/clock.ts';

/** What stepped time needs of a driver. */
export interface SteppedBoard {
  readonly frameMs: number;
  step(maxFrames: number): number;
  deliver(): number;
  pump(): boolean;
}

/** Lets promises and callbacks run; two turns reach what a first one has queued. */
async function settleTurns(): Promise<void> {
  await turn();
  await turn();
}

/** A run that never becomes quiet at one instant is a defect, not patience. */
const MAX_ROUNDS_AN_INSTANT = 10_000;

/**
 * Keeps native and TypeScript time the same: frames are run up to the next timer of this side, or until one
 * raises an event; then everything that follows from it happens before time moves again. The same seed
 * gives the same run.
 */
export class SteppedTime {
  readonly #board: SteppedBoard;
  readonly #clock: SteppedClock;
  readonly #settle: () => Promise<void>;
  #owedMs = 0;

  constructor(board: SteppedBoard, clock: SteppedClock, settle: () => Promise<void> = settleTurns) {
    this.#board = board;
    this.#clock = clock;
    this.#settle = settle;
  }

  /** Moves time by `ms`; what is less than a frame is owed to the next call. One call at a time. */
  async advance(ms: number): Promise<void> {
    this.#owedMs += ms;
    await this.#quieten();
    while (this.#owedMs >= this.#board.frameMs) {
      const untilTimerMs = this.#clock.untilNextTimerMs() ?? this.#owedMs;
      const wantedMs = Math.min(this.#owedMs, Math.max(untilTimerMs, this.#board.frameMs));
      const ranMs = this.#board.step(Math.floor(wantedMs / this.#board.frameMs)) * this.#board.frameMs;
      if (ranMs === 0) return;
      this.#owedMs -= ranMs;
      this.#clock.advance(ranMs);
      this.#board.deliver();
      await this.#quieten();
    }
  }

  async #quieten(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS_AN_INSTANT; round++) {
      await this.#settle();
      if (!this.#board.pump()) return;
    }
    throw new Error(`the board is not quiet after ${MAX_ROUNDS_AN_INSTANT} rounds at one instant`);
  }
}
