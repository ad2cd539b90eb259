// The date and time that an exchange sends with the caller's number: MMDDhhmm.
//
// In stepped time no other clock may be read: the simulated year begins with the board.
#pragma once

#include <string>

#include "board-sim/board/board_config.hpp"

namespace boardsim {

std::string caller_id_time(ClockMode mode, double now_ms);

}  // namespace boardsim
