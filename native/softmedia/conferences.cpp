#include "conferences.hpp"

#include <algorithm>

#include "../abi/board_sdk.h"
#include "../dsp/level.hpp"

namespace trunkline::softmedia {
namespace {

constexpr uint32_t kModes = BSDK_CONF_TALK | BSDK_CONF_HEAR | BSDK_CONF_MUTE_DTMF;
constexpr int32_t kLeastGainCdb = -4000, kMostGainCdb = 1000;

}  // namespace

// ---- the host's side --------------------------------------------------------------------------

bool ConferenceBook::is_open(int32_t conference) const {
  return conference >= 0 && static_cast<size_t>(conference) < kRooms &&
         rooms_[static_cast<size_t>(conference)].is_open;
}

int32_t ConferenceBook::create(uint32_t most_members, int32_t *conference) {
  if (conference == nullptr || most_members < 2) return BSDK_E_ARG;
  if (most_members > kMostMembers) return BSDK_E_RESOURCE;
  for (size_t r = 0; r < kRooms; r++) {
    if (rooms_[r].is_open) continue;
    rooms_[r] = {true, most_members, 0};
    *conference = static_cast<int32_t>(r);
    return BSDK_OK;
  }
  return BSDK_E_RESOURCE;
}

int32_t ConferenceBook::join(const ConferenceJoin &join) {
  if (!is_open(join.conference)) return BSDK_E_ARG;
  if ((join.mode & ~kModes) != 0 || (join.mode & (BSDK_CONF_TALK | BSDK_CONF_HEAR)) == 0) {
    return BSDK_E_ARG;
  }
  if (join.gain_cdb < kLeastGainCdb || join.gain_cdb > kMostGainCdb) return BSDK_E_ARG;
  int32_t &room = room_of_[static_cast<size_t>(join.channel)];
  if (room == join.conference) return BSDK_OK;  // joining again changes mode and gain
  if (room >= 0) return BSDK_E_STATE;
  Room &wanted = rooms_[static_cast<size_t>(join.conference)];
  if (wanted.members == wanted.most_members) return BSDK_E_RESOURCE;
  wanted.members++;
  room = join.conference;
  return BSDK_OK;
}

int32_t ConferenceBook::leave(int32_t conference, int32_t channel) {
  if (!is_open(conference)) return BSDK_E_ARG;
  if (!is_in(conference, channel)) return BSDK_E_STATE;
  forget(channel);
  return BSDK_OK;
}

int32_t ConferenceBook::destroy(int32_t conference) {
  if (!is_open(conference)) return BSDK_E_ARG;
  std::replace(room_of_.begin(), room_of_.end(), conference, -1);
  rooms_[static_cast<size_t>(conference)] = {};
  return BSDK_OK;
}

void ConferenceBook::forget(int32_t channel) {
  int32_t &room = room_of_[static_cast<size_t>(channel)];
  if (room >= 0) rooms_[static_cast<size_t>(room)].members--;
  room = -1;
}

// ---- the audio thread's side ------------------------------------------------------------------

Conferences::Conferences(size_t channels)
    : seats_(channels), rooms_(ConferenceBook::kRooms), heard_(ConferenceBook::kMostMembers) {
  for (Room &room : rooms_) room.channels.fill(-1);
}

void Conferences::join(const ConferenceJoin &join) {
  Seat &seat = seats_[static_cast<size_t>(join.channel)];
  Room &room = rooms_[static_cast<size_t>(join.conference)];
  if (seat.room != join.conference) {
    leave(join.channel);
    const auto free = std::find(room.channels.begin(), room.channels.end(), -1);
    if (free == room.channels.end()) return;  // the book has refused it
    *free = join.channel;
    room.members++;
    seat.room = join.conference;
    seat.place = static_cast<size_t>(free - room.channels.begin());
  }
  seat.mutes_keys = (join.mode & BSDK_CONF_MUTE_DTMF) != 0;
  dsp::ConferenceParty party;
  party.is_member = true;
  party.talks = (join.mode & BSDK_CONF_TALK) != 0;
  party.hears = (join.mode & BSDK_CONF_HEAR) != 0;
  party.gain = dsp::factor_of_gain(join.gain_cdb);
  room.mixer.set(seat.place, party);
}

void Conferences::leave(int32_t channel) {
  Seat &seat = seats_[static_cast<size_t>(channel)];
  if (seat.room < 0) return;
  Room &room = rooms_[static_cast<size_t>(seat.room)];
  room.channels[seat.place] = -1;
  room.members--;
  room.mixer.set(seat.place, {});
  seat = {};
}

void Conferences::set_pressing(int32_t channel, bool is_pressing) {
  const Seat &seat = seats_[static_cast<size_t>(channel)];
  if (seat.room < 0 || !seat.mutes_keys) return;
  rooms_[static_cast<size_t>(seat.room)].mixer.mute(seat.place, is_pressing);
}

void Conferences::mix(std::span<const int16_t *const> rx, std::span<int16_t *const> tx,
                      uint32_t samples) {
  for (Room &room : rooms_) {
    if (room.members > 0) mix(room, rx, tx, samples);
  }
}

void Conferences::mix(Room &room, std::span<const int16_t *const> rx, std::span<int16_t *const> tx,
                      uint32_t samples) {
  std::array<const int16_t *, ConferenceBook::kMostMembers> in{};
  std::array<int16_t *, ConferenceBook::kMostMembers> out{};
  for (size_t p = 0; p < in.size(); p++) {
    const int32_t channel = room.channels[p];
    if (channel < 0) continue;
    in[p] = rx[static_cast<size_t>(channel)];
    out[p] = heard_[p].data();
  }
  room.mixer.mix(in, out, samples);
  for (size_t p = 0; p < in.size(); p++) {
    if (room.channels[p] < 0) continue;
    int16_t *const to = tx[static_cast<size_t>(room.channels[p])];
    if (to == nullptr) continue;
    for (size_t n = 0; n < samples; n++) {
      to[n] = static_cast<int16_t>(std::clamp(to[n] + heard_[p][n], -32768, 32767));
    }
  }
}

}  // namespace trunkline::softmedia
