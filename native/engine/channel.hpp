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

/** Two channels that are joined, as one of them sees it: BSDK_LINK_* of who hears as a. */
struct ChannelLink {
  int32_t peer;
  uint32_t hears; /* of the peer */
  uint32_t heard; /* by the peer */
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
  std::vector<ChannelLink> links;
  int32_t conference = -1;      /* room, -1 for none */
  uint32_t conference_mode = 0; /* BSDK_CONF_* in it */
  uint32_t tone_operation = 0;
  uint32_t tone_wanted = 0; /* BSDK_TONE_* of the engine itself, 0 none */

  bool in_service = true;
  bool off_hook = false;
  bool reversed = false;
  bool has_message_waiting = false; /* station: stutter tone in place of dial tone */
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
  const RunningOperation *find_running(CommandKind wanted) const {
    const auto found =
        std::find_if(running.begin(), running.end(),
                     [wanted](const RunningOperation &each) { return each.kind == wanted; });
    return found == running.end() ? nullptr : &*found;
  }
  ChannelLink *find_link(int32_t peer) {
    const auto found = std::find_if(links.begin(), links.end(),
                                    [peer](const ChannelLink &each) { return each.peer == peer; });
    return found == links.end() ? nullptr : &*found;
  }
  /** Whether it is in speech with others; who is only tapped is not. */
  bool is_in_speech() const {
    return conference >= 0 || std::any_of(links.begin(), links.end(), [](const ChannelLink &each) {
             return each.hears != 0 || (each.heard & BSDK_LINK_A_HEARS_B) != 0;
           });
  }
};

}  // namespace trunkline::engine
