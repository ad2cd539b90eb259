/*
 * What it does: carries out the actions of a row, one after the other.
 *
 * How it works: an action that the board refuses at once leaves a follow-up event, which the
 * stepper feeds to the machine after the row, so that a refusal is a step like any other.
 *
 * How to use it: run() on the signalling thread; the stepper is its only caller.
 */
#pragma once
#include <optional>

#include "channel_links.hpp"
#include "conference_rooms.hpp"
#include "operation_starter.hpp"

namespace trunkline::engine {

class ActionRunner {
 public:
  explicit ActionRunner(SignallingContext &context)
      : context_(context), starter_(context), links_(context), rooms_(context) {}

  /** What the machine must be told next, if anything. */
  std::optional<line::LineEvent> run(Channel &channel, line::LineAction action,
                                     const Occasion &occasion);

  /** Brings the engine's own tone to what is wanted; called again when a tone has ended. */
  void adjust_tone(Channel &channel);
  ChannelLinks &links() { return links_; }
  ConferenceRooms &rooms() { return rooms_; }

 private:
  std::optional<line::LineEvent> run_on_wire(Channel &channel, line::LineAction action,
                                             const Occasion &occasion);
  void run_memory(Channel &channel, line::LineAction action, const Occasion &occasion);
  void run_telling(Channel &channel, line::LineAction action, const Occasion &occasion);

  std::optional<line::LineEvent> begin(Channel &channel, const Occasion &occasion,
                                       line::LineEvent when_refused);
  std::optional<line::LineEvent> let_go(Channel &channel, const Occasion &occasion);
  std::optional<line::LineEvent> start_media(Channel &channel, const Occasion &occasion);
  void join(Channel &channel, const Occasion &occasion);
  void start_timer(Channel &channel, line::LineTimer timer);
  void preempt_dial(Channel &channel);
  void end_commands(Channel &channel);
  void fail_commands(Channel &channel, uint64_t time_us);
  void forget_call(Channel &channel);
  void tell_caller(Channel &channel, EventKind kind, uint64_t time_us);

  SignallingContext &context_;
  OperationStarter starter_;
  ChannelLinks links_;
  ConferenceRooms rooms_;
};

}  // namespace trunkline::engine
