#include <array>

#include "tone_entry.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const ToneKernel kToneKernel;
}
#if defined(__x86_64__)
namespace v2 {
extern const ToneKernel kToneKernel;
}
namespace v3 {
extern const ToneKernel kToneKernel;
}
namespace v4 {
extern const ToneKernel kToneKernel;
}
#endif

const ToneKernel &tone_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const ToneKernel *, kIsaCount> kernels = {
      &baseline::kToneKernel, &v2::kToneKernel, &v3::kToneKernel, &v4::kToneKernel};
#else
  const std::array<const ToneKernel *, kIsaCount> kernels = {&baseline::kToneKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

const ToneKernel &plain_tone_kernel() {
  static constexpr ToneKernel kPlain = baseline::tone_kernel_of<float>();
  return kPlain;
}

}  // namespace trunkline::dsp
