/*
 * What it does: steps a channel's machine: looks up the row, changes the state, carries out the
 * actions, keeps the history, tells what changed. A refusal is counted and logged with the last
 * steps.
 *
 * How to use it: step() on the signalling thread; refresh_label() after anything that changes what
 * a channel hears.
 */
#pragma once
#include "action_runner.hpp"

namespace trunkline::engine {

class ChannelStepper {
 public:
  explicit ChannelStepper(SignallingContext &context) : context_(context), runner_(context) {}

  /** False when the machine does not allow the event. */
  bool step(Channel &channel, line::LineEvent event, const Occasion &occasion);
  /** Whether it would, without doing it. */
  bool may_step(const Channel &channel, line::LineEvent event) const;
  /** Tells a new number of LE001 / LE002 when the state is the same. */
  void refresh_label(Channel &channel, uint64_t time_us);

  ActionRunner &runner() { return runner_; }

 private:
  void refuse(Channel &channel, line::LineEvent event, const Occasion &occasion);
  void tell_state(Channel &channel, line::LineState previous, size_t place);
  line::StateLabel label_now(const Channel &channel) const;

  SignallingContext &context_;
  ActionRunner runner_;
};

}  // namespace trunkline::engine
