/*
 * What it does: says which digit a window of 20 ms holds, if any.
 *
 * How it works: Hann-windowed Fourier sums at the two frequencies that the screen found strongest.
 * They must together have nearly all power of the window, be within the limits of level and twist,
 * and be in tune: the turn of phase since the window one hop earlier tells the frequency to a few
 * hertz, and corrects what the window's slope takes from a tone that is off.
 *
 * How to use it: one for all channels (constant tables); the samples of the DtmfFront, at half the
 * rate. The caller keeps the sums of one window for the next.
 */
#pragma once
#include <array>
#include <cstddef>

#include "../simd/isa.hpp"
#include "dtmf_limits.hpp"

namespace trunkline::dsp {

/** A digit that a window holds. */
struct DtmfJudgement {
  char digit = 0;                 // 0: none
  size_t place = 0;               // in kDtmfDigits
  float low = 0.0F, high = 0.0F;  // power of its tones
};

class DtmfJudge {
 public:
  static constexpr size_t kSamples = kDtmfHalfWindow + kDtmfHalfHop;
  explicit DtmfJudge(const DtmfLimits &limits = {}, Isa isa = best_isa());

  struct Sum {
    float re = 0.0F, im = 0.0F;
    float norm() const { return re * re + im * im; }
  };
  /** What a window leaves for the next: its sums at that place. */
  struct Before {
    static constexpr size_t kNone = 16;
    size_t place = kNone;
    Sum low, high;
  };
  using Samples = std::array<float, kSamples>;
  /**
   * The window is the last 80 of the samples; the 20 before it are for the phase. `place` of
   * kDtmfDigits is the pair that the screen found strongest.
   */
  DtmfJudgement digit_of(const Samples &samples, size_t place, Before &before) const;

 private:
  struct Tone {
    float power = 0.0F, offset_hz = 0.0F;
  };
  Sum sum_of(size_t frequency, const float *window) const;
  Tone tone_of(size_t frequency, const Sum &now, const Sum &before) const;

  float (*dot_)(const float *, const float *);  // the same bits at every instruction set
  float min_power_, min_share_, max_high_over_low_, max_low_over_high_, max_offset_;
  using Window = std::array<float, kDtmfHalfWindow>;
  std::array<Window, kDtmfHz.size()> cos_{}, sin_{};
  std::array<Sum, kDtmfHz.size()> turn_{};  // of a hop
  Window weights_{};                        // the root of the Hann window, the sum of squares 1
};

}  // namespace trunkline::dsp
