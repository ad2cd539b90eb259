#include "voice_entry.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

extern const VoiceKernel kVoiceKernel;
const VoiceKernel kVoiceKernel = voice_kernel_of<Floats>();

}  // namespace trunkline::dsp::TRUNKLINE_ISA
