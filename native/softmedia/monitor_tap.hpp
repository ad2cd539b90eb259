/*
 * What it does: lets somebody hear both sides of a channel without taking part in anything.
 *
 *   rx, tx of the channel --audio thread--> ring of 1 s --who listens--> a loudspeaker, a browser
 *
 * How it works: while it is open, every tick puts pairs of samples into the ring; what finds it
 * full is dropped, so who stops to read hears a jump and disturbs nobody.
 *
 * How to use it: open() and close() on a commanding thread, push() on the audio thread, read() on
 * one thread at a time.
 */
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <span>

#include "../rt/spsc_ring.hpp"

namespace trunkline::softmedia {

class MonitorTap {
 public:
  MonitorTap() : ring_(kRingSamples) {}

  void open() { is_open_.store(true, std::memory_order_relaxed); }
  void close() { is_open_.store(false, std::memory_order_relaxed); }
  bool is_open() const { return is_open_.load(std::memory_order_relaxed); }

  void push(std::span<const int16_t> rx, std::span<const int16_t> tx) {
    if (!is_open()) return;
    std::array<int16_t, 2 * kMaxFrame> pairs;
    for (size_t n = 0; n < rx.size(); n++) {
      pairs[2 * n] = rx[n];
      pairs[2 * n + 1] = tx[n];
    }
    ring_.push_all(std::span<const int16_t>(pairs).first(2 * rx.size()));
  }
  /** Whole pairs; how many. */
  size_t read(std::span<int16_t> pairs) {
    return ring_.pop_some(pairs.first(pairs.size() / 2 * 2)) / 2;
  }

 private:
  static constexpr size_t kMaxFrame = 160, kRingSamples = 16384;
  std::atomic<bool> is_open_{false};
  rt::SpscRing<int16_t> ring_;
};

}  // namespace trunkline::softmedia
