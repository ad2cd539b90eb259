import type { BenchAudio, BenchPort } from '../api/ports.ts';
import type { BenchAction, BenchNotice, BenchState } from '../contract/bench.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { TypedEmitter } from '../foundation/typed-emitter.ts';
import type { Simulator } from '../../board-sim/control/simulator.ts';

export interface SimulatorBenchParts {
  readonly libraryPath: string;
  readonly boardName: string;
  readonly clock: 'real' | 'stepped';
  /** Time of the wall: what testers hear and see goes by it. */
  readonly wallClock: Clock;
  readonly advance: (ms: number) => Promise<Result<void, Fault>>;
  readonly onListenerError: (error: unknown) => void;
}

/**
 * The simulator as the bench page steers it. This is the one file of the product that knows the simulator's control,
 * and it loads it only here, only when the board is the simulator. Until the board is open everything is refused.
 */
export class SimulatorBench implements BenchPort, Disposable {
  readonly #parts: SimulatorBenchParts;
  readonly #states: TypedEmitter<BenchState>;
  readonly #notices: TypedEmitter<BenchNotice>;
  readonly #attached = new DisposableStack();
  #bench: BenchPort | undefined;
  #simulator: Simulator | undefined;

  constructor(parts: SimulatorBenchParts) {
    this.#parts = parts;
    this.#states = new TypedEmitter(parts.onListenerError);
    this.#notices = new TypedEmitter(parts.onListenerError);
  }

  /** The board is open: takes hold of its world. Faults: server/addonMissing, board/libraryInvalid, bench/notSimulated. */
  async attach(): Promise<Result<Simulator, Fault>> {
    if (this.#simulator !== undefined) return ok(this.#simulator);
    const { attachSimulator } = await import('../../board-sim/control/attached-simulator.ts');
    const { Bench } = await import('../../board-sim/control/bench.ts');
    const { libraryPath, boardName, wallClock, advance, onListenerError } = this.#parts;
    const simulator = attachSimulator({ libraryPath, name: boardName });
    if (!simulator.ok) return simulator;
    this.#simulator = simulator.value;
    this.#attached.own({ dispose: () => simulator.value.detach() });
    const bench = this.#attached.own(
      new Bench({ simulator: simulator.value, clock: wallClock, advance, onListenerError }),
    );
    this.#attached.own(bench.onState((state) => this.#states.emit(state)));
    this.#attached.own(bench.onNotice((notice) => this.#notices.emit(notice)));
    this.#bench = bench;
    this.#states.emit(bench.state());
    return simulator;
  }

  act(action: BenchAction): Result<void, Fault> {
    return this.#bench?.act(action) ?? failed(notOpen());
  }

  state(): BenchState {
    return this.#bench?.state() ?? { clock: this.#parts.clock, nowMs: 0, lines: [], phones: [] };
  }

  onState(listener: (state: BenchState) => void): Disposable {
    return this.#states.subscribe(listener);
  }

  onNotice(listener: (notice: BenchNotice) => void): Disposable {
    return this.#notices.subscribe(listener);
  }

  advance(ms: number): Promise<Result<void, Fault>> {
    return this.#bench?.advance(ms) ?? Promise.resolve(failed(notOpen()));
  }

  openAudio(
    party: { readonly kind: 'far' | 'phone'; readonly no: number },
    onHeard: (samples: Int16Array) => void,
  ): Result<BenchAudio, Fault> {
    return this.#bench?.openAudio(party, onHeard) ?? failed(notOpen());
  }

  /** Before the board closes. */
  dispose(): void {
    this.#bench = undefined;
    this.#simulator = undefined;
    this.#attached.dispose();
  }
}

function notOpen(): Fault {
  return {
    kind: 'operational',
    code: 'board/notStarted',
    tried: 'use the simulator bench',
    now: 'the simulated board is not open',
    next: 'See /health for the reason, then open the board again.',
  };
}
