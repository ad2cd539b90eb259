/*
 * What it does: everything that the signalling thread knows of one channel. It is the only writer;
 * others see the copies that it publishes (snapshot.hpp).
 */
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "../abi/board_sdk.h"
#include "../line/line_timers.hpp"
#include "../line/state_label.hpp"
#include "channel_command.hpp"
#include "channel_event.hpp"
#include "step_history.hpp"

namespace trunkline::engine {

/** Operations that nobody above has asked for have this bit in their number. */
inline constexpr uint32_t kEngineOperation = 0x80000000u;

/** An operation of the board that has not ended. */
struct RunningOperation {
  uint32_t id; /* the command's, or one of ours with kEngineOperation */
  CommandKind kind;
  CommandResult when_cancelled; /* what a cancellation is told as */
};

struct Channel {
  static constexpr uint64_t kNotRunning = UINT64_MAX;
  Channel() { due_us.fill(kNotRunning); }

  int32_t number = 0;
  uint32_t kind = BSDK_KIND_EMPTY;
  std::span<const line::Row> table; /* empty: this kind has no machine */
  std::span<const line::LabelRow> labels;

  line::LineState state = line::LineState::kIdle;
  line::StateLabel label;
  line::LineFacts facts;
  line::CallWay way = line::CallWay::kUnknown;
  uint64_t since_us = 0;
  std::array<uint64_t, line::kEngineTimerCount> due_us{}; /* kNotRunning or when */

  std::vector<RunningOperation> running;
  std::vector<int32_t> links; /* channels joined with this one */
  uint32_t tone_operation = 0;
  uint32_t tone_wanted = 0; /* BSDK_TONE_* of the engine itself, 0 none */

  bool in_service = true;
  bool off_hook = false;
  bool reversed = false;
  int32_t ring_count = 0;
  std::string caller_number, caller_name;
  CallerIdQuality caller_quality = CallerIdQuality::kUnknown;
  std::string digits; /* dialled on the phone so far */
  StepHistory history;
  bool is_touched = true; /* differs from what is published */

  RunningOperation *find_running(uint32_t id) {
    const auto found = std::find_if(running.begin(), running.end(),
                                    [id](const RunningOperation &each) { return each.id == id; });
    return found == running.end() ? nullptr : &*found;
  }
  bool has_running(CommandKind wanted) const {
    return std::any_of(running.begin(), running.end(),
                       [wanted](const RunningOperation &each) { return each.kind == wanted; });
  }
};

}  // namespace trunkline::engine
