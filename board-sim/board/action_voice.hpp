// Reads a voiceSourceSchema of contract/bench.ts; a named file is read whole.
#pragma once

#include <string>

#include "board-sim/sdk/json_fields.hpp"
#include "board-sim/signal/voice.hpp"

namespace boardsim {

struct VoiceOutcome {
  VoiceChoice voice;
  std::string mistake;  // the text is wrong
  std::string refusal;  // the file is
};

VoiceOutcome read_voice(const JsonValue *value);

}  // namespace boardsim
