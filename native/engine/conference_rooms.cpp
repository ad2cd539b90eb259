#include "conference_rooms.hpp"

namespace trunkline::engine {
namespace {

/* More than this no board of one machine has channels for in one room, and softmedia mixes no more.
 */
constexpr uint32_t kMostMembers = 64;

constexpr uint32_t mode_of(const ChannelCommand &command) {
  const uint32_t talk = command.b == 0 ? uint32_t{BSDK_CONF_TALK} : 0u;
  return talk | BSDK_CONF_HEAR | BSDK_CONF_MUTE_DTMF;
}

}  // namespace

int32_t ConferenceRooms::join(Channel &channel, const ChannelCommand &command) {
  Room &room = rooms_[static_cast<size_t>(command.a)];
  const uint32_t mode = mode_of(command);
  const bool is_inside = channel.conference == command.a;
  if (is_inside && channel.conference_mode == mode) return BSDK_OK;
  // A board without a room for it leaves the channel where it is.
  const int32_t opened = open(room);
  if (opened != BSDK_OK) return opened;
  if (!is_inside) leave(channel);
  const int32_t result =
      context_.port.call(&bsdk_api::conf_join, room.conference, channel.number, mode, 0);
  if (result == BSDK_OK) {
    if (!is_inside) ++room.members;
    channel.conference = command.a;
    channel.conference_mode = mode;
    channel.is_touched = true;
  }
  close_when_empty(room);
  return result;
}

void ConferenceRooms::leave(Channel &channel) {
  if (channel.conference < 0) return;
  Room &room = rooms_[static_cast<size_t>(channel.conference)];
  // "Is not in it" is no fault: a release by the board was faster.
  context_.port.call(&bsdk_api::conf_leave, room.conference, channel.number);
  channel.conference = -1;
  channel.conference_mode = 0;
  channel.is_touched = true;
  --room.members;
  close_when_empty(room);
}

void ConferenceRooms::leave_all() {
  for (Channel &channel : context_.channels) leave(channel);
}

int32_t ConferenceRooms::open(Room &room) const {
  if (room.conference >= 0) return BSDK_OK;
  const auto channels = static_cast<uint32_t>(context_.channels.size());
  const uint32_t most = std::clamp(channels, 2u, kMostMembers);
  return context_.port.call(&bsdk_api::conf_create, most, &room.conference);
}

void ConferenceRooms::close_when_empty(Room &room) const {
  if (room.members > 0 || room.conference < 0) return;
  context_.port.call(&bsdk_api::conf_destroy, room.conference);
  room.conference = -1;
}

}  // namespace trunkline::engine
