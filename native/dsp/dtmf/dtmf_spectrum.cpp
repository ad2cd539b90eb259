#include "dtmf_spectrum.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

/** Of what lies under the tones, what a dial tone has for itself; 350 + 440 Hz beat in a window. */
constexpr float kDialShare = 0.75F;

}  // namespace

DtmfSpectrum::DtmfSpectrum(const DtmfLimits &limits, Isa isa)
    : spectrum_(dtmf_kernel(isa).spectrum),
      max_third_(std::pow(10.0F, limits.third_tone_db / 10.0F)),
      max_noise_(std::pow(10.0F, limits.noise_peak_db / 10.0F)),
      max_slope_(std::pow(10.0F, limits.noise_slope_db / 10.0F)),
      max_under_(limits.max_under) {
  for (size_t n = 0; n < cos_.size(); n++) {
    const double from_middle = static_cast<double>(cos_.size() - n) - 0.5;
    const double turn = 2.0 * kPi * from_middle / kSampleRateHz;
    const double weight = (1.0 + std::cos(turn * kSampleRateHz / kDtmfWindow)) / kDtmfWindow;
    for (size_t k = 0; k < kDtmfSpectrum; k++) {
      cos_[n][k] = static_cast<float>(weight * std::cos(turn * frequency_hz(k)));
      sin_[n][k] = static_cast<float>(weight * std::sin(turn * frequency_hz(k)));
    }
  }
}

double DtmfSpectrum::frequency_hz(size_t index) {
  if (index < kTones) return 200.0 + 50.0 * static_cast<double>(index);
  if (index < kOver) return 700.0 + 50.0 * static_cast<double>(index - kTones);
  return 2050.0 + 100.0 * static_cast<double>(index - kOver);
}

bool DtmfSpectrum::is_alone(const Window &raw, const DtmfJudgement &digit) const {
  std::array<float, kDtmfSpectrum> powers;
  spectrum_(raw.data(), cos_[0].data(), sin_[0].data(), powers.data());
  // A sine of peak A has the power A * A / 2; here it has A * A / 4.
  const float weaker = 0.5F * std::min(digit.low, digit.high);
  const float both = 0.5F * (digit.low + digit.high);
  const double low_hz = static_cast<double>(kDtmfHz[digit.place / kDtmfGroup]);
  const double high_hz = static_cast<double>(kDtmfHz[kDtmfGroup + digit.place % kDtmfGroup]);
  float third = 0.0F;
  for (size_t k = kTones; k < kOver; k++) {
    // A tone of the window's slope reaches 100 Hz to both sides, and may itself be off by 2 %.
    constexpr double kReachHz = 140.0;
    const double hz = frequency_hz(k);
    if (std::abs(hz - low_hz) < kReachHz || std::abs(hz - high_hz) < kReachHz) continue;
    third = std::max(third, powers[k]);
  }
  const float over = *std::max_element(powers.begin() + kOver, powers.end());
  if (std::max(third, over) > weaker * max_noise_) return false;
  if (third > weaker * max_third_ && third > over * max_slope_) return false;
  // A tone shows in three places 50 Hz apart, with half of itself again in the two beside it.
  float under = 0.0F, dial = 0.0F;
  for (size_t k = 0; k < kTones; k++) {
    under += powers[k] / 1.5F;
    if (k >= kDial && k < kDialEnd) dial += powers[k] / 1.5F;
  }
  return under <= both * max_under_ || dial >= under * kDialShare;
}

}  // namespace trunkline::dsp
