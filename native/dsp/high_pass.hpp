/*
 * What it does: removes DC and mains hum in front of a detector. An on-hook line may leave 10 % of
 * full scale of DC, and TIA-716 (receiver table) allows hum 18 dB above the caller-ID signal.
 *
 * How it works: a fourth-order Butterworth high-pass as two second-order sections in transposed
 * direct form, by the bilinear transform.
 *
 * How to use it: one HighPass a signal; step() each sample. The state is in the object.
 */
#pragma once
#include <array>
#include <cmath>

#include "level.hpp"

namespace trunkline::dsp {

class HighPass {
 public:
  /** cut_hz: where the loss is 3 dB. */
  explicit HighPass(double cut_hz) {
    // poles of a fourth-order Butterworth: Q = 1 / (2 sin(pi/8)) and 1 / (2 sin(3 pi/8))
    sections_[0] = section(cut_hz, 1.0 / (2.0 * std::sin(kPi / 8.0)));
    sections_[1] = section(cut_hz, 1.0 / (2.0 * std::sin(3.0 * kPi / 8.0)));
  }

  float step(float sample) {
    for (Section &s : sections_) {
      const float out = s.b0 * sample + s.z1;
      s.z1 = s.b1 * sample - s.a1 * out + s.z2;
      s.z2 = s.b0 * sample - s.a2 * out;
      sample = out;
    }
    return sample;
  }

  void reset() {
    for (Section &s : sections_) s.z1 = s.z2 = 0.0F;
  }

 private:
  struct Section {
    float b0 = 1.0F, b1 = 0.0F, a1 = 0.0F, a2 = 0.0F, z1 = 0.0F, z2 = 0.0F;
  };

  static Section section(double cut_hz, double q) {
    const double w = 2.0 * kPi * cut_hz / kSampleRateHz;
    const double alpha = std::sin(w) / (2.0 * q);
    const double a0 = 1.0 + alpha;
    Section s;
    s.b0 = static_cast<float>((1.0 + std::cos(w)) / 2.0 / a0);
    s.b1 = static_cast<float>(-(1.0 + std::cos(w)) / a0);
    s.a1 = static_cast<float>(-2.0 * std::cos(w) / a0);
    s.a2 = static_cast<float>((1.0 - alpha) / a0);
    return s;
  }

  std::array<Section, 2> sections_;
};

}  // namespace trunkline::dsp
