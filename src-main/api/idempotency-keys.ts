import { createHash } from 'node:crypto';
import type { UserId } from '../contract/ids.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, type Result } from '../foundation/result.ts';
import { refusal } from './http-fault.ts';

interface Kept<Value> {
  readonly request: string;
  readonly answer: Promise<Result<Value, Fault>>;
  readonly at: number;
}

/** How long an answer is given again. Milliseconds. */
const KEEP_MS = 24 * 3_600_000;
/** Beyond this many the oldest is forgotten. */
const MOST = 10_000;

/**
 * Remembers what a request with an Idempotency-Key was answered: the same key gives the same answer for a day, also
 * while the first is still being carried out, and the work is done once. In memory: a restart ends every call, and what
 * was asked about it.
 */
export class IdempotencyKeys<Value> {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept<Value>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param asked who asks, under which key, and for what; without a key the work is simply done.
   * Fault: request/conflict when the key was used for something else.
   */
  async once(
    asked: { readonly userId: UserId; readonly key: string | undefined; readonly request: unknown },
    work: () => Promise<Result<Value, Fault>>,
  ): Promise<{ readonly answer: Result<Value, Fault>; readonly isRepeated: boolean }> {
    if (asked.key === undefined) return { answer: await work(), isRepeated: false };
    this.#forgetOld();
    const name = `${asked.userId} ${asked.key}`;
    const request = createHash('sha256').update(JSON.stringify(asked.request)).digest('hex');
    const known = this.#kept.get(name);
    if (known !== undefined) {
      const answer = known.request === request ? await known.answer : failed(usedBefore());
      return { answer, isRepeated: known.request === request };
    }
    const answer = work();
    this.#kept.set(name, { request, answer, at: this.#clock.nowMs() });
    // A defect is no answer: who tries again may have more luck.
    answer.catch(() => this.#kept.delete(name));
    return { answer: await answer, isRepeated: false };
  }

  #forgetOld(): void {
    const before = this.#clock.nowMs() - KEEP_MS;
    for (const [name, { at }] of this.#kept) {
      if (at > before && this.#kept.size < MOST) return;
      this.#kept.delete(name);
    }
  }
}

function usedBefore(): Fault {
  const now = 'its Idempotency-Key was used for another one';
  return refusal('request/conflict', 'carry out the command', now, 'Make a new key for each command.');
}
