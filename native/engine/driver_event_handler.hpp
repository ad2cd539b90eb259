/*
 * What it does: handles one event of the board: turns it into events of the channel's machine, ends
 * the operations, and passes on what is no matter of the machine (tones, voice, polarity, audio
 * faults).
 *
 * How to use it: handle() on the signalling thread.
 */
#pragma once
#include "channel_stepper.hpp"

namespace trunkline::engine {

class DriverEventHandler {
 public:
  DriverEventHandler(SignallingContext &context, ChannelStepper &stepper)
      : context_(context), stepper_(stepper) {}

  void handle(const bsdk_event &event);
  /** Board events change it; 'lost' is told once. */
  bool board_is_lost() const { return is_lost_; }
  bool board_is_up() const { return is_up_; }
  /** Events of the board were lost: operations whose end may be among them are brought to an end.
   */
  void reconcile(uint64_t time_us);

 private:
  void on_board(const bsdk_event &event);
  void on_line(Channel &channel, const bsdk_event &event);
  void on_done(Channel &channel, const bsdk_event &event);
  void on_digit(Channel &channel, const bsdk_event &event);
  void on_hook(Channel &channel, const bsdk_event &event);
  void on_progress(Channel &channel, const bsdk_event &event);
  void on_polarity(Channel &channel, const bsdk_event &event);
  void pass_on(Channel &channel, const bsdk_event &event);
  void step_ended(Channel &channel, const RunningOperation &ended, const Occasion &occasion,
                  CommandResult result);
  Channel *channel_of(const bsdk_event &event);

  SignallingContext &context_;
  ChannelStepper &stepper_;
  bool is_up_ = false;
  bool is_lost_ = false;
};

}  // namespace trunkline::engine
