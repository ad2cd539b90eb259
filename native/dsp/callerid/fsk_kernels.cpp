#include <array>

#include "fsk_entry.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const FskKernel kFskKernel;
namespace {
constexpr FskKernel kPlainFskKernel{1, kFskBlock, sizeof(FskState<float>) / sizeof(float),
                                    reset_fsk<float>, run_fsk<float>};
}  // namespace
}  // namespace baseline
#if defined(__x86_64__)
namespace v2 {
extern const FskKernel kFskKernel;
}
namespace v3 {
extern const FskKernel kFskKernel;
}
namespace v4 {
extern const FskKernel kFskKernel;
}
#endif

const FskKernel &fsk_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const FskKernel *, kIsaCount> kernels = {&baseline::kFskKernel, &v2::kFskKernel,
                                                            &v3::kFskKernel, &v4::kFskKernel};
#else
  const std::array<const FskKernel *, kIsaCount> kernels = {&baseline::kFskKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

const FskKernel &plain_fsk_kernel() { return baseline::kPlainFskKernel; }

}  // namespace trunkline::dsp
