// The actions of contract/bench.ts (benchActionSchema) on a world, read from JSON.
#pragma once

#include <functional>
#include <string>

#include "board-sim/board/virtual_board.hpp"

namespace boardsim {

struct ActionOutcome {
  int32_t
      result;  // BSDK_OK even when the world refuses; else the text was wrong or the board is gone
  std::string why;  // empty = done
};

// Reads files if the action names one, so never on the media thread. `fields` is the action's
// object; the member "board" has been asked for already.
ActionOutcome carry_out(JsonFields &fields, VirtualBoard &board);

}  // namespace boardsim
