#include <array>

#include "dtmf_kernel.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const DtmfKernel kDtmfKernel;
}
#if defined(__x86_64__)
namespace v2 {
extern const DtmfKernel kDtmfKernel;
}
namespace v3 {
extern const DtmfKernel kDtmfKernel;
}
namespace v4 {
extern const DtmfKernel kDtmfKernel;
}
#endif

const DtmfKernel &dtmf_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const DtmfKernel *, kIsaCount> kernels = {
      &baseline::kDtmfKernel, &v2::kDtmfKernel, &v3::kDtmfKernel, &v4::kDtmfKernel};
#else
  const std::array<const DtmfKernel *, kIsaCount> kernels = {&baseline::kDtmfKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

}  // namespace trunkline::dsp
