import type { Clock } from './clock.ts';
import { failed, type Result } from './result.ts';

/**
 * Waits for `work` at most `limitMs` of the clock's time. When that passes first, the result is the failure
 * that `onExpired` makes; what the work still yields is dropped, so the work itself must be harmless when late.
 * A rejection of the work is passed on: it is a defect of its author.
 */
export function withDeadline<Value, Failure>(
  clock: Clock,
  limitMs: number,
  work: Promise<Result<Value, Failure>>,
  onExpired: () => Failure,
): Promise<Result<Value, Failure>> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimer(limitMs, () => resolve(failed(onExpired())));
    work.then(
      (result) => {
        timer.dispose();
        resolve(result);
      },
      (error: unknown) => {
        timer.dispose();
        reject(error);
      },
    );
  });
}
