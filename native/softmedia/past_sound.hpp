/*
 * What it does: remembers the last seconds of both sides of a channel, so that a recording can
 * begin before it was asked for.
 *
 * How it works: a ring of frames, made once at its largest; the length may change at any time.
 *
 * How to use it: keep() every tick, replay() when a recording begins. Audio thread.
 */
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace trunkline::softmedia {

class PastSound {
 public:
  static constexpr uint32_t kMostMs = 10000;
  static constexpr size_t kMostFrames = size_t{kMostMs} * 8;
  PastSound() : rx_(kMostFrames), tx_(kMostFrames) {}

  void keep(std::span<const int16_t> rx, std::span<const int16_t> tx) {
    for (size_t n = 0; n < rx.size(); n++) {
      rx_[next_] = rx[n];
      tx_[next_] = tx[n];
      next_ = next_ + 1 == kMostFrames ? 0 : next_ + 1;
    }
    held_ = std::min(held_ + rx.size(), kMostFrames);
  }
  void clear() { held_ = 0; }
  /** Hands the last `ms` of it, oldest first, to take(rx, tx) in pieces of at most 10 ms. */
  template <typename Take>
  void replay(uint32_t ms, Take take) const {
    constexpr size_t kPiece = 80;
    size_t left = std::min<size_t>(held_, size_t{ms} * 8);
    size_t at = (next_ + kMostFrames - left) % kMostFrames;
    while (left > 0) {
      const size_t count = std::min({left, kPiece, kMostFrames - at});
      take(std::span(rx_).subspan(at, count), std::span(tx_).subspan(at, count));
      left -= count;
      at = (at + count) % kMostFrames;
    }
  }

 private:
  std::vector<int16_t> rx_, tx_;
  size_t next_ = 0, held_ = 0;
};

}  // namespace trunkline::softmedia
