// One sine by table look-up: a 32-bit phase and 4096 steps, spurs 70 dB down, no sin() per sample.
#pragma once

#include <array>
#include <cstdint>

#include "board-sim/signal/frame.hpp"

namespace boardsim {

// One period at unit peak.
const std::array<float, 4096> &sine_table();

class Oscillator {
 public:
  void tune(double hz) { step_ = static_cast<uint32_t>(hz / kRateHz * 4294967296.0); }
  void restart() { phase_ = 0; }
  // -1 to 1
  float next() {
    const float value = sine_table_[phase_ >> 20];
    phase_ += step_;
    return value;
  }

 private:
  const float *sine_table_ = sine_table().data();
  uint32_t phase_ = 0;
  uint32_t step_ = 0;
};

}  // namespace boardsim
