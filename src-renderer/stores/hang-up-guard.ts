import { makeAutoObservable } from 'mobx';
import type { CallId } from '../../src-main/contract/ids.ts';
import type { Clock, Disposable } from '../transport/foundation.ts';

/** A second press within this time means it. Milliseconds; ux rule C.3. */
export const HANG_UP_WINDOW_MS = 1000;

/** Hanging up takes two presses within a second, so that one stray key never ends a call. */
export class HangUpGuard {
  armedFor: CallId | undefined = undefined;
  readonly #clock: Clock;
  #disarm: Disposable | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    makeAutoObservable(this);
  }

  /** True when this press is the second one for this call. */
  press(callId: CallId): boolean {
    const second = this.armedFor === callId;
    this.#disarm?.dispose();
    this.armedFor = second ? undefined : callId;
    this.#disarm = second ? undefined : this.#clock.setTimer(HANG_UP_WINDOW_MS, () => this.disarm());
    return second;
  }

  disarm(): void {
    this.armedFor = undefined;
  }
}
