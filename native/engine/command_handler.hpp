/*
 * What it does: handles one command from above: most are events of the channel's machine; those
 * that only undo or change what is there are done at once in any state. Each ends with exactly one
 * CommandCompleted.
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
  void leave_conference(Channel &channel, const Occasion &occasion);
  void mask_recording(Channel &channel, const Occasion &occasion);
  void control(Channel &channel, const Occasion &occasion);
  void show_message_waiting(Channel &channel, const Occasion &occasion);
  /** control() of the board; BSDK_*. */
  int32_t tell_board(const RunningOperation &operation, uint32_t verb, int32_t amount) const;
  void complete(const Channel &channel, const Occasion &occasion, CommandResult result,
                int32_t detail = 0) const;

  SignallingContext &context_;
  ChannelStepper &stepper_;
};

}  // namespace trunkline::engine
