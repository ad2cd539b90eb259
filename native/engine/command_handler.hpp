/*
 * What it does: handles one command from above: most are events of the channel's machine;
 * disconnect and cancel are done at once in any state. Each ends with exactly one CommandCompleted.
 *
 * How to use it: handle() on the signalling thread.
 */
#pragma once
#include "channel_stepper.hpp"

namespace trunkline::engine {

class CommandHandler {
 public:
  CommandHandler(SignallingContext &context, ChannelStepper &stepper)
      : context_(context), stepper_(stepper) {}

  void handle(const ChannelCommand &command, uint64_t time_us);

 private:
  void connect(Channel &channel, const Occasion &occasion);
  void disconnect(Channel &channel, const Occasion &occasion);
  void cancel(Channel &channel, const Occasion &occasion);
  void complete(const Channel &channel, const Occasion &occasion, CommandResult result) const;

  SignallingContext &context_;
  ChannelStepper &stepper_;
};

}  // namespace trunkline::engine
