import { parentPort } from 'node:worker_threads';
import { carryOut } from './carry-out.ts';
import { sealOrderSchema } from './seal-order.ts';

/** The sealing thread: one order at a time, each answered once. */
parentPort?.on('message', (message: unknown) => {
  void carryOut(sealOrderSchema.parse(message)).then((reply) => parentPort?.postMessage(reply));
});
