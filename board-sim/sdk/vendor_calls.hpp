// vendor_call of the simulator: "clock.step", "sim.do", "sim.state", "sim.notices", "sim.endings".
#pragma once

#include <cstdint>

#include "board-sim/board/virtual_board.hpp"

namespace boardsim {

// `board` may be nullptr for sim.*; then the member "board" of the JSON names it.
// The answer goes into `out`, cut to nothing when it does not fit (then BSDK_E_RESOURCE).
struct TextOut {
  char *at;  // may be nullptr: no answer is wanted
  uint32_t cap;
};
int32_t call_by_name(VirtualBoard *board, const char *name, const char *in_json, TextOut out);

}  // namespace boardsim
