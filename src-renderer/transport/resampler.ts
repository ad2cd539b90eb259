/** Zero crossings of the kernel on each side; 16 keep images below -60 dB for telephone speech. */
const ZERO_CROSSINGS = 16;
/** Share of the lower Nyquist rate that passes; the rest is the filter's slope. */
const PASS = 0.94;

/**
 * Changes the rate of a stream of samples by windowed-sinc interpolation. Give it the samples as they come;
 * it keeps what it needs of the past. Delay: `ZERO_CROSSINGS` samples of the lower rate.
 */
export class StreamResampler {
  readonly #step: number;
  readonly #cutoff: number;
  readonly #reach: number;
  #kept: Float32Array;
  /** Position of the next output in the kept samples. */
  #at: number;

  constructor(fromHz: number, toHz: number) {
    this.#step = fromHz / toHz;
    this.#cutoff = PASS * Math.min(1, toHz / fromHz);
    this.#reach = Math.ceil(ZERO_CROSSINGS / Math.min(1, toHz / fromHz));
    this.#kept = new Float32Array(this.#reach);
    this.#at = this.#reach;
  }

  push(samples: Float32Array): Float32Array {
    const all = new Float32Array(this.#kept.length + samples.length);
    all.set(this.#kept);
    all.set(samples, this.#kept.length);
    const made: number[] = [];
    while (this.#at + this.#reach < all.length) {
      made.push(this.#sampleAt(all, this.#at));
      this.#at += this.#step;
    }
    const drop = Math.max(0, Math.floor(this.#at) - this.#reach);
    this.#kept = all.slice(drop);
    this.#at -= drop;
    return Float32Array.from(made);
  }

  #sampleAt(samples: Float32Array, at: number): number {
    const first = Math.floor(at) - this.#reach + 1;
    let sum = 0;
    for (let index = Math.max(0, first); index <= Math.floor(at) + this.#reach; index += 1) {
      const sample = samples[index];
      if (sample !== undefined) sum += sample * this.#kernel(at - index);
    }
    return sum;
  }

  /** Sinc of the cut-off frequency under a Hann window. */
  #kernel(distance: number): number {
    const reach = this.#reach;
    if (Math.abs(distance) >= reach) return 0;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
    const angle = Math.PI * distance * this.#cutoff;
    return this.#cutoff * window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  }
}
