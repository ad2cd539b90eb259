// Board events on their way to the host: numbered without gaps when they happen, delivered later in
// that order.
#pragma once

#include <cstring>
#include <vector>

#include "board-sim/board/world_port.hpp"
#include "native/abi/board_sdk.h"

namespace boardsim {

class EventOutbox {
 public:
  explicit EventOutbox(const bsdk_host &host) : host_(host) {}

  // With the board's lock held.
  void put(const BoardSignal &signal) {
    bsdk_event event;
    std::memset(&event, 0, sizeof event);
    event.struct_size = sizeof event;
    event.kind = signal.kind;
    event.channel = signal.channel;
    event.op = signal.op;
    event.code = signal.code;
    event.arg = signal.arg;
    event.seq = ++seq_;
    event.time_us = host_.now_us(host_.ctx);
    waiting_.push_back(event);
  }

  // With the board's lock held: `into` gets what waits and gives its memory for what comes.
  void take(std::vector<bsdk_event> &into) {
    into.clear();
    into.swap(waiting_);
  }

  // Without the lock, from one thread at a time.
  void deliver(const std::vector<bsdk_event> &events) const {
    for (const bsdk_event &event : events) host_.on_event(host_.ctx, &event);
  }

 private:
  bsdk_host host_;
  uint32_t seq_ = 0;
  std::vector<bsdk_event> waiting_;
};

}  // namespace boardsim
