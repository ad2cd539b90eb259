import { fileURLToPath } from 'node:url';
import { attachSimulator } from '../../../board-sim/control/attached-simulator.ts';
import { loadControlAddon } from '../../../board-sim/control/control-addon.ts';
import type { HostedBoard } from '../../../board-sim/control/control-addon.ts';
import type { Simulator } from '../../../board-sim/control/simulator.ts';
import type { BenchActionInput } from '../../../src-main/contract/bench.ts';
import { benchActionSchema } from '../../../src-main/contract/bench.ts';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import type { Result } from '../../../src-main/foundation/result.ts';

export const LIBRARY_PATH = fileURLToPath(new URL('../../../build/Release/board_sim.so', import.meta.url));

/** A simulated board under a bare host in stepped time, and its simulator. */
export class HostedWorld {
  readonly board: HostedBoard;
  readonly simulator: Simulator;

  constructor(name: string, config: Readonly<Record<string, unknown>> = {}) {
    const { HostedBoard } = loadControlAddon();
    this.board = new HostedBoard();
    const code = this.board.open(
      LIBRARY_PATH,
      JSON.stringify({ name, clock: 'stepped', trunks: 2, extensions: 2, ...config }),
    );
    if (code !== 0) throw new Error(`open answered ${code}`);
    const attached = attachSimulator({ libraryPath: LIBRARY_PATH, name });
    if (!attached.ok) throw new Error(attached.error.now);
    this.simulator = attached.value;
    this.pass(10);
    this.board.takeEvents();
  }

  act(input: BenchActionInput): Result<void, Fault> {
    return this.simulator.act(benchActionSchema.parse(input));
  }

  /** In steps of 10 ms. */
  pass(ms: number): void {
    this.board.step(ms / 10);
  }

  close(): void {
    this.simulator.detach();
    this.board.close();
  }
}
