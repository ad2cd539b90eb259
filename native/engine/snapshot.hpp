/*
 * What it does: the state of all channels as it stood after one event of the lane.
 */
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace trunkline::engine {

struct ChannelSnapshot {
  uint32_t kind = 0;
  uint8_t state = 0;
  uint8_t label_inbound = 0, label_outbound = 0;
  uint64_t since_us = 0;
  bool in_service = true;
  bool off_hook = false;
  std::string caller_number, caller_name;
  uint8_t caller_quality = 0;
  std::vector<uint32_t> running;
  std::vector<int32_t> linked_to;
  int32_t conference = -1;
};

struct BoardSnapshot {
  uint64_t seq = 0; /* of the last event that it contains */
  uint64_t time_us = 0;
  bool board_up = false;
  std::vector<ChannelSnapshot> channels;
};

}  // namespace trunkline::engine
