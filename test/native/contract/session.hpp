// One opened board with everything that it told its host.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "native/abi/board_sdk.h"
#include "test/native/contract/subject.hpp"

namespace contract {

struct Told {
  bsdk_event event;
  std::thread::id thread;
};

class Session {
 public:
  enum class Time { stepped, real };
  explicit Session(Time time = Time::stepped);
  ~Session() { close(); }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  bsdk_board *board() const { return board_; }
  const bsdk_api &api() const { return *subject().api; }
  int32_t open_code() const { return open_code_; }

  // Starts the board and lets BOARD up arrive.
  void start();
  void close();

  // Lets 10 ms frames pass; in real time each ends early when an event arrives.
  void pass(uint32_t frames);
  // sim.do with this JSON object; the result code.
  int32_t act(const std::string &json) const;

  uint32_t next_op() { return ++last_op_; }
  std::vector<Told> told() const;
  std::vector<bsdk_event> events_of(uint16_t kind, int32_t channel) const;
  // The DONEs of an operation.
  std::vector<bsdk_event> dones(uint32_t op) const;

  uint32_t channel_count() const;
  bsdk_channel_info info(int32_t channel) const;
  // First channel of the kind, -1 when there is none.
  int32_t first(uint32_t kind) const;
  // The channel's capability bit.
  bool has(int32_t channel, uint32_t bit) const {
    return (info(channel).caps & BSDK_CAP(bit)) != 0;
  }

 private:
  void wait_for_an_event();

  Time time_;
  int32_t open_code_ = 0;
  bsdk_board *board_ = nullptr;
  uint32_t last_op_ = 100;
  std::atomic<uint64_t> stepped_us_{1'000'000};  // relaxed: a clock, orders nothing
  mutable std::mutex mutex_;
  std::condition_variable told_more_;
  std::vector<Told> told_;
};

}  // namespace contract
