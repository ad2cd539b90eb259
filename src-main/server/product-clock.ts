import { RealClock, SteppedClock, type Clock } from '../foundation/clock.ts';

/** Where the server's randomness and time come from: life, or a seed and steps. */
export interface ProductTime {
  /** Time of calls. */
  readonly callClock: Clock;
  /** The same clock, when it is stepped. */
  readonly stepped: SteppedClock | undefined;
  /** Time of people, sockets and disks. */
  readonly wallClock: Clock;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** Stepped time begins at the present moment of life, so that its calls stand in the list where one looks. */
export function productTime(kind: 'real' | 'stepped', seed: number): ProductTime {
  const wallClock = new RealClock();
  if (kind === 'real') return { callClock: wallClock, stepped: undefined, wallClock, random: Math.random };
  const stepped = new SteppedClock(wallClock.nowMs());
  return { callClock: stepped, stepped, wallClock, random: seededRandom(seed) };
}

/** Mulberry32, public domain: 32 bits of state, good enough to choose trunks. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
