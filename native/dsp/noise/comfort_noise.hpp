/*
 * What it does: noise that stands for a line or a room where silence would sound like a dead line.
 *
 * How it works: random numbers through one pole: their tilt. 0 is white; 0.875 has the spectrum of
 * a room (Hoth, IEEE 269) within 0.6 dB from 160 to 3150 Hz. Both can be learnt from what a line
 * sounds like when nobody speaks. A new level is reached within a frame, without a step.
 *
 * How to use it: set_level(), set_tilt(), or learn() frames of background; fill() frames. The same
 * seed gives the same noise. Nothing is allocated.
 */
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "../level.hpp"

namespace trunkline::dsp {

class ComfortNoise {
 public:
  static constexpr float kWhite = 0.0F, kRoom = 0.875F;

  explicit ComfortNoise(uint32_t seed = 1) : seed_(seed) {}

  /** Of its power, -90 to -10 dBm0. */
  void set_level(double dbm0) {
    wanted_ = static_cast<float>(std::sqrt(power_of(std::clamp(dbm0, -90.0, -10.0))));
  }
  void set_tilt(float tilt) { tilt_ = std::clamp(tilt, -0.95F, 0.95F); }
  /** Of a frame in which nobody speaks; about ten make it sound like the line. */
  void learn(std::span<const int16_t> frame) {
    float energy = 1.0F, neighbours = 0.0F;
    for (size_t n = 0; n < frame.size(); n++) {
      const auto sample = static_cast<float>(frame[n]);
      energy += sample * sample;
      if (n > 0) neighbours += sample * static_cast<float>(frame[n - 1]);
    }
    const float rms = std::sqrt(energy / static_cast<float>(std::max<size_t>(frame.size(), 1)));
    const float rate = frames_ < kLearns ? 1.0F / static_cast<float>(++frames_) : 1.0F / kLearns;
    wanted_ += (rms - wanted_) * rate;
    set_tilt(tilt_ + (neighbours / energy - tilt_) * rate);
  }
  void fill(std::span<int16_t> frame) {
    const float step = (wanted_ - rms_) / static_cast<float>(std::max<size_t>(frame.size(), 1));
    const float fresh = std::sqrt(1.0F - tilt_ * tilt_);
    for (int16_t &sample : frame) {
      rms_ += step;
      last_ = last_ * tilt_ + white() * fresh;
      sample = saturate(std::nearbyint(last_ * rms_));
    }
    rms_ = wanted_;
  }

 private:
  static constexpr uint32_t kLearns = 16;
  /** Power one: numbers spread evenly from -1 to 1 have a third. */
  float white() {
    seed_ = seed_ * 1664525U + 1013904223U;
    return static_cast<float>(static_cast<int32_t>(seed_)) * (1.7320508F / 2147483648.0F);
  }

  uint32_t seed_, frames_ = 0;
  float rms_ = 0.0F, wanted_ = 0.0F, tilt_ = kWhite, last_ = 0.0F;
};

}  // namespace trunkline::dsp
