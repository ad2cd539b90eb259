/*
 * What it does: says whether a window of 20 ms that looks like a digit holds anything else: a
 * talker's other harmonics, or what lies under the tones and is no dial tone.
 *
 * How it works: Hann-windowed powers at 48 frequencies of the whole telephone band.
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
  // Under the tones 200, 250 .. 550 Hz. Dial tones lie between 350 Hz and 480 Hz (Q.35 and its
  // national forms).
  static constexpr size_t kDial = 3, kDialEnd = 7;
  static constexpr size_t kTones = 8;  // 700, 750 .. 1950 Hz
  static constexpr size_t kOver = 34;  // 2050, 2150 .. 3350 Hz
  static double frequency_hz(size_t index);

  void (*spectrum_)(const float *, const float *, const float *, float *);
  float max_third_, max_noise_, max_slope_, max_under_;
  /** Hann-weighted, the time counted from the window's middle. */
  std::array<std::array<float, kDtmfSpectrum>, kDtmfWindow / 2> cos_{}, sin_{};
};

}  // namespace trunkline::dsp
