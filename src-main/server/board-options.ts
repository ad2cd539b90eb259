import { resolve } from 'node:path';
import type { NativeBoardDriverOptions } from '../driver/native-board-driver.ts';
import type { Log } from '../foundation/log.ts';
import type { Settings } from './settings.ts';

/** Where the build puts the simulator. */
export const SIMULATOR_LIBRARY = resolve(import.meta.dirname, '../../build/Release/board_sim.so');
/** Under this name the simulated board is found by the bench; one process holds one. */
export const SIMULATED_BOARD_NAME = 'sim-1';

export function isSimulated(settings: Settings): boolean {
  return settings.board === 'sim';
}

export function libraryPathOf(settings: Settings): string {
  return isSimulated(settings) ? SIMULATOR_LIBRARY : resolve(settings.board);
}

/** What the settings mean to the native engine. The simulator's configuration is ours, a vendor's is its own. */
export function boardOptions(
  settings: Settings,
  log: Log,
  onDefect: (error: unknown) => void,
): NativeBoardDriverOptions {
  const simulated = { name: SIMULATED_BOARD_NAME, trunks: settings.trunks, extensions: settings.extensions };
  const own = isSimulated(settings) ? { ...simulated, clock: settings.clock, seed: settings.seed } : {};
  return {
    libraryPath: libraryPathOf(settings),
    config: { ...own, ...settings.boardConfig },
    clock: settings.clock,
    tonePlan: settings.tonePlan,
    echoTailMs: settings.echoTailMs,
    levelControl: settings.levelControl,
    // Our own simulator does not crash in open unless it is told to; probing it would cost half of the start.
    probe: !isSimulated(settings) || 'failOpen' in settings.boardConfig,
    onLog: (line) => writeNativeLine(log, line),
    onDefect,
  };
}

type NativeLine = Parameters<NonNullable<NativeBoardDriverOptions['onLog']>>[0];
const NATIVE_LEVELS = ['error', 'warn', 'info'] as const;

function writeNativeLine(log: Log, line: NativeLine): void {
  const fields = line.channel < 0 ? {} : { channel: line.channel };
  log[NATIVE_LEVELS[line.level] ?? 'debug'](line.text, fields);
}
