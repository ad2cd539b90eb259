import { setPeriodic, type Clock, type Disposable } from '../transport/foundation.ts';

/** Two soft notes every 2 s, made on the spot so that no file has to be fetched. */
const NOTES_HZ = [659.3, 880] as const;
const PERIOD_MS = 2000;
const NOTE_S = 0.28;
const LOUDNESS = 0.16;

export class Ringer {
  readonly #clock: Clock;
  #context: AudioContext | undefined;
  #repeat: Disposable | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(): void {
    this.stop();
    this.#chime();
    this.#repeat = setPeriodic(this.#clock, PERIOD_MS, () => this.#chime());
  }

  stop(): void {
    this.#repeat?.dispose();
    this.#repeat = undefined;
  }

  /** Before the first click of its user a page may be silent by the browser's rule; then nothing is heard. */
  #chime(): void {
    const context = (this.#context ??= new AudioContext());
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    NOTES_HZ.forEach((hz, index) => playNote(context, hz, context.currentTime + index * NOTE_S));
  }
}

function playNote(context: AudioContext, hz: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency: hz, type: 'sine' });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 1.6);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_S * 1.6);
}
