import type { Disposable } from './foundation.ts';
import { StreamResampler } from './resampler.ts';

/** A party of the simulated world whose ear and mouth a tester borrows. */
export interface BenchParty {
  readonly kind: 'far' | 'phone';
  readonly no: number;
}

/** The line's rate. */
export const LINE_RATE_HZ = 8000;
/** 20 ms. */
export const BLOCK_SAMPLES = 160;

/** The tester's headset: microphone in, loudspeaker out, at the machine's own rate. */
export interface Headset extends Disposable {
  readonly rateHz: number;
  readonly hasMicrophone: boolean;
  play(samples: Float32Array): void;
}
export type OpenHeadset = (withMicrophone: boolean, onSpoken: (samples: Float32Array) => void) => Promise<Headset>;

/** A socket of binary frames; the browser's, or a fake in the tests. */
export interface AudioWire {
  send(block: Int16Array): void;
  close(): void;
}
export type OpenAudioWire = (party: BenchParty, on: { heard(block: Int16Array): void; closed(): void }) => AudioWire;

/** A joined headset; disposing hangs it up. */
export interface BenchAudio extends Disposable {
  readonly hasMicrophone: boolean;
}

export interface BenchAudioOptions {
  readonly party: BenchParty;
  readonly talk: boolean;
  readonly openHeadset: OpenHeadset;
  readonly openWire: OpenAudioWire;
  readonly onLost: () => void;
}

/**
 * Joins a headset to one party: what the party hears goes to the loudspeaker, the microphone becomes its
 * mouth in blocks of 20 ms.
 *
 *   /bench/audio ─PCM16 8 kHz▶ resample ▶ loudspeaker
 *   microphone ▶ resample ▶ 160 samples ─PCM16 8 kHz▶ /bench/audio
 */
export class BenchAudioLink implements BenchAudio {
  readonly hasMicrophone: boolean;
  readonly #headset: Headset;
  readonly #wire: AudioWire;

  static async open(options: BenchAudioOptions): Promise<BenchAudioLink> {
    let spoken: (samples: Float32Array) => void = () => undefined;
    const headset = await options.openHeadset(options.talk, (samples) => spoken(samples));
    const toSpeaker = new StreamResampler(LINE_RATE_HZ, headset.rateHz);
    const wire = options.openWire(options.party, {
      heard: (block) => headset.play(toSpeaker.push(toFloat(block))),
      closed: options.onLost,
    });
    const blocks = new BlockCutter(headset.rateHz, (block) => wire.send(block));
    spoken = (samples) => blocks.push(samples);
    return new BenchAudioLink(headset, wire);
  }

  private constructor(headset: Headset, wire: AudioWire) {
    this.#headset = headset;
    this.#wire = wire;
    this.hasMicrophone = headset.hasMicrophone;
  }

  dispose(): void {
    this.#wire.close();
    this.#headset.dispose();
  }
}

/** Resamples what is spoken to the line's rate and cuts it into whole blocks. */
export class BlockCutter {
  readonly #toLine: StreamResampler;
  readonly #onBlock: (block: Int16Array) => void;
  #rest: number[] = [];

  constructor(rateHz: number, onBlock: (block: Int16Array) => void) {
    this.#toLine = new StreamResampler(rateHz, LINE_RATE_HZ);
    this.#onBlock = onBlock;
  }

  push(samples: Float32Array): void {
    this.#rest.push(...this.#toLine.push(samples));
    while (this.#rest.length >= BLOCK_SAMPLES) {
      const block = this.#rest.slice(0, BLOCK_SAMPLES);
      this.#rest = this.#rest.slice(BLOCK_SAMPLES);
      this.#onBlock(Int16Array.from(block, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)));
    }
  }
}

function toFloat(block: Int16Array): Float32Array {
  return Float32Array.from(block, (sample) => sample / 32_768);
}
