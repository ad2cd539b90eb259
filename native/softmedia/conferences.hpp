/*
 * What it does: the conferences of a board: who is in which, and what each of them hears.
 *
 * How it works: all rooms are made at the beginning, so that the audio thread allocates nothing. A
 * member is a channel; it is in one conference at a time. What a member hears is added to what is
 * said to him alone, a prompt for instance.
 *
 * How to use it: two of them: one on the side of the commands, which refuses what cannot be
 * (create(), join()), one on the audio thread, which is told what was accepted and mixes.
 */
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "../dsp/mix/conference_mixer.hpp"

namespace trunkline::softmedia {

struct ConferenceJoin {
  int32_t conference = 0, channel = 0;
  uint32_t mode = 0;  // BSDK_CONF_*
  int32_t gain_cdb = 0;
};

/** The host's side: numbers and limits. Results are BSDK_*. */
class ConferenceBook {
 public:
  static constexpr size_t kRooms = 16, kMostMembers = 64;
  explicit ConferenceBook(size_t channels) : room_of_(channels, -1) {}

  int32_t create(uint32_t most_members, int32_t *conference);
  int32_t join(const ConferenceJoin &join);
  int32_t leave(int32_t conference, int32_t channel);
  int32_t destroy(int32_t conference);
  /** The channel was released: it is in no conference any more. */
  void forget(int32_t channel);
  bool is_in(int32_t conference, int32_t channel) const {
    return room_of_[static_cast<size_t>(channel)] == conference;
  }

 private:
  struct Room {
    bool is_open = false;
    uint32_t most_members = 0, members = 0;
  };
  bool is_open(int32_t conference) const;
  std::array<Room, kRooms> rooms_{};
  std::vector<int32_t> room_of_;  // a channel; -1 for none
};

/** The audio thread's side. */
class Conferences {
 public:
  explicit Conferences(size_t channels);

  void join(const ConferenceJoin &join);
  void leave(int32_t channel);
  /** Keys that are pressed are kept from the others where that was asked for. */
  void set_pressing(int32_t channel, bool is_pressing);
  /** Adds what each member hears to tx. rx: what came from the lines; both may have nulls. */
  void mix(std::span<const int16_t *const> rx, std::span<int16_t *const> tx, uint32_t samples);

 private:
  struct Seat {
    int32_t room = -1;
    size_t place = 0;
    bool mutes_keys = false;
  };
  struct Room {
    dsp::ConferenceMixer mixer{ConferenceBook::kMostMembers};
    std::array<int32_t, ConferenceBook::kMostMembers> channels{};  // -1: free
    size_t members = 0;
  };
  void mix(Room &room, std::span<const int16_t *const> rx, std::span<int16_t *const> tx,
           uint32_t samples);

  std::vector<Seat> seats_;  // a channel
  std::vector<Room> rooms_;
  std::vector<std::array<int16_t, dsp::ConferenceMixer::kMostSamples>> heard_;
};

}  // namespace trunkline::softmedia
