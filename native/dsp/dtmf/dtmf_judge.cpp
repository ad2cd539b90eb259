#include "dtmf_judge.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"
#include "dtmf_kernel.hpp"

namespace trunkline::dsp {
namespace {

constexpr double kHalfRateHz = kSampleRateHz / 2.0;
constexpr float kHopSeconds = static_cast<float>(kDtmfHop / kSampleRateHz);
constexpr float kBinHz = static_cast<float>(kSampleRateHz / kDtmfWindow);
constexpr float kCircle = static_cast<float>(2.0 * kPi);

}  // namespace

DtmfJudge::DtmfJudge(const DtmfLimits &limits, Isa isa)
    : dot_(dtmf_kernel(isa).dot),
      min_power_(static_cast<float>(power_of(limits.min_level_dbm0)) * limits.min_share),
      min_share_(limits.min_share),
      max_high_over_low_(std::pow(10.0F, limits.max_high_over_low_db / 10.0F)),
      max_low_over_high_(std::pow(10.0F, limits.max_low_over_high_db / 10.0F)),
      max_offset_(limits.max_offset) {
  for (size_t n = 0; n < kDtmfHalfWindow; n++) {
    const double at = (static_cast<double>(n) + 0.5) / kDtmfHalfWindow;
    const double weight = (1.0 - std::cos(2.0 * kPi * at)) / kDtmfHalfWindow;
    weights_[n] = static_cast<float>(std::sqrt(weight));
    for (size_t k = 0; k < kDtmfHz.size(); k++) {
      const double turn = 2.0 * kPi * kDtmfHz[k] * static_cast<double>(n) / kHalfRateHz;
      cos_[k][n] = static_cast<float>(weight * std::cos(turn));
      sin_[k][n] = static_cast<float>(-weight * std::sin(turn));
    }
  }
  for (size_t k = 0; k < kDtmfHz.size(); k++) {
    const double turn = 2.0 * kPi * kDtmfHz[k] * kDtmfHalfHop / kHalfRateHz;
    turn_[k] = {static_cast<float>(std::cos(turn)), static_cast<float>(std::sin(turn))};
  }
}

DtmfJudge::Sum DtmfJudge::sum_of(size_t frequency, const float *window) const {
  return {dot_(window, cos_[frequency].data()), dot_(window, sin_[frequency].data())};
}

DtmfJudgement DtmfJudge::digit_of(const Samples &samples, size_t place, Before &before) const {
  const Before was = before;
  before.place = Before::kNone;
  const float *const window = samples.data() + kDtmfHalfHop;
  Window sloped;
  for (size_t n = 0; n < sloped.size(); n++) sloped[n] = window[n] * weights_[n];
  const float total = dot_(sloped.data(), sloped.data());
  if (total < 2.0F * min_power_) return {};
  const size_t low = place / kDtmfGroup, high = kDtmfGroup + place % kDtmfGroup;
  const Sum low_sum = sum_of(low, window), high_sum = sum_of(high, window);
  before = {place, low_sum, high_sum};
  // A sine of peak A gives A / 2. Even with what the slope takes at the limit, this much is left.
  if (2.0F * (low_sum.norm() + high_sum.norm()) < total * min_share_ * 0.5F) return {};
  const bool is_known = was.place == place;
  const Sum low_before = is_known ? was.low : sum_of(low, samples.data());
  const Sum high_before = is_known ? was.high : sum_of(high, samples.data());
  const Tone low_tone = tone_of(low, low_sum, low_before);
  const Tone high_tone = tone_of(high, high_sum, high_before);
  if (std::abs(low_tone.offset_hz) > max_offset_ * kDtmfHz[low]) return {};
  if (std::abs(high_tone.offset_hz) > max_offset_ * kDtmfHz[high]) return {};
  if (std::min(low_tone.power, high_tone.power) < min_power_) return {};
  if (high_tone.power > low_tone.power * max_high_over_low_) return {};
  if (low_tone.power > high_tone.power * max_low_over_high_) return {};
  if (low_tone.power + high_tone.power < total * min_share_) return {};
  return {kDtmfDigits[place], place, low_tone.power, high_tone.power};
}

DtmfJudge::Tone DtmfJudge::tone_of(size_t frequency, const Sum &now, const Sum &before) const {
  // How far it turned, and how much farther than a tone in tune.
  const Sum turned{now.re * before.re + now.im * before.im,
                   now.im * before.re - now.re * before.im};
  const Sum in_tune = turn_[frequency];
  const float surplus = std::atan2(turned.im * in_tune.re - turned.re * in_tune.im,
                                   turned.re * in_tune.re + turned.im * in_tune.im);
  const float offset_hz = surplus / (kCircle * kHopSeconds);
  // Response of the Hann window x bins off its centre: sinc(x) / (1 - x^2). Correct up to 0.9 bins;
  // beyond, the sine belongs to another frequency and must not be lifted.
  const float bins = std::min(0.9F, std::abs(offset_hz) / kBinHz);
  const float half_turn = 0.5F * kCircle * bins;
  const float response =
      bins < 1e-3F ? 1.0F : std::sin(half_turn) / (half_turn * (1.0F - bins * bins));
  return {2.0F * now.norm() / (response * response), offset_hz};
}

}  // namespace trunkline::dsp
