import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimRequest } from '../../../board-sim/scenario/command-line.ts';
import { openDatabase } from '../../storage/database.ts';
import { DATABASE_FILE } from '../storage-room.ts';
import { runningServer } from './running-server.ts';
import { FaultError } from '../../foundation/errors.ts';
import { openLogger } from '../../foundation/logger.ts';
import { RealClock } from '../../foundation/clock.ts';
import { faultLine } from '../console-words.ts';
import { openSteppedProduct } from '../stepped-product.ts';
import { SIM_HELP } from './help.ts';
import { readWords, type Terminal } from './terminal.ts';

const FLAGS = {
  list: { type: 'boolean' },
  'time-line': { type: 'boolean' },
  /** Address of a running server on this machine. */
  server: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Plays scenarios on a simulated board in stepped time, each in a house of its own. Exit codes: 0, 1 failed, 2 usage. */
export async function runSim(words: readonly string[], terminal: Terminal): Promise<number> {
  const asked = readWords(words, FLAGS);
  if (!asked.ok) {
    terminal.complain(`${asked.error}\n\n${SIM_HELP[terminal.locale]}`);
    return 2;
  }
  const { values, positionals } = asked.value;
  const nothingAsked = positionals.length === 0 && values.list !== true;
  if (values.help === true || nothingAsked) {
    terminal.line(SIM_HELP[terminal.locale]);
    return values.help === true ? 0 : 2;
  }
  const request = {
    names: positionals.includes('all') ? [] : positionals,
    list: values.list === true,
    timeLine: values['time-line'] === true,
  };
  try {
    return values.server === undefined
      ? await playAlone(request, terminal)
      : await playThere(request, values.server, values['data-dir'] ?? 'data', terminal);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    terminal.complain(faultLine(error.fault));
    return 1;
  }
}

/** In stepped time, each scenario in a house of its own. */
async function playAlone(request: SimRequest, terminal: Terminal): Promise<number> {
  // The scenarios belong to the simulator, which the product does not know otherwise.
  const { runScenarios } = await import('../../../board-sim/scenario/command-line.ts');
  const { SteppedWorld } = await import('../../../board-sim/scenario/stepped-world.ts');
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-sim-'));
  const clock = new RealClock();
  const quiet = () => undefined;
  const log = openLogger({ level: 'warn', console: false, nowMs: () => clock.nowMs(), onTrouble: quiet });
  try {
    return await runScenarios(
      request,
      async ({ name, settings }) =>
        new SteppedWorld(await openSteppedProduct({ dataDir: join(folder, name), log, ...settings })),
      terminal,
    );
  } finally {
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In real time in a server that runs, where it can be watched. The right to it comes with its data folder. */
async function playThere(request: SimRequest, address: string, dataDir: string, terminal: Terminal): Promise<number> {
  const { runScenarios } = await import('../../../board-sim/scenario/command-line.ts');
  const { RemoteWorld } = await import('../../../board-sim/scenario/remote-world.ts');
  const clock = new RealClock();
  const database = await openDatabase({ path: join(dataDir, DATABASE_FILE) }, clock.nowMs());
  if (!database.ok) throw new FaultError(database.error);
  try {
    return await runScenarios(request, () => RemoteWorld.open(runningServer(address, database.value, clock)), terminal);
  } finally {
    await database.value.close();
  }
}
