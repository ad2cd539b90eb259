#include <array>

#include "voice_entry.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const VoiceKernel kVoiceKernel;
}
#if defined(__x86_64__)
namespace v2 {
extern const VoiceKernel kVoiceKernel;
}
namespace v3 {
extern const VoiceKernel kVoiceKernel;
}
namespace v4 {
extern const VoiceKernel kVoiceKernel;
}
#endif

const VoiceKernel &voice_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const VoiceKernel *, kIsaCount> kernels = {
      &baseline::kVoiceKernel, &v2::kVoiceKernel, &v3::kVoiceKernel, &v4::kVoiceKernel};
#else
  const std::array<const VoiceKernel *, kIsaCount> kernels = {&baseline::kVoiceKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

const VoiceKernel &plain_voice_kernel() {
  static constexpr VoiceKernel kPlain = baseline::voice_kernel_of<float>();
  return kPlain;
}

}  // namespace trunkline::dsp
