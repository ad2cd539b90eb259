import type { BenchAudio, BenchPort } from '../../src-main/api/ports.ts';
import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import { setPeriodic } from '../../src-main/foundation/clock.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok } from '../../src-main/foundation/result.ts';
import type { Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import { Headset } from './bench-audio.ts';
import type { BenchEar, Simulator } from './simulator.ts';

/** The bench page is told of changes at most this often. */
const PUSH_EVERY_MS = 100;

export interface BenchOptions {
  readonly simulator: Simulator;
  readonly clock: Clock;
  /** Moves stepped time; refuses on the wall clock. */
  readonly advance: (ms: number) => Promise<Result<void, Fault>>;
  readonly onListenerError: (error: unknown) => void;
}

/**
 * The simulator as the API offers it to testers. It looks at the world every 100 ms and after each action, and tells
 * listeners only what changed. Dispose it before the board is closed.
 */
export class Bench implements BenchPort, Disposable {
  readonly #options: BenchOptions;
  readonly #states: TypedEmitter<BenchState>;
  readonly #notices: TypedEmitter<BenchNotice>;
  readonly #timer: Disposable;
  readonly #headsets = new Map<string, Headset>();
  #told = '';
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#states = new TypedEmitter(options.onListenerError);
    this.#notices = new TypedEmitter(options.onListenerError);
    this.#told = withoutTime(options.simulator.state());
    this.#timer = setPeriodic(options.clock, PUSH_EVERY_MS, () => this.#tell());
  }

  act(action: BenchAction): Result<void, Fault> {
    const done = this.#options.simulator.act(action);
    if (this.#options.clock.monotonicMs() - this.#toldAtMs >= PUSH_EVERY_MS) this.#tell();
    return done;
  }

  state(): BenchState {
    return this.#options.simulator.state();
  }

  onState(listener: (state: BenchState) => void): Disposable {
    return this.#states.subscribe(listener);
  }

  onNotice(listener: (notice: BenchNotice) => void): Disposable {
    return this.#notices.subscribe(listener);
  }

  async advance(ms: number): Promise<Result<void, Fault>> {
    const moved = await this.#options.advance(ms);
    if (moved.ok) this.#tell();
    return moved;
  }

  openAudio(
    party: { readonly kind: 'far' | 'phone'; readonly no: number },
    onHeard: (samples: Int16Array) => void,
  ): Result<BenchAudio, Fault> {
    const name = `${party.kind} ${party.no}`;
    const { lines, phones } = this.state();
    const there =
      party.kind === 'far'
        ? lines.some((line) => line.trunkNo === party.no)
        : phones.some((phone) => phone.phoneNo === party.no);
    if (!there) return failed(refusal(name, 'there is no such party', 'choose one of the bench'));
    if (this.#headsets.has(name)) return failed(refusal(name, 'another headset is there', 'close it first'));
    const headset = new Headset({
      simulator: this.#options.simulator,
      clock: this.#options.clock,
      ear: earOf(party),
      onHeard,
      onClosed: () => this.#headsets.delete(name),
    });
    this.#headsets.set(name, headset);
    return ok(headset);
  }

  dispose(): void {
    this.#timer.dispose();
    for (const headset of [...this.#headsets.values()]) headset.dispose();
  }

  #tell(): void {
    for (const notice of this.#options.simulator.takeNotices()) this.#notices.emit(notice);
    const state = this.state();
    const now = withoutTime(state);
    if (now === this.#told) return;
    this.#told = now;
    this.#toldAtMs = this.#options.clock.monotonicMs();
    this.#states.emit(state);
  }
}

/** What makes two states equal: time alone is no change. */
function withoutTime(state: BenchState): string {
  return JSON.stringify([state.lines, state.phones]);
}

function earOf(party: { readonly kind: 'far' | 'phone'; readonly no: number }): BenchEar {
  return party.kind === 'far' ? { kind: 'far', trunkNo: party.no } : { kind: 'phone', phoneNo: party.no };
}

function refusal(name: string, now: string, next: string): Fault {
  return { kind: 'operational', code: 'bench/refused', tried: `put a headset to ${name}`, now, next };
}
