/*
 * What it does: turns a command into the board's function and its arguments.
 *
 * How to use it: start() on the signalling thread; BSDK_OK means that exactly one DONE with the
 * command's id follows, anything else that nothing was started.
 */
#pragma once
#include "signalling_context.hpp"

namespace trunkline::engine {

class OperationStarter {
 public:
  explicit OperationStarter(SignallingContext &context) : context_(context) {}

  int32_t start(const Channel &channel, const ChannelCommand &command) const;

 private:
  int32_t dial(const Channel &channel, const ChannelCommand &command) const;
  int32_t ring(const Channel &channel, const ChannelCommand &command) const;
  int32_t play(const Channel &channel, const ChannelCommand &command) const;
  int32_t record(const Channel &channel, const ChannelCommand &command) const;
  uint32_t value_or_default(int32_t value_ms, line::LineTimer timer) const;

  SignallingContext &context_;
};

/** BSDK_TONE_*, until cancelled. */
int32_t start_tone(const BoardPort &port, int32_t channel, uint32_t operation, uint32_t tone);

}  // namespace trunkline::engine
