// What a line's two-to-four-wire hybrid sends back of what is said into it.
//
// The path is 2 ms of nothing and then 10 ms of a decaying ring around 1 kHz, as an unmatched line
// gives it; its loss for white noise is the echo return loss. One for a line, fed frame by frame.
#pragma once

#include <array>
#include <cmath>

#include "board-sim/signal/frame.hpp"

namespace boardsim {

class HybridEcho {
 public:
  // 0 = a perfect hybrid.
  void set_return_loss_db(int64_t loss_db) {
    loss_db_ = loss_db;
    if (loss_db == 0) return;
    double energy = 0.0;
    for (size_t n = 0; n < kTaps; ++n) {
      const double at = static_cast<double>(n) / kRateHz;
      path_[n] =
          static_cast<float>(std::exp(-at / 0.0025) * std::sin(2.0 * kPi * 950.0 * at + 0.7));
      energy += static_cast<double>(path_[n]) * static_cast<double>(path_[n]);
    }
    const double scale = std::pow(10.0, -static_cast<double>(loss_db) / 20.0) / std::sqrt(energy);
    for (float &tap : path_) tap = static_cast<float>(tap * scale);
  }

  // What was said into the line.
  void hear(FrameIn tx) {
    if (loss_db_ == 0) return;
    for (const int16_t sample : tx) {
      said_[newest_] = static_cast<float>(sample);
      echoes_[newest_] = echo_now();
      newest_ = (newest_ + 1) % kHistory;
    }
    waiting_ = tx.size();
  }
  // Adds what comes back, one frame later, as a board's buffers have it.
  void add_to(FrameOut rx) {
    if (loss_db_ == 0 || waiting_ != rx.size()) return;
    const size_t first = (newest_ + kHistory - waiting_) % kHistory;
    for (size_t n = 0; n < rx.size(); ++n) {
      rx[n] = saturate(rx[n] + static_cast<int32_t>(std::lround(echoes_[(first + n) % kHistory])));
    }
  }
  void forget() {
    said_.fill(0.0F);
    waiting_ = 0;
  }

 private:
  static constexpr double kPi = 3.14159265358979323846;
  static constexpr size_t kDelay = 16, kTaps = 80, kHistory = 512;

  float echo_now() const {
    float sum = 0.0F;
    for (size_t n = 0; n < kTaps; ++n) {
      sum += path_[n] * said_[(newest_ + kHistory - kDelay - n) % kHistory];
    }
    return sum;
  }

  int64_t loss_db_ = 0;
  std::array<float, kTaps> path_{};
  std::array<float, kHistory> said_{}, echoes_{};
  size_t newest_ = 0, waiting_ = 0;
};

}  // namespace boardsim
