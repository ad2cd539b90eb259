#include <array>

#include "mix_kernel.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const MixKernel kMixKernel;
}
#if defined(__x86_64__)
namespace v2 {
extern const MixKernel kMixKernel;
}
namespace v3 {
extern const MixKernel kMixKernel;
}
namespace v4 {
extern const MixKernel kMixKernel;
}
#endif

const MixKernel &mix_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const MixKernel *, kIsaCount> kernels = {&baseline::kMixKernel, &v2::kMixKernel,
                                                            &v3::kMixKernel, &v4::kMixKernel};
#else
  const std::array<const MixKernel *, kIsaCount> kernels = {&baseline::kMixKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

}  // namespace trunkline::dsp
