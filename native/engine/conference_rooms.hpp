/*
 * What it does: gives the rooms that are named from above a conference of the board for as long as
 * somebody is in them.
 *
 * How it works: the first who joins makes the conference, the last who leaves ends it. Keys that a
 * member presses are for us and not for the others.
 *
 * How to use it: on the signalling thread. A channel's own `conference` says which room it is in.
 */
#pragma once
#include <array>

#include "signalling_context.hpp"

namespace trunkline::engine {

class ConferenceRooms {
 public:
  explicit ConferenceRooms(SignallingContext &context) : context_(context) {}

  /** Puts the channel into the command's room, out of the one that it is in. BSDK_*. */
  int32_t join(Channel &channel, const ChannelCommand &command);
  /** Nothing when it is in none. */
  void leave(Channel &channel);
  void leave_all();

 private:
  struct Room {
    int32_t conference = -1; /* of the board, -1 while nobody is in it */
    size_t members = 0;
  };
  int32_t open(Room &room) const;
  void close_when_empty(Room &room) const;

  SignallingContext &context_;
  std::array<Room, kConferenceRooms> rooms_{};
};

}  // namespace trunkline::engine
