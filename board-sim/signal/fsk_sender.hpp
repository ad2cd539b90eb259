// A caller-ID burst in the audio: Bell 202, 1200 bit/s, mark 1200 Hz, space 2200 Hz, -13.5 dBm0,
// continuous phase; 300 alternating bits of channel seizure (first a space), 180 marks, then the
// bytes as start 0, 8 bits LSB first, stop 1, and ten marks at the end (GR-30-CORE).
#pragma once

#include <vector>

#include "board-sim/signal/oscillator.hpp"

namespace boardsim {

inline constexpr double kFskMarkHz = 1200;
inline constexpr double kFskSpaceHz = 2200;
inline constexpr double kFskLevelDbm0 = -13.5;
inline constexpr uint32_t kFskBitsPerSecond = 1200;

class FskSender {
 public:
  void send(const std::vector<uint8_t> &message);
  void stop() { bits_.clear(); }
  bool busy() const { return at_ < bits_.size(); }
  void add_to(FrameOut out);

 private:
  std::vector<bool> bits_;
  size_t at_ = 0;
  uint32_t bit_clock_ = 0;  // advances by 1200 a sample; a bit lasts 8000
  Oscillator carrier_;
  float peak_ = sine_peak(kFskLevelDbm0);
};

}  // namespace boardsim
