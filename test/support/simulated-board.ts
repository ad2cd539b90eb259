import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { attachSimulator } from '../../board-sim/control/attached-simulator.ts';
import type { Simulator } from '../../board-sim/control/simulator.ts';
import type { BenchActionInput } from '../../src-main/contract/bench.ts';
import { benchActionSchema } from '../../src-main/contract/bench.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import type { NativeBoardDriverOptions } from '../../src-main/driver/native-board-driver.ts';
import { NativeBoardDriver } from '../../src-main/driver/native-board-driver.ts';
import { SteppedTime } from '../../src-main/driver/stepped-time.ts';

export const BOARD_SIM_PATH = fileURLToPath(new URL('../../build/Release/board_sim.so', import.meta.url));

let boards = 0;

/** The native driver over the simulator; each board of a process has its own name. */
export class SimulatedBoard {
  readonly driver: NativeBoardDriver;
  readonly clock = new SteppedClock(0);
  readonly time: SteppedTime;
  readonly #name: string;
  #simulator: Simulator | undefined;

  constructor(options: Partial<NativeBoardDriverOptions> = {}, config: Readonly<Record<string, unknown>> = {}) {
    boards += 1;
    this.#name = `test-${process.pid}-${boards}`;
    const clock = options.clock ?? 'stepped';
    this.driver = new NativeBoardDriver({
      libraryPath: BOARD_SIM_PATH,
      probe: false,
      ...options,
      clock,
      config: { name: this.#name, trunks: 2, extensions: 2, seed: 1, clock, ...config },
    });
    this.time = new SteppedTime(this.driver, this.clock);
  }

  /** After the driver has started. */
  simulator(): Simulator {
    if (this.#simulator === undefined) {
      const attached = attachSimulator({ libraryPath: BOARD_SIM_PATH, name: this.#name });
      assert.ok(attached.ok, attached.ok ? '' : attached.error.now);
      this.#simulator = attached.value;
    }
    return this.#simulator;
  }

  act(action: BenchActionInput): void {
    const done = this.simulator().act(benchActionSchema.parse(action));
    assert.ok(done.ok, done.ok ? '' : `${action.do}: ${done.error.now}`);
  }

  async close(): Promise<void> {
    this.#simulator?.detach();
    await this.driver.stop();
  }
}
