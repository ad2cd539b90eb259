/*
 * What it does: what the parts of the signalling thread share. Only that thread touches it, but for
 * the counters, which anyone may read.
 */
#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

#include "../rt/clock.hpp"
#include "../rt/latency_histogram.hpp"
#include "board_port.hpp"
#include "channel.hpp"
#include "engine_options.hpp"
#include "event_batch.hpp"
#include "log_book.hpp"

namespace trunkline::engine {

/** relaxed throughout: each is a number of its own, nothing is published with it. */
struct SignallingCounters {
  std::atomic<uint64_t> commands_taken{0};
  std::atomic<uint64_t> events_refused{0};
  std::atomic<uint64_t> driver_events_lost{0};
  std::atomic<uint64_t> late_completions{0};
  rt::LatencyHistogram signalling; /* from an event's arrival here to its place on the lane */
};

inline void count(std::atomic<uint64_t> &counter) {
  counter.fetch_add(1, std::memory_order_relaxed);
}

/** What is being handled: the driver's event or the command that a step belongs to, if any. */
struct Occasion {
  uint64_t time_us = 0;
  const bsdk_event *driver = nullptr;
  const ChannelCommand *command = nullptr;
};

struct SignallingContext {
  const EngineOptions &options;
  const rt::Clock &clock;
  BoardPort &port;
  LogBook &log;
  SignallingCounters &counters;
  std::vector<Channel> channels;
  EventBatch batch{64};
  uint32_t last_engine_operation = 0;
  uint64_t next_due_us = UINT64_MAX; /* no timer is due before */

  uint32_t new_engine_operation() {
    last_engine_operation = (last_engine_operation + 1) & ~kEngineOperation;
    return last_engine_operation | kEngineOperation;
  }
};

/** How a command ended, before it is told. */
struct Completion {
  uint32_t command_id = 0;
  CommandResult result = CommandResult::kOk;
  int32_t answered_by = 0;
  int32_t detail = 0;
  char digits[2] = {}; /* the digit that ended a playback */
};

inline void tell_completed(SignallingContext &context, const Channel &channel, uint64_t time_us,
                           const Completion &completion) {
  EventRecord &record = context.batch.tell(EventKind::kCommandCompleted, channel.number, time_us);
  record.command_id = completion.command_id;
  record.a = static_cast<int32_t>(completion.result);
  record.b = completion.answered_by;
  record.c = completion.detail;
  copy_text(completion.digits, record.text, sizeof(record.text));
}

}  // namespace trunkline::engine
