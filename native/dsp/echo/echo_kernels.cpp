#include <array>

#include "echo_entry.hpp"

namespace trunkline::dsp {

namespace baseline {
extern const EchoKernel kEchoKernel;
namespace {
constexpr EchoKernel kPlainEchoKernel{1, echo_memory_floats<float>, reset_echo<float>,
                                      run_echo<float>};
}  // namespace
}  // namespace baseline
#if defined(__x86_64__)
namespace v2 {
extern const EchoKernel kEchoKernel;
}
namespace v3 {
extern const EchoKernel kEchoKernel;
}
namespace v4 {
extern const EchoKernel kEchoKernel;
}
#endif

const EchoKernel &echo_kernel(Isa isa) {
#if defined(__x86_64__)
  const std::array<const EchoKernel *, kIsaCount> kernels = {
      &baseline::kEchoKernel, &v2::kEchoKernel, &v3::kEchoKernel, &v4::kEchoKernel};
#else
  const std::array<const EchoKernel *, kIsaCount> kernels = {&baseline::kEchoKernel};
#endif
  return *kernels[static_cast<size_t>(isa)];
}

const EchoKernel &plain_echo_kernel() { return baseline::kPlainEchoKernel; }

}  // namespace trunkline::dsp
