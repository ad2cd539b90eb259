// Two seconds of PCM between a tester's headset and the simulated world. When full, the oldest go.
// Not thread-safe: the board's lock guards it.
#pragma once

#include <vector>

#include "board-sim/signal/frame.hpp"

namespace boardsim {

class SampleRing {
 public:
  static constexpr size_t kCapacity = 2 * kRateHz;

  void push(FrameIn in) {
    if (samples_.empty()) samples_.resize(kCapacity);
    for (const int16_t sample : in) {
      samples_[(from_ + count_) % kCapacity] = sample;
      if (count_ < kCapacity) {
        ++count_;
      } else {
        from_ = (from_ + 1) % kCapacity;
      }
    }
  }

  // Fills `out` from the oldest on; returns how many there were.
  size_t take(FrameOut out) {
    const size_t taken = std::min(out.size(), count_);
    for (size_t i = 0; i < taken; ++i) out[i] = samples_[(from_ + i) % kCapacity];
    from_ = (from_ + taken) % kCapacity;
    count_ -= taken;
    return taken;
  }

  void clear() { count_ = 0; }
  size_t count() const { return count_; }

 private:
  std::vector<int16_t> samples_;
  size_t from_ = 0;
  size_t count_ = 0;
};

}  // namespace boardsim
