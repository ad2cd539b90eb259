import type { BenchAudio } from '../../src-main/api/ports.ts';
import type { BenchAction, VoiceSource } from '../../src-main/contract/bench.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import { setPeriodic } from '../../src-main/foundation/clock.ts';
import type { Clock } from '../../src-main/foundation/clock.ts';
import type { BenchEar, Simulator } from './simulator.ts';

/** 20 ms at 8 kHz. */
const BLOCK_SAMPLES = 160;
const BLOCK_MS = 20;

export interface HeadsetOptions {
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly ear: BenchEar;
  /** Gets blocks of exactly 160 samples. */
  readonly onHeard: (samples: Int16Array) => void;
  readonly onClosed: () => void;
}

/**
 * A tester's headset at one party. What the party hears comes in 20 ms blocks; what is fed is what it says. The first
 * block that is fed makes the party's voice live, closing makes it silent again.
 */
export class Headset implements BenchAudio {
  readonly #options: HeadsetOptions;
  readonly #timer: Disposable;
  #rest = new Int16Array(0);
  #live = false;
  #open = true;

  constructor(options: HeadsetOptions) {
    this.#options = options;
    options.simulator.hear(options.ear); // the ear listens from its first call on
    this.#timer = setPeriodic(options.clock, BLOCK_MS, () => this.#hear());
  }

  feed(samples: Int16Array): void {
    if (!this.#open) return;
    if (!this.#live) this.#live = this.#options.simulator.act(this.#speak({ kind: 'live' })).ok;
    this.#options.simulator.feed(this.#options.ear, samples);
  }

  dispose(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#timer.dispose();
    if (this.#live) this.#options.simulator.act(this.#speak({ kind: 'silence' }));
    this.#options.onClosed();
  }

  #hear(): void {
    const heard = this.#options.simulator.hear(this.#options.ear);
    const all = new Int16Array(this.#rest.length + heard.length);
    all.set(this.#rest);
    all.set(heard, this.#rest.length);
    let at = 0;
    for (; at + BLOCK_SAMPLES <= all.length; at += BLOCK_SAMPLES) {
      this.#options.onHeard(all.slice(at, at + BLOCK_SAMPLES));
    }
    this.#rest = all.slice(at);
  }

  #speak(voice: VoiceSource): BenchAction {
    const { ear } = this.#options;
    return ear.kind === 'far'
      ? { do: 'farSpeak', trunkNo: ear.trunkNo, voice }
      : { do: 'speak', phoneNo: ear.phoneNo, voice };
  }
}
