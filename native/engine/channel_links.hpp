/*
 * What it does: joins the speech of two channels, in one of the ways that can be asked for, and
 * parts them.
 *
 * How it works: a pair has one link, which both ends keep. A new way is joined before what is no
 * longer wanted is parted, so that a refusal of the board leaves what was.
 *
 * How to use it: on the signalling thread; has_room() before a machine steps for it.
 */
#pragma once
#include "signalling_context.hpp"

namespace trunkline::engine {

class ChannelLinks {
 public:
  explicit ChannelLinks(SignallingContext &context) : context_(context) {}

  /** Whether both can hear one more, if they must. The command is a connect. */
  bool has_room(const Channel &channel, const ChannelCommand &command) const;
  /** BSDK_*; with anything but BSDK_OK nothing has changed. */
  int32_t join(Channel &channel, const ChannelCommand &command);
  /** Undoes all ways of the pair; false when it had none. */
  bool part(Channel &channel, Channel &peer);
  void part_all(Channel &channel);

 private:
  bool can_hear(const Channel &channel, int32_t peer, uint32_t sounds) const;
  void stop_hearing(const Channel &channel, const Channel &peer, uint32_t sounds) const;

  SignallingContext &context_;
};

}  // namespace trunkline::engine
