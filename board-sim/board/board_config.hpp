// What `open` is told, as JSON:
//   {"name":"sim-1","trunks":8,"extensions":8,"clock":"real"|"stepped","seed":1,"frameSamples":80,
//    "lines":{"*":{"battery":true,"dialTone":true,"polarityAnswer":false,"clearBy":"busyTone",
//                   "echoLossDb":0},"3":{...}},
//    "failOpen":"error"|"crash"}
// Every key may be left out. "lines" names trunks from 1; "*" stands for all and is read first.
#pragma once

#include <string>
#include <vector>

#include "board-sim/exchange/subscriber_line.hpp"
#include "board-sim/sdk/json_fields.hpp"

namespace boardsim {

enum class ClockMode : uint8_t { real, stepped };
enum class FailOpen : uint8_t { no, error, crash };

inline constexpr int kMaxOfAKind = 128;

struct BoardConfig {
  std::string name = "sim-1";
  int64_t trunks = 8;
  int64_t extensions = 8;
  ClockMode clock = ClockMode::real;
  int64_t seed = 1;
  int64_t frame_samples = 80;
  FailOpen fail_open = FailOpen::no;
  std::vector<LineSettings> lines;  // one a trunk
};

struct ConfigOutcome {
  BoardConfig config;
  std::string mistake;  // empty = good
};

ConfigOutcome read_config(std::string_view json);

// Takes the settings that are named; the same words serve the action setLine.
void read_line_settings(JsonFields &fields, LineSettings &settings);

}  // namespace boardsim
