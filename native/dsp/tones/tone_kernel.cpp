#include "tone_entry.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

extern const ToneKernel kToneKernel;
const ToneKernel kToneKernel = tone_kernel_of<Floats>();

}  // namespace trunkline::dsp::TRUNKLINE_ISA
