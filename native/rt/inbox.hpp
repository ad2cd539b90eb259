/*
 * What it does: a bounded inbox with many writers and one reader, who waits for work or for an
 * instant.
 *
 * How it works: two vectors that swap places under a mutex, so that the reader takes everything at
 * once and nobody allocates after the start. The audio thread may not write here (it would lock);
 * it has rings.
 *
 *   writers ── try_push ──▶ [ filling ]  ◀── swap ── take ── reader
 *
 * How to use it: try_push() from anywhere; take() and wait_until() from the owning thread.
 */
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace trunkline::rt {

template <typename Item>
class Inbox {
 public:
  explicit Inbox(size_t capacity) : capacity_(capacity) { filling_.reserve(capacity); }
  Inbox(const Inbox &) = delete;
  Inbox &operator=(const Inbox &) = delete;

  size_t capacity() const { return capacity_; }

  /** False when `limit` items (at most the capacity) wait already; then nothing was taken. */
  bool try_push(Item &&item, size_t limit) {
    {
      const std::lock_guard lock(mutex_);
      if (filling_.size() >= limit || filling_.size() >= capacity_) return false;
      filling_.push_back(std::move(item));
      if (!reader_waits_) return true;
    }
    wake_.notify_one();
    return true;
  }
  bool try_push(Item &&item) { return try_push(std::move(item), capacity_); }

  /** Everything that waits, in order; `into` is emptied first and keeps its memory. */
  void take(std::vector<Item> &into) {
    into.clear();
    const std::lock_guard lock(mutex_);
    filling_.swap(into);
    if (filling_.capacity() < capacity_) filling_.reserve(capacity_);
  }

  /** Sleeps until something waits, wake() is called, or the machine's clock reaches the instant. */
  void wait_until(uint64_t steady_us) {
    std::unique_lock lock(mutex_);
    reader_waits_ = true;
    const auto ready = [this] { return !filling_.empty() || woken_; };
    if (steady_us == kForever) {
      wake_.wait(lock, ready);
    } else {
      const std::chrono::steady_clock::time_point due{std::chrono::microseconds(steady_us)};
      wake_.wait_until(lock, due, ready);
    }
    reader_waits_ = false;
    woken_ = false;
  }

  /** Ends the reader's present or next wait. */
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    wake_.notify_one();
  }

  static constexpr uint64_t kForever = UINT64_MAX;

 private:
  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Item> filling_;
  bool reader_waits_ = false;
  bool woken_ = false;
};

}  // namespace trunkline::rt
