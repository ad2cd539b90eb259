/*
 * What it does: counts durations so that percentiles can be told at any time, in fixed memory.
 *
 * How it works: each power of two is split into eight buckets, so a percentile is at most one
 * eighth too high. One thread records, any thread reads; a reader may miss the last few.
 *
 * How to use it: record_us() where it happens, percentile_us(0.99) where it is shown.
 */
#pragma once
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>

namespace trunkline::rt {

class LatencyHistogram {
 public:
  void record_us(uint64_t us) {
    // relaxed: counters only, nothing is published with them.
    buckets_[bucket_of(us)].fetch_add(1, std::memory_order_relaxed);
    if (us > max_us_.load(std::memory_order_relaxed)) {
      max_us_.store(us, std::memory_order_relaxed);
    }
  }

  /** Upper bound of the duration that the given share (0 to 1) did not exceed; 0 when empty. */
  uint64_t percentile_us(double share) const {
    uint64_t total = 0;
    for (const auto &bucket : buckets_) total += bucket.load(std::memory_order_relaxed);
    if (total == 0) return 0;
    const auto wanted = static_cast<uint64_t>(share * static_cast<double>(total - 1)) + 1;
    uint64_t seen = 0;
    for (size_t index = 0; index < buckets_.size(); ++index) {
      seen += buckets_[index].load(std::memory_order_relaxed);
      if (seen >= wanted) return upper_bound_of(index);
    }
    return max_us();
  }

  uint64_t max_us() const { return max_us_.load(std::memory_order_relaxed); }

 private:
  static constexpr size_t kSplit = 8; /* buckets a power of two */

  static size_t bucket_of(uint64_t us) {
    if (us < kSplit) return us;
    const auto power = static_cast<size_t>(std::bit_width(us)) - 1; /* at least 3 */
    const size_t part = (us >> (power - 3)) & (kSplit - 1);
    return (power - 2) * kSplit + part;
  }

  static uint64_t upper_bound_of(size_t bucket) {
    if (bucket < kSplit) return bucket;
    const size_t power = bucket / kSplit + 2;
    const uint64_t part = bucket % kSplit;
    return ((kSplit + part + 1) << (power - 3)) - 1;
  }

  std::array<std::atomic<uint64_t>, 63 * kSplit> buckets_{};
  std::atomic<uint64_t> max_us_{0};
};

}  // namespace trunkline::rt
