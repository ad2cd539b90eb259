/*
 * What it does: says whether a window of 20 ms that looks like a digit holds anything else: a
 * talker's other harmonics, or what lies under the tones and is no dial tone.
 *
 * How it works: Hann-windowed powers at 32 frequencies of the whole telephone band, as it came.
 *
 * How to use it: costs as much as several windows: for the moment when a digit begins.
 */
#pragma once
#include <array>
#include <cstddef>

#include "dtmf_judge.hpp"
#include "dtmf_kernel.hpp"

namespace trunkline::dsp {

class DtmfSpectrum {
 public:
  explicit DtmfSpectrum(const DtmfLimits &limits = {}, Isa isa = best_isa());

  using Window = std::array<float, kDtmfWindow>;
  /** Whether that digit's window holds little else. */
  bool is_alone(const Window &raw, const DtmfJudgement &digit) const;

 private:
  static constexpr size_t kFrequencies = 32;
  static constexpr size_t kUnder = 8;  // 200, 250 .. 550 Hz, where dial tones lie
  static constexpr size_t kDial350 = 3, kDial437 = 8, kOver = 9;  // then 700, 800 .. 2900 Hz
  static double frequency_hz(size_t index);

  void (*spectrum_)(const float *, const float *, const float *, float *);
  float max_third_, max_under_;
  /** Hann-weighted, the time counted from the window's middle. */
  std::array<std::array<float, kFrequencies>, kDtmfWindow / 2> cos_{}, sin_{};
};

}  // namespace trunkline::dsp
