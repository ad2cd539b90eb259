/*
 * What it does: the constants of the echo canceller, each with its reason. "Measured" means: the
 * best of a few tried with speech, noise, double talk and changing paths of 14 set-ups (6 to 18 dB
 * of return loss, 0 to 46 ms of delay), as `npm run conformance -- echo` repeats them.
 */
#pragma once
#include <cstddef>
#include <cstdint>

namespace trunkline::dsp {

struct EchoConstants {
  /** The path's random walk between blocks, and how much quicker it is for each part in one of the
   * error that goes with the far end beyond what near speech has; measured with six voices: a
   * filter that is right does not follow the noise of the coding, one that is not does not stay so.
   */
  float forgetting = 0.99995F, walk_by_trend = 0.05F, trend_of_near = 0.12F;
  /** Doubt about every bin of every partition at the beginning: |H|^2 of a bad hybrid, 6 dB. */
  float first_doubt = 0.25F;
  float least_doubt = 1e-7F;
  /** After a change of the path the filter must be learnt anew. */
  float new_doubt = 0.1F;
  /** Blocks with an audible far end in which a filter is young: all its partitions are constrained
   * each time; measured: 20 dB of loss a quarter sooner. */
  float young_blocks = 100.0F;
  /** Smoothing of the error's power a block; measured. */
  float error_smoothing = 0.4F;
  /** |error|^2 of noise with an amplitude of 4: below it there is nothing to learn. */
  float least_error_power = 1280.0F;
  /** Of the trend, 10 blocks; measured with `missing_share`. */
  float trend_smoothing = 0.9F;
  /** Coherence of far end and error, averaged over the band, that means: there is echo which the
   * filter does not know. Near speech alone stays under 0.25. */
  float missing_share = 0.33F;
  float missing_blocks = 6.0F;
  /** Energies of a block (80 samples) are compared only above this: amplitude 35. */
  float audible_energy = 1e5F;
  /** Non-linear processor. What A-law's steps leave of the echo: 33 dB under it (its quantizing
   * distortion is 36 to 38 dB down). */
  float distortion_share = 5e-4F;
  float expected_decay = 0.8F;
  /** Error over expected rest that opens, and that closes after `hold_blocks`. */
  float opens_at = 8.0F, closes_at = 2.5F;
  float hold_blocks = 10.0F;
  /** Comfort noise. Its floor begins low (-65 dBm0) and rises 21 dB a second while no echo can be
   * meant, 9 dB a second else, which the pauses of speech undo; blocks under 4 times the floor are
   * noise, beside echo under twice. Measured: a line of -60 dBm0 is met within 2 dB after 3 s of an
   * echo that does not pause. */
  float first_noise = 80.0F, floor_rise = 1.05F, slow_rise = 1.02F;
  float noise_over_floor = 4.0F, noise_beside_echo = 2.0F, noise_smoothing = 0.05F;
  /** Tone disabler, G.168, 7: 2100 +-21 Hz from -31 dBm0; gives way until both sides are under -36
   * dBm0 for 250 ms. Power of a block's mean square. */
  float tone_power = 1.0e5F, released_power = 3.1e4F;
};

}  // namespace trunkline::dsp
