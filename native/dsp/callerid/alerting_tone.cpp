#include "alerting_tone.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr uint32_t kHopMs = 5, kSamplesPerMs = 8;
constexpr double kLeastDbm0 = -38.0;  // each tone; GR-30-CORE: -32 must be heard
constexpr double kMostTwistDb = 7.0;  // GR-30-CORE: 6 must be accepted
constexpr float kLeastShare = 0.7F;   // measured: 0.9 and more at 15 dB of noise
/** 0.5 % of 2750 Hz are 14 Hz; noise of 15 dB turns the phase by as much again. */
constexpr double kMostOffsetHz = 30.0;
/** CAS lasts 75 to 85 ms, DT-AS 90 to 110; a window reaches beyond the tone or does not. */
constexpr uint32_t kLeastMs = 60, kMostMs = 130;
constexpr uint32_t kBridgedWindows = 2;
/** The first and last window that count are covered by three quarters. */
constexpr uint32_t kUnseenMs = 3;

}  // namespace

AlertingToneDetector::AlertingToneDetector() {
  const std::array<double, 2> frequencies_hz = {kAlertLowHz, kAlertHighHz};
  for (size_t t = 0; t < tones_.size(); t++) {
    const double turn = 2.0 * kPi * frequencies_hz[t] / kSampleRateHz;
    for (size_t n = 0; n < kHop; n++) {
      tones_[t].cosine[n] = static_cast<float>(std::cos(turn * static_cast<double>(n)));
      tones_[t].sine[n] = static_cast<float>(std::sin(turn * static_cast<double>(n)));
    }
    tones_[t].turn_re = static_cast<float>(std::cos(turn * kHop));
    tones_[t].turn_im = static_cast<float>(std::sin(turn * kHop));
    tones_[t].gain = static_cast<float>(2.0 * std::sin(turn));
  }
}

void AlertingToneDetector::reset() {
  fill_ = 0;
  one_ago_ = two_ago_ = 0.0F;
  last_ = {};
  windows_ = missed_ = 0;
}

uint32_t AlertingToneDetector::feed(std::span<const int16_t> frame) {
  uint32_t heard_ms = 0;
  for (const int16_t sample : frame) {
    hop_[fill_++] = static_cast<float>(sample) - two_ago_;
    two_ago_ = one_ago_;
    one_ago_ = sample;
    if (fill_ < kHop) continue;
    fill_ = 0;
    const Half half = measure();
    heard_ms = std::max(heard_ms, take_window(holds_alert(last_, half)));
    last_ = half;
  }
  return heard_ms;
}

AlertingToneDetector::Half AlertingToneDetector::measure() const {
  Half half;
  for (size_t t = 0; t < tones_.size(); t++) {
    for (size_t n = 0; n < kHop; n++) {
      half.re[t] += hop_[n] * tones_[t].cosine[n];
      half.im[t] -= hop_[n] * tones_[t].sine[n];
    }
  }
  for (const float sample : hop_) half.power += sample * sample;
  return half;
}

bool AlertingToneDetector::holds_alert(const Half &older, const Half &newer) const {
  constexpr float kWindow = 2.0F * kHop;
  std::array<float, 2> behind_filter{}, powers{};
  for (size_t t = 0; t < tones_.size(); t++) {
    const Tone &tone = tones_[t];
    // The newer half turned back by what the tone turns in a hop: then both have one phase.
    const float re = newer.re[t] * tone.turn_re + newer.im[t] * tone.turn_im;
    const float im = newer.im[t] * tone.turn_re - newer.re[t] * tone.turn_im;
    const float turn =
        std::atan2(im * older.re[t] - re * older.im[t], re * older.re[t] + im * older.im[t]);
    constexpr auto kMostTurn = static_cast<float>(2.0 * kPi * kMostOffsetHz * kHop / kSampleRateHz);
    if (std::abs(turn) > kMostTurn) return false;
    const float sum_re = older.re[t] + re, sum_im = older.im[t] + im;
    behind_filter[t] = (sum_re * sum_re + sum_im * sum_im) * 2.0F / (kWindow * kWindow);
    powers[t] = behind_filter[t] / (tone.gain * tone.gain);
  }
  const auto least = static_cast<float>(power_of(kLeastDbm0));
  const auto most_ratio = static_cast<float>(std::pow(10.0, kMostTwistDb / 10.0));
  const float total = (older.power + newer.power) / kWindow;
  return std::min(powers[0], powers[1]) >= least && powers[0] <= powers[1] * most_ratio &&
         powers[1] <= powers[0] * most_ratio &&
         behind_filter[0] + behind_filter[1] >= total * kLeastShare;
}

uint32_t AlertingToneDetector::take_window(bool holds) {
  if (holds) {
    windows_ += windows_ > 0 ? missed_ + 1 : 1;
    missed_ = 0;
    return 0;
  }
  if (windows_ == 0 || ++missed_ <= kBridgedWindows) return 0;
  const uint32_t lasted_ms = windows_ * kHopMs + kUnseenMs;
  windows_ = missed_ = 0;
  return lasted_ms >= kLeastMs && lasted_ms <= kMostMs ? lasted_ms : 0;
}

void AlertingToneGenerator::begin(uint32_t duration_ms, double level_dbm0) {
  low_ = Oscillator(kAlertLowHz, level_dbm0);
  high_ = Oscillator(kAlertHighHz, level_dbm0);
  left_ = duration_ms * kSamplesPerMs;
}

size_t AlertingToneGenerator::fill(std::span<int16_t> frame) {
  size_t written = 0;
  for (; written < frame.size() && left_ > 0; written++, left_--) {
    frame[written] = saturate(std::nearbyint(low_.next() + high_.next()));
  }
  return written;
}

}  // namespace trunkline::dsp
