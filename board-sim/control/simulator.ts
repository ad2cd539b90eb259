import type { BenchAction, BenchNotice, BenchState } from '../../src-main/contract/bench.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import type { Result } from '../../src-main/foundation/result.ts';

/**
 * Steers one simulated board from outside, as the public network and the people at the phones would. It
 * attaches by name to a board that the engine has opened in the same process; product code cannot reach it.
 */
export interface Simulator {
  /** Carries out one action; refused when the world is not in a state for it. */
  act(action: BenchAction): Result<void, Fault>;
  state(): BenchState;
  /** Notices since the last call, in order; at most the last 10 000 are kept. */
  takeNotices(): readonly BenchNotice[];
  /**
   * What an ear hears, as PCM16 8 kHz, since the last call of the same ear; at most 2 s are kept. The ear
   * listens from its first call on.
   */
  hear(ear: BenchEar): Int16Array;
  /** Feeds the mouth of a party whose voice source is 'live'; at most 2 s are kept. */
  feed(ear: BenchEar, samples: Int16Array): void;
  detach(): void;
}

/** A party of the simulated world. */
export type BenchEar =
  { readonly kind: 'far'; readonly trunkNo: number } | { readonly kind: 'phone'; readonly phoneNo: number };
