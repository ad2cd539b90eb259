#include "fsk_entry.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

extern const FskKernel kFskKernel;
const FskKernel kFskKernel{kLanes, kFskBlock, sizeof(FskState<Floats>) / sizeof(float),
                           reset_fsk<Floats>, run_fsk<Floats>};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
