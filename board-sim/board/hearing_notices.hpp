// Tells a scenario what an ear noticed.
#pragma once

#include "board-sim/board/world_port.hpp"
#include "board-sim/signal/ear.hpp"

namespace boardsim {

void tell_hearing(const Hearing &hearing, Party who, WorldPort &world);

}  // namespace boardsim
