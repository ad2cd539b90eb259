/*
 * What it does: the constants of voice detection and level control. "Measured" means: found with
 * the speech of `npm run conformance -- voice`.
 */
#pragma once
#include <cstddef>
#include <cstdint>

#include "../level.hpp"

namespace trunkline::dsp {

/** Samples of a tick: 10 ms. */
constexpr size_t kVoiceTick = 80;

/** Powers are mean squares. */
struct VoiceConstants {
  explicit VoiceConstants(double target_dbm0 = -18.0)
      : target_power(static_cast<float>(power_of(target_dbm0)) * kSpokenShare) {}
  /** Ticks that count as spoken reach into pauses: their mean is a little under that of utterances.
   * So aimed, the active level (P.56) is 0.3 dB under the target, that of loud frames 0.9 over it.
   */
  static constexpr float kSpokenShare = 0.96F;

  // voice detection; measured
  float over_floor = 2.8F;  // 4.5 dB; a tick of noise reaches 3 dB over the floor
  float floor_fall = 0.25F, first_fall = 0.6F, rise_in_pause = 1.002F, rise_in_speech = 1.0006F;
  float over_least = 1.3F;   // the quietest of 160 ticks of noise is 1.5 dB under its mean
  float early_range = 6.0F;  // 8 dB: ticks of noise differ by up to 6 dB, of speech by 20
  float short_hold = 7.0F, long_hold = 11.0F, long_ticks = 25.0F;
  float least_speech = static_cast<float>(power_of(-52.0));
  float least_floor = static_cast<float>(power_of(-75.0));
  float most_first_floor = static_cast<float>(power_of(-29.0));
  // level control
  float target_power;
  float least_gain = 0.0631F, most_gain = 15.85F;           // -24 and +24 dB
  float loudness_share = 0.007F;                            // 1.4 s of speech
  float far_below = 10.0F, most_soft_ticks = 49.5F;         // 10 dB; half a second
  float up = 1.0069F, first_up = 1.148F, down = 0.94F;      // 6, 120 and 54 dB a second of speech
  float pause_power = static_cast<float>(power_of(-52.0));  // the floor lies a dB under the noise
  float most_peak = 30000.0F;
};

}  // namespace trunkline::dsp
