/**
 * The one door to the foundation: time, disposal, results, exhausted unions. The page takes them from it so that
 * its timers, too, stand still under a stepped clock in the tests.
 */
export { RealClock, setPeriodic, type Clock } from '../../src-main/foundation/clock.ts';
export { never } from '../../src-main/foundation/errors.ts';
export { DisposableStack, type Disposable } from '../../src-main/foundation/disposable.ts';
export { failed, ok, type Result } from '../../src-main/foundation/result.ts';
