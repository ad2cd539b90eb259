#include "tone_detector.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr size_t kWindow = 240, kHop = 80;
constexpr double kCutHz = 200.0;
constexpr float kMinShare = 0.7F;          // of all power, for a tone to count: 4 dB over the noise
constexpr float kMinMemberShare = 0.1F;    // of two tones, the weaker one
constexpr float kMaxOffsetHz = 32.0F;      // GB 3380: 450 +-25 Hz
constexpr float kMaxPairOffsetHz = 38.0F;  // tones of a pair lie 40 Hz apart at least
constexpr float kEdge = 0.25F;             // half the amplitude
constexpr double kMinLevelDbm0 = -42.0;
constexpr uint32_t kReferenceWindows = 600;  // 6 s: longer than the pause of any ringback

size_t index_in(const std::vector<float> &frequencies_hz, float hz) {
  const auto at = std::find(frequencies_hz.begin(), frequencies_hz.end(), hz);
  return static_cast<size_t>(at - frequencies_hz.begin());
}

}  // namespace

std::vector<float> ToneTables::distinct(std::span<const ToneFrequencies> tones) {
  std::vector<float> all;
  for (const ToneFrequencies &tone : tones) {
    for (const float hz : {tone.first_hz, tone.second_hz}) {
      if (hz > 0.0F && index_in(all, hz) == all.size()) all.push_back(hz);
    }
  }
  return all;
}

ToneTables::ToneTables(std::span<const ToneFrequencies> tones)
    : frequencies_hz_(distinct(tones)), bank_(frequencies_hz_, kWindow, kHop) {
  for (const ToneFrequencies &tone : tones) {
    const size_t first = index_in(frequencies_hz_, tone.first_hz);
    tones_.push_back(
        {first, tone.second_hz > 0.0F ? index_in(frequencies_hz_, tone.second_hz) : first});
  }
}

ToneDetector::ToneDetector(const ToneTables &tables)
    : tables_(&tables),
      high_pass_(kCutHz),
      bank_(tables.bank_, static_cast<float>(power_of(kMinLevelDbm0))) {}

void ToneDetector::reset() {
  high_pass_.reset();
  bank_.reset();
  hop_fill_ = 0;
  reference_ = 0.0F;
  windows_without_ = 0;
}

ToneReadings ToneDetector::feed(std::span<const int16_t> frame) {
  ToneReadings readings;
  for (const int16_t sample : frame) {
    hop_[hop_fill_++] = high_pass_.step(sample);
    if (hop_fill_ < kHop) continue;
    hop_fill_ = 0;
    bank_.push(hop_);
    if (readings.count < readings.list.size()) readings.list[readings.count++] = read_window();
  }
  return readings;
}

ToneReading ToneDetector::read_window() {
  const auto min_power = static_cast<float>(power_of(kMinLevelDbm0));
  const float total = bank_.total();
  if (++windows_without_ > kReferenceWindows) reference_ = 0.0F;
  if (total < min_power || total < reference_ * kEdge) return {kQuiet, total};
  const int tone = loudest_tone();
  if (tone < 0) return {kOtherSound, total};
  const float power = tone_power(static_cast<size_t>(tone));
  // A fresh, weaker tone takes over only when the old one has been silent for a while.
  reference_ = windows_without_ > 1 && power < reference_ ? power : std::max(reference_, power);
  windows_without_ = 0;
  return {tone, total};
}

int ToneDetector::loudest_tone() const {
  int best = kOtherSound;
  float best_power = bank_.total() * kMinShare;
  for (size_t t = 0; t < tables_->tones_.size(); t++) {
    const float power = tone_power(t);
    if (power <= best_power) continue;
    best_power = power;
    best = static_cast<int>(t);
  }
  return best;
}

float ToneDetector::tone_power(size_t tone) const {
  const auto [first, second] = tables_->tones_[tone];
  if (first == second) {
    return std::abs(bank_.offset_hz(first)) <= kMaxOffsetHz ? bank_.power(first) : 0.0F;
  }
  const float sum = bank_.power(first) + bank_.power(second);
  const float weaker = std::min(bank_.power(first), bank_.power(second));
  // One tone alone shows in its neighbour's place too, but at its own frequency.
  const float farther =
      std::max(std::abs(bank_.offset_hz(first)), std::abs(bank_.offset_hz(second)));
  if (farther > kMaxPairOffsetHz) return 0.0F;
  return weaker >= sum * kMinMemberShare ? std::min(sum, bank_.total()) : 0.0F;
}

}  // namespace trunkline::dsp
