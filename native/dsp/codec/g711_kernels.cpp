#include "g711_kernel.hpp"

namespace trunkline::dsp {

#if defined(__x86_64__)
namespace v3 {
extern const G711Kernel kG711Kernel;
}
namespace v4 {
extern const G711Kernel kG711Kernel;
}

const G711Kernel *g711_kernel(Isa isa) {
  if (isa == Isa::v4) return &v4::kG711Kernel;
  return isa == Isa::v3 ? &v3::kG711Kernel : nullptr;
}
#else
namespace baseline {
extern const G711Kernel kG711Kernel;
}

const G711Kernel *g711_kernel(Isa) { return &baseline::kG711Kernel; }
#endif

}  // namespace trunkline::dsp
