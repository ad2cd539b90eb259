import { makeAutoObservable } from 'mobx';
import { setPeriodic, type Clock, type Disposable } from '../transport/foundation.ts';
import type { ServerTime } from '../transport/server-time.ts';

const TICK_MS = 250;

/** The server's time for the screen, in whole seconds: what shows no timer does not render again. */
export class TimeStore {
  nowMs: number;
  /** Monotonic milliseconds of this machine in whole seconds, for countdowns that need no server. */
  localMs: number;
  readonly #clock: Clock;
  readonly #serverTime: ServerTime;

  constructor(clock: Clock, serverTime: ServerTime) {
    this.#clock = clock;
    this.#serverTime = serverTime;
    this.nowMs = wholeSeconds(serverTime.nowMs());
    this.localMs = wholeSeconds(clock.monotonicMs());
    makeAutoObservable(this);
  }

  /** Ticks until disposed. */
  run(): Disposable {
    return setPeriodic(this.#clock, TICK_MS, () => this.tick());
  }

  tick(): void {
    this.nowMs = wholeSeconds(this.#serverTime.nowMs());
    this.localMs = wholeSeconds(this.#clock.monotonicMs());
  }

  hear(serverNowMs: number): void {
    this.#serverTime.hear(serverNowMs);
    this.nowMs = wholeSeconds(this.#serverTime.nowMs());
  }

  setStepped(stepped: boolean): void {
    this.#serverTime.setStepped(stepped);
    this.tick();
  }
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
