// The simulator's second table, see control/sim_control.h.
#pragma once

namespace boardsim {

const void *control_table();

}  // namespace boardsim
