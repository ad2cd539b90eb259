/*
 * What it does: carries values from exactly one thread to exactly one other, in order, without
 * locks.
 *
 * How it works: a power-of-two buffer made once, and two counters that only grow. Each side owns
 * one counter and publishes it with release; the other reads it with acquire, so what was written
 * before a counter moved is seen after it.
 *
 * How to use it: construct with the number of values to hold (rounded up), push() on one side,
 * pop() on the other. A full ring refuses; the producer decides what that means.
 */
#pragma once
#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

namespace trunkline::rt {

template <typename T>
class SpscRing {
  static_assert(std::is_trivially_copyable_v<T>, "values are copied between threads");

 public:
  explicit SpscRing(size_t capacity)
      : capacity_(std::bit_ceil(std::max<size_t>(capacity, 2))),
        values_(std::make_unique<T[]>(capacity_)) {}
  SpscRing(const SpscRing &) = delete;
  SpscRing &operator=(const SpscRing &) = delete;

  size_t capacity() const { return capacity_; }

  /** Producer only: how many values push() would take now; the consumer can only make it more. */
  size_t room() const {
    return capacity_ - static_cast<size_t>(write_.load(std::memory_order_relaxed) -
                                           read_.load(std::memory_order_acquire));
  }
  /** Consumer only: how many values pop() would yield now; the producer can only make it more. */
  size_t size() const {
    return static_cast<size_t>(write_.load(std::memory_order_acquire) -
                               read_.load(std::memory_order_relaxed));
  }

  /** Producer only. False when the ring is full; nothing is written then. */
  bool push(const T &value) {
    if (room() == 0) return false;
    const size_t at = write_.load(std::memory_order_relaxed);  // only this side writes it
    values_[at & (capacity_ - 1)] = value;
    write_.store(at + 1, std::memory_order_release);  // publishes the value
    return true;
  }

  /** Producer only. All values or, when they do not fit, none. */
  bool push_all(std::span<const T> values) {
    if (values.size() > room()) return false;
    const size_t at = write_.load(std::memory_order_relaxed);  // only this side writes it
    const size_t first = std::min(values.size(), capacity_ - (at & (capacity_ - 1)));
    std::copy_n(values.data(), first, values_.get() + (at & (capacity_ - 1)));
    std::copy_n(values.data() + first, values.size() - first, values_.get());
    write_.store(at + values.size(), std::memory_order_release);  // publishes the copies above
    return true;
  }

  /** Consumer only. False when the ring is empty. */
  bool pop(T &into) {
    if (size() == 0) return false;
    const size_t at = read_.load(std::memory_order_relaxed);  // only this side writes it
    into = values_[at & (capacity_ - 1)];
    read_.store(at + 1, std::memory_order_release);  // frees the room only after the copy
    return true;
  }

  /** Consumer only. Takes what is there, at most into.size(); returns how many. */
  size_t pop_some(std::span<T> into) {
    const size_t count = std::min(into.size(), size());
    const size_t at = read_.load(std::memory_order_relaxed);  // only this side writes it
    const size_t first = std::min(count, capacity_ - (at & (capacity_ - 1)));
    std::copy_n(values_.get() + (at & (capacity_ - 1)), first, into.data());
    std::copy_n(values_.get(), count - first, into.data() + first);
    read_.store(at + count, std::memory_order_release);  // frees the room only after the copies
    return count;
  }

 private:
  const size_t capacity_;
  const std::unique_ptr<T[]> values_;
  alignas(64) std::atomic<size_t> write_{
      0};  // own cache lines: the sides do not disturb each other
  alignas(64) std::atomic<size_t> read_{0};
};

}  // namespace trunkline::rt
