#include "adpcm_kernel.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const AdpcmKernel kAdpcmKernel;
}
#if defined(__x86_64__)
namespace v2 {
extern const AdpcmKernel kAdpcmKernel;
}
namespace v3 {
extern const AdpcmKernel kAdpcmKernel;
}
namespace v4 {
extern const AdpcmKernel kAdpcmKernel;
}
#endif

const AdpcmKernel &adpcm_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const AdpcmKernel *, kIsaCount> kernels = {
      &baseline::kAdpcmKernel, &v2::kAdpcmKernel, &v3::kAdpcmKernel, &v4::kAdpcmKernel};
#else
  const std::array<const AdpcmKernel *, kIsaCount> kernels = {&baseline::kAdpcmKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

}  // namespace trunkline::dsp
