/*
 * What it does: the one clock of the native side. RealClock is the machine's monotonic clock;
 * SteppedClock stands still until it is moved by the simulator's frames.
 *
 * How to use it: give a `const Clock &` to whoever needs the time; nobody else reads a clock.
 */
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>

namespace trunkline::rt {

class Clock {
 public:
  virtual ~Clock() = default;
  /** Microseconds since some fixed instant; never goes back. Any thread, no lock. */
  virtual uint64_t now_us() const = 0;
};

class RealClock final : public Clock {
 public:
  uint64_t now_us() const override {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(since).count());
  }
};

class SteppedClock final : public Clock {
 public:
  uint64_t now_us() const override {
    // relaxed: the value alone is read, nothing is published with it.
    return now_us_.load(std::memory_order_relaxed);
  }
  void advance(uint64_t by_us) { now_us_.fetch_add(by_us, std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> now_us_{0};
};

}  // namespace trunkline::rt
