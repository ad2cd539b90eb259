// What the bench shows of a world, as JSON of contract/bench.ts.
#pragma once

#include <string>

#include "board-sim/board/world.hpp"

namespace boardsim {

std::string state_json(World &world);
// Takes the oldest notices, as many as fit into `max_bytes`; the others stay.
std::string take_notices_json(World &world, size_t max_bytes);
// The table of number endings, for the documentation.
std::string endings_json();

}  // namespace boardsim
