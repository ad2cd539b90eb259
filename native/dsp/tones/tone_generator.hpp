/*
 * What it does: plays one or two frequencies in a rhythm: dial tone, busy, ringback and so on.
 *
 * How it works: two oscillators gated by a list of on and off times that starts over at its end; 2
 * ms of ramp keep clicks down. An empty list sounds without end.
 *
 * How to use it: construct, then fill() frames until it is no longer wanted.
 */
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "../oscillator.hpp"

namespace trunkline::dsp {

struct ToneShape {
  double first_hz = 450.0, second_hz = 0.0;  // 0: no second one
  double level_dbm0 = -10.0;                 // of each frequency; YDN: -10 +-3 dBm0 in China
  std::array<uint32_t, 8> steps_ms{};        // on, off, on, off ...
  size_t step_count = 0;                     // 0: continuous
};

class ToneGenerator {
 public:
  ToneGenerator() = default;
  explicit ToneGenerator(const ToneShape &shape)
      : shape_(shape),
        first_(shape.first_hz, shape.level_dbm0),
        second_(shape.second_hz > 0.0 ? Oscillator(shape.second_hz, shape.level_dbm0)
                                      : Oscillator()) {}

  void fill(std::span<int16_t> frame) {
    for (int16_t &sample : frame) {
      const float tone = first_.next() + second_.next();
      const float target = sounds() ? 1.0F : 0.0F;
      gate_ += std::clamp(target - gate_, -kRampStep, kRampStep);
      sample = saturate(tone * gate_);
      advance();
    }
  }

 private:
  static constexpr uint32_t kSamplesPerMs = 8;
  static constexpr float kRampStep = 1.0F / 16.0F;

  bool sounds() const { return shape_.step_count == 0 || step_ % 2 == 0; }
  void advance() {
    if (shape_.step_count == 0 || ++at_ < shape_.steps_ms[step_] * kSamplesPerMs) return;
    at_ = 0;
    step_ = (step_ + 1) % shape_.step_count;
  }

  ToneShape shape_;
  Oscillator first_, second_;
  size_t step_ = 0;
  uint32_t at_ = 0;
  float gate_ = 0.0F;
};

}  // namespace trunkline::dsp
