/*
 * What it does: says which digit a window of 20 ms holds, if any.
 *
 * How it works: Hann-windowed Fourier sums at the two frequencies that the screen found strongest.
 * They must together have nearly all power of the window, be within the limits of level and twist,
 * and be in tune: the turn of phase since the window one hop earlier tells the frequency to a few
 * hertz, and corrects what the window's slope takes from a tone that is off.
 *
 * How to use it: one for all channels (constant tables); the samples behind the DtmfFront.
 */
#pragma once
#include <array>
#include <cstddef>

#include "../echo/echo_transform.hpp"
#include "../simd/isa.hpp"
#include "dtmf_limits.hpp"

namespace trunkline::dsp {

class DtmfJudge {
 public:
  static constexpr size_t kSamples = kDtmfWindow + kDtmfHop;
  explicit DtmfJudge(const DtmfLimits &limits = {}, Isa isa = best_isa());

  using Samples = std::array<float, kSamples>;
  struct Judgement {
    char digit = 0;      // 0: none
    float tones = 0.0F;  // their power
  };
  /**
   * The window is the last 160 of the samples (over 650 Hz); the 40 before it are for the phase.
   * `place` of kDtmfDigits is the pair that the screen found strongest.
   */
  Judgement digit_of(const Samples &samples, size_t place) const;
  /** Whether so much lies between 200 and 650 Hz that it must be looked at. */
  bool is_much_under(float under, const Judgement &judgement) const {
    return under > judgement.tones * limits_.max_under;
  }
  /** Whether that is a dial tone; `wide` is what lies over 200 Hz. */
  bool is_dial_tone(const Samples &samples, const Samples &wide) const;
  /**
   * Whether nothing else in the window sticks out beside the two tones of that digit, as the other
   * harmonics of a voice do. Costs as much as several windows: for the moment when a digit begins.
   */
  bool stands_alone(const Samples &samples, char digit) const;
  const DtmfLimits &limits() const { return limits_; }

 private:
  struct Sum {
    float re = 0.0F, im = 0.0F;
    float norm() const { return re * re + im * im; }
  };
  struct Tone {
    float power = 0.0F, offset_hz = 0.0F;
  };
  Sum sum_of(size_t frequency, const float *window) const;
  Tone tone_of(size_t frequency, const Sum &now, const Sum &before) const;

  DtmfLimits limits_;
  float (*dot_)(const float *, const float *);  // the same bits at every instruction set
  float min_power_, max_high_over_low_, max_low_over_high_;
  /** The eight, then the two places of dial tones. */
  static constexpr size_t kSums = kDtmfHz.size() + 2;
  static float frequency_hz(size_t index);
  std::array<std::array<float, kDtmfWindow>, kSums> cos_{}, sin_{};
  EchoTables transform_;                      // 160 points, 50 Hz apart: a bin of the window
  std::array<float, kDtmfWindow> weights_{};  // the Hann window, its sum 1
};

}  // namespace trunkline::dsp
