import { RealClock } from '../../src-main/foundation/clock.ts';

const clock = new RealClock();
const LOOK_EVERY_MS = 10;

/** Looks until it is so: for what happens in other processes and on sockets. The test's time limit is the deadline. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise<void>((resolve) => clock.setTimer(LOOK_EVERY_MS, resolve));
}
