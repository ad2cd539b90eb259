/*
 * What it does: makes a signalling tone: up to eight steps of one or two frequencies or silence,
 * over and over, or one without end.
 *
 * How it works: a pair of oscillators a step; 2 ms of ramp at both ends of a step that sounds keep
 * the clicks down.
 *
 * How to use it: construct with a shape, fill() frames.
 */
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "../oscillator.hpp"

namespace trunkline::dsp {

struct ToneShape {
  struct Step {
    double first_hz = 0.0, second_hz = 0.0;  // both 0: silence
    uint32_t ms = 0;
  };
  double level_dbm0 = -10.0;  // of each frequency; YDN: -10 +-3 dBm0 in China
  std::array<Step, 8> steps{};
  size_t step_count = 0;
  bool is_continuous = false;  // the first step without end
};

/** One tone, with a pause when off_ms is not 0. */
inline ToneShape simple_tone(double first_hz, double second_hz, double level_dbm0,
                             uint32_t on_ms = 0, uint32_t off_ms = 0) {
  ToneShape shape;
  shape.level_dbm0 = level_dbm0;
  shape.steps[0] = {first_hz, second_hz, on_ms};
  shape.steps[1] = {0.0, 0.0, off_ms};
  shape.is_continuous = off_ms == 0;
  shape.step_count = shape.is_continuous ? 1 : 2;
  return shape;
}

class ToneGenerator {
 public:
  ToneGenerator() = default;
  explicit ToneGenerator(const ToneShape &shape) : shape_(shape) {
    for (size_t s = 0; s < shape.step_count; s++) {
      const auto oscillator = [&](double hz) {
        return hz > 0.0 ? Oscillator(hz, shape.level_dbm0) : Oscillator();
      };
      first_[s] = oscillator(shape.steps[s].first_hz);
      second_[s] = oscillator(shape.steps[s].second_hz);
    }
  }

  void fill(std::span<int16_t> frame) {
    for (int16_t &sample : frame) {
      const float tone =
          shape_.step_count == 0 ? 0.0F : first_[step_].next() + second_[step_].next();
      sample = saturate(std::nearbyint(tone * ramp()));
      advance();
    }
  }

 private:
  static constexpr uint32_t kSamplesPerMs = 8, kRampSamples = 16;

  float ramp() const {
    const uint32_t length = shape_.steps[step_].ms * kSamplesPerMs;
    const uint32_t from_end = shape_.is_continuous || length < at_ ? kRampSamples : length - at_;
    const uint32_t to_edge = std::min(at_ + 1, from_end);
    return to_edge >= kRampSamples ? 1.0F : static_cast<float>(to_edge) / kRampSamples;
  }
  void advance() {
    at_++;
    if (shape_.is_continuous) {
      at_ = std::min(at_, kRampSamples);
      return;
    }
    if (shape_.step_count == 0 || at_ < shape_.steps[step_].ms * kSamplesPerMs) return;
    at_ = 0;
    step_ = (step_ + 1) % shape_.step_count;
  }

  ToneShape shape_;
  std::array<Oscillator, 8> first_, second_;
  size_t step_ = 0;
  uint32_t at_ = 0;
};

}  // namespace trunkline::dsp
