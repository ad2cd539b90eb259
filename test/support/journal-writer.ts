import { RealClock } from '../../src-main/foundation/clock.ts';
import { CallJournal } from '../../src-main/storage/call-journal.ts';
import { openDatabase } from '../../src-main/storage/database.ts';
import { callEvents } from './test-events.ts';
import { callIdSchema } from '../../src-main/contract/ids.ts';

/**
 * A process that writes the journal of a file until it is killed, and says the number of the last event that is
 * on the disk after each batch. Started by tests of what a kill leaves behind.
 */
const path = process.argv[2] ?? '';
const clock = new RealClock();
const opened = await openDatabase({ path }, clock.nowMs());
if (!opened.ok) throw new Error(opened.error.now);
const stop = (reason: unknown): never => {
  throw new Error(String(reason));
};
const journal = await CallJournal.open(opened.value, clock, { onFault: stop, onListenerError: stop });
journal.onWritten((events) => process.stdout.write(`${events.at(-1)?.eventNo}\n`));
let calls = 0;
const write = (): void => {
  const { ring, answer } = callEvents(callIdSchema.parse(`call_${++calls}`));
  for (const event of [ring(0), answer(1)]) journal.append(event);
  clock.setTimer(1, write);
};
write();
