import { callIdSchema, type CallId } from '../contract/ids.ts';

/** `call_`, 9 signs of time, 8 of chance: they sort by time and do not meet again after a restart. */
export class CallIds {
  readonly #nowMs: () => number;
  readonly #random: () => number;

  constructor(nowMs: () => number, random: () => number) {
    this.#nowMs = nowMs;
    this.#random = random;
  }

  callId(): CallId {
    const time = this.#nowMs().toString(36).padStart(9, '0');
    const chance = Array.from({ length: 8 }, () => Math.floor(this.#random() * 36).toString(36)).join('');
    return callIdSchema.parse(`call_${time}${chance}`);
  }
}
