#include "dtmf_judge.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"
#include "dtmf_kernel.hpp"

namespace trunkline::dsp {
namespace {

constexpr size_t kAtOnce = 16;
/** Dial tones lie at 350 Hz and from 425 to 450 Hz (Q.35 and its national forms). */
constexpr std::array<float, 2> kDialHz = {350.0F, 437.5F};
/** Of what lies under the tones, what a dial tone has for itself; 350 + 440 Hz beat in a window. */
constexpr float kDialShare = 0.8F;

float weighted_power(const float *samples, const float *weights) {
  std::array<float, kAtOnce> sums{};
  for (size_t n = 0; n < kDtmfWindow; n += kAtOnce) {
    for (size_t k = 0; k < kAtOnce; k++) {
      sums[k] += samples[n + k] * samples[n + k] * weights[n + k];
    }
  }
  float all = 0.0F;
  for (const float sum : sums) all += sum;
  return all;
}

}  // namespace

DtmfJudge::DtmfJudge(const DtmfLimits &limits, Isa isa)
    : limits_(limits),
      dot_(dtmf_kernel(isa).dot),
      min_power_(static_cast<float>(power_of(limits.min_level_dbm0)) * limits.min_share),
      max_high_over_low_(std::pow(10.0F, limits.max_high_over_low_db / 10.0F)),
      max_low_over_high_(std::pow(10.0F, limits.max_low_over_high_db / 10.0F)) {
  for (size_t n = 0; n < kDtmfWindow; n++) {
    const double at = static_cast<double>(n) + 0.5;
    const double weight = (1.0 - std::cos(2.0 * kPi * at / kDtmfWindow)) / kDtmfWindow;
    weights_[n] = static_cast<float>(weight);
    for (size_t k = 0; k < kSums; k++) {
      const double turn = 2.0 * kPi * frequency_hz(k) * static_cast<double>(n) / kSampleRateHz;
      cos_[k][n] = static_cast<float>(weight * std::cos(turn));
      sin_[k][n] = static_cast<float>(-weight * std::sin(turn));
    }
  }
}

float DtmfJudge::frequency_hz(size_t index) {
  return index < kDtmfHz.size() ? kDtmfHz[index] : kDialHz[index - kDtmfHz.size()];
}

DtmfJudge::Sum DtmfJudge::sum_of(size_t frequency, const float *window) const {
  return {dot_(window, cos_[frequency].data()), dot_(window, sin_[frequency].data())};
}

DtmfJudge::Judgement DtmfJudge::digit_of(const Samples &heard, size_t place) const {
  const float *const samples = heard.data();
  const float *const window = samples + kDtmfHop;
  const float total = weighted_power(window, weights_.data());
  if (total < 2.0F * min_power_) return {};
  const size_t low = place / kDtmfGroup, high = kDtmfGroup + place % kDtmfGroup;
  const Sum low_sum = sum_of(low, window), high_sum = sum_of(high, window);
  // A sine of peak A gives A / 2. Even with what the slope takes at the limit, this much is left.
  if (2.0F * (low_sum.norm() + high_sum.norm()) < total * limits_.min_share * 0.5F) return {};
  const Tone low_tone = tone_of(low, low_sum, sum_of(low, samples));
  const Tone high_tone = tone_of(high, high_sum, sum_of(high, samples));
  if (std::abs(low_tone.offset_hz) > limits_.max_offset * kDtmfHz[low]) return {};
  if (std::abs(high_tone.offset_hz) > limits_.max_offset * kDtmfHz[high]) return {};
  if (std::min(low_tone.power, high_tone.power) < min_power_) return {};
  if (high_tone.power > low_tone.power * max_high_over_low_) return {};
  if (low_tone.power > high_tone.power * max_low_over_high_) return {};
  const float tones = low_tone.power + high_tone.power;
  if (tones < total * limits_.min_share) return {};
  return {kDtmfDigits[place], tones};
}

bool DtmfJudge::is_dial_tone(const Samples &samples, const Samples &wide) const {
  const float under = weighted_power(wide.data() + kDtmfHop, weights_.data()) -
                      weighted_power(samples.data() + kDtmfHop, weights_.data());
  float dial = 0.0F;
  for (size_t k = kDtmfHz.size(); k < kSums; k++) {
    dial += tone_of(k, sum_of(k, wide.data() + kDtmfHop), sum_of(k, wide.data())).power;
  }
  return dial >= under * kDialShare;
}

bool DtmfJudge::stands_alone(const Samples &samples, char digit) const {
  const float *const window = samples.data() + kDtmfHop;
  const size_t place = kDtmfDigits.find(digit);
  const size_t low = place / kDtmfGroup, high = kDtmfGroup + place % kDtmfGroup;
  const float weaker = std::min(sum_of(low, window).norm(), sum_of(high, window).norm());
  const float most = weaker * std::pow(10.0F, limits_.third_tone_db / 10.0F);
  std::array<float, kDtmfWindow> sloped;
  for (size_t n = 0; n < sloped.size(); n++) sloped[n] = window[n] * weights_[n];
  std::array<baseline::Complex<float>, kEchoBins> bins;
  baseline::EchoTransform<float>(transform_).forward(sloped.data(), bins.data());
  // A tone of the window's slope reaches 100 Hz to both sides, and may itself be off by 2 %.
  constexpr float kReachHz = 140.0F, kBinHz = 50.0F;
  constexpr size_t kFirst = 14, kLast = 67;  // 700 to 3350 Hz
  for (size_t k = kFirst; k <= kLast; k++) {
    const float hz = kBinHz * static_cast<float>(k);
    if (std::abs(hz - kDtmfHz[low]) < kReachHz || std::abs(hz - kDtmfHz[high]) < kReachHz) continue;
    if (bins[k].re * bins[k].re + bins[k].im * bins[k].im > most) return false;
  }
  return true;
}

DtmfJudge::Tone DtmfJudge::tone_of(size_t frequency, const Sum &now, const Sum &before) const {
  const double expected = 2.0 * kPi * frequency_hz(frequency) * kDtmfHop / kSampleRateHz;
  const double turned = std::atan2(static_cast<double>(now.im * before.re - now.re * before.im),
                                   static_cast<double>(now.re * before.re + now.im * before.im));
  const double surplus = std::remainder(turned - expected, 2.0 * kPi);
  Tone tone;
  tone.offset_hz = static_cast<float>(surplus * kSampleRateHz / (2.0 * kPi * kDtmfHop));
  // Response of the Hann window x bins off its centre: sinc(x) / (1 - x^2). Correct up to 0.9 bins;
  // beyond, the sine belongs to another frequency and must not be lifted.
  const double bins =
      std::min(0.9, std::abs(static_cast<double>(tone.offset_hz)) * kDtmfWindow / kSampleRateHz);
  const double response =
      bins < 1e-6 ? 1.0 : std::sin(kPi * bins) / (kPi * bins) / (1.0 - bins * bins);
  tone.power = static_cast<float>(2.0 * static_cast<double>(now.norm()) / (response * response));
  return tone;
}

}  // namespace trunkline::dsp
