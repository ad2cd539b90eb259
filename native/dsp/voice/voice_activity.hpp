/*
 * What it does: tells speech from the pauses between, by energy.
 *
 * How it works: the noise floor follows the quietest recent frames, down at once and up slowly; a
 * frame is active 9 dB above it. Three active frames begin speech, 200 ms without one end it.
 *
 * How to use it: one a signal; feed() each frame, then speaking() and how long it has been so.
 */
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>

#include "../level.hpp"

namespace trunkline::dsp {

class VoiceActivity {
 public:
  /** min_level_dbm0: nothing weaker is speech, however quiet the line. */
  explicit VoiceActivity(double min_level_dbm0 = -42.0)
      : min_power_(static_cast<float>(power_of(min_level_dbm0))) {}

  void feed(std::span<const int16_t> frame) {
    float sum = 0.0F;
    for (const int16_t sample : frame) {
      sum += static_cast<float>(sample) * static_cast<float>(sample);
    }
    power_ = frame.empty() ? 0.0F : sum / static_cast<float>(frame.size());
    const auto samples = static_cast<uint32_t>(frame.size());
    const bool active = power_ > std::max(min_power_, floor_ * kOverFloor);
    follow_floor(active);
    active_samples_ = active ? active_samples_ + samples : 0;
    quiet_samples_ = active ? 0 : quiet_samples_ + samples;
    const bool was = speaking_;
    if (active_samples_ >= kBeginSamples) speaking_ = true;
    if (quiet_samples_ >= kEndSamples) speaking_ = false;
    state_samples_ = speaking_ == was ? state_samples_ + samples : samples;
  }

  bool speaking() const { return speaking_; }
  /** Milliseconds since speech began, or ended. */
  uint32_t state_ms() const { return state_samples_ / 8; }
  /** Mean square of the last frame. */
  float power() const { return power_; }
  void reset() { *this = VoiceActivity(level_of(min_power_)); }

 private:
  static constexpr float kOverFloor = 8.0F;       // 9 dB
  static constexpr float kRisePerFrame = 1.004F;  // 1.7 dB a second of 10 ms frames
  static constexpr uint32_t kBeginSamples = 240;  // 30 ms
  static constexpr uint32_t kEndSamples = 1600;   // 200 ms

  void follow_floor(bool active) {
    const float rising = std::max(1.0F, floor_ * (active ? 1.0005F : kRisePerFrame));
    floor_ = std::min(std::max(power_, 1.0F), rising);
  }

  float min_power_;
  float floor_ = 1.0F, power_ = 0.0F;
  uint32_t active_samples_ = 0, quiet_samples_ = 0, state_samples_ = 0;
  bool speaking_ = false;
};

}  // namespace trunkline::dsp
