#include "echo_entry.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

extern const EchoKernel kEchoKernel;
const EchoKernel kEchoKernel{kLanes, echo_memory_floats<Floats>, reset_echo<Floats>,
                             run_echo<Floats>};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
