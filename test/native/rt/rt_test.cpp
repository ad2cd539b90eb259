#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "native/rt/clock.hpp"
#include "native/rt/inbox.hpp"
#include "native/rt/latency_histogram.hpp"
#include "native/rt/named_thread.hpp"

using namespace trunkline::rt;

TEST_CASE("an inbox hands over everything in order and refuses what does not fit") {
  Inbox<int> inbox(3);
  CHECK(inbox.try_push(1));
  CHECK(inbox.try_push(2));
  CHECK_FALSE(inbox.try_push(9, 2));
  CHECK(inbox.try_push(3));
  CHECK_FALSE(inbox.try_push(4));
  std::vector<int> taken;
  inbox.take(taken);
  CHECK(taken == std::vector<int>{1, 2, 3});
  inbox.take(taken);
  CHECK(taken.empty());
}

TEST_CASE("writers of several threads lose nothing and keep their own order") {
  constexpr int kWriters = 3;
  constexpr int kItems = 20000;
  Inbox<int> inbox(64);
  std::vector<NamedThread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back("writer", [&inbox, writer] {
      for (int item = 0; item < kItems; ++item) {
        while (!inbox.try_push(writer * kItems + item)) std::this_thread::yield();
      }
    });
  }
  std::vector<int> next(kWriters, 0);
  std::vector<int> taken;
  int total = 0;
  bool in_order = true;
  while (total < kWriters * kItems) {
    inbox.wait_until(Inbox<int>::kForever);
    inbox.take(taken);
    for (const int item : taken) in_order = in_order && item % kItems == next[item / kItems]++;
    total += static_cast<int>(taken.size());
  }
  CHECK(in_order);
  CHECK(total == kWriters * kItems);
}

TEST_CASE("a wake ends a wait that has nothing to wait for") {
  Inbox<int> inbox(4);
  inbox.wake();
  inbox.wait_until(Inbox<int>::kForever);
  const RealClock clock;
  inbox.wait_until(clock.now_us()); /* an instant that has come */
  std::vector<int> taken;
  inbox.take(taken);
  CHECK(taken.empty());
}

TEST_CASE("a percentile is at most one eighth too high") {
  LatencyHistogram histogram;
  CHECK(histogram.percentile_us(0.5) == 0);
  for (uint64_t us = 1; us <= 10000; ++us) histogram.record_us(us);
  const uint64_t half = histogram.percentile_us(0.5);
  CHECK(half >= 5000);
  CHECK(half <= 5625);
  const uint64_t most = histogram.percentile_us(0.99);
  CHECK(most >= 9900);
  CHECK(most <= 11138);
  CHECK(histogram.max_us() == 10000);
  histogram.record_us(UINT64_MAX);
  CHECK(histogram.max_us() == UINT64_MAX);
}

TEST_CASE("stepped time moves only when it is moved") {
  SteppedClock clock;
  CHECK(clock.now_us() == 0);
  clock.advance(10000);
  clock.advance(10000);
  CHECK(clock.now_us() == 20000);
}
