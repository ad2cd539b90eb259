import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { NativeBoardDriver } from '../../../src-main/driver/native-board-driver.ts';

/** Opens a board on the wall clock and leaves it open, for the test that ends the worker. */
const { libraryPath, name } = z.object({ libraryPath: z.string(), name: z.string() }).parse(workerData);
const driver = new NativeBoardDriver({
  libraryPath,
  clock: 'real',
  probe: false,
  config: { name, trunks: 1, extensions: 1, seed: 1, clock: 'real' },
});
driver.onEvent((event) => {
  if (event.kind === 'BoardChanged') parentPort?.postMessage(event.state);
});
await driver.start();
