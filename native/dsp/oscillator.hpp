/*
 * What it does: makes a sine, sample by sample.
 *
 * How it works: a complex number of length 1 is turned by a constant angle each sample; in double
 * precision its length drifts by less than 0.01 dB in a day.
 *
 * How to use it: construct with frequency and level, call next(). A default one is silent.
 */
#pragma once
#include <cmath>

#include "level.hpp"

namespace trunkline::dsp {

class Oscillator {
 public:
  Oscillator() = default;
  Oscillator(double frequency_hz, double level_dbm0)
      : peak_(sine_peak_of(level_dbm0)),
        turn_re_(std::cos(2.0 * kPi * frequency_hz / kSampleRateHz)),
        turn_im_(std::sin(2.0 * kPi * frequency_hz / kSampleRateHz)) {}

  float next() {
    const auto sample = static_cast<float>(peak_ * im_);
    const double re = re_ * turn_re_ - im_ * turn_im_;
    im_ = re_ * turn_im_ + im_ * turn_re_;
    re_ = re;
    return sample;
  }

 private:
  double peak_ = 0.0, turn_re_ = 1.0, turn_im_ = 0.0;
  double re_ = 1.0, im_ = 0.0;  // starts at the zero crossing: no click
};

}  // namespace trunkline::dsp
