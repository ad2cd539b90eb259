#include "isa.hpp"

namespace trunkline::dsp {

Isa best_isa() {
#if defined(__x86_64__)
  // The builtin asks the operating system too (XGETBV), so a kernel never meets registers that are
  // not saved.
  if (__builtin_cpu_supports("x86-64-v4")) return Isa::v4;
  if (__builtin_cpu_supports("x86-64-v3")) return Isa::v3;
  if (__builtin_cpu_supports("x86-64-v2")) return Isa::v2;
#endif
  return Isa::baseline;
}

std::string_view name_of(Isa isa) {
  constexpr std::array<std::string_view, 4> kNames = {"baseline", "x86-64-v2", "x86-64-v3",
                                                      "x86-64-v4"};
  return kNames[static_cast<size_t>(isa)];
}

IsaList runnable_isas() {
  IsaList found;
  const auto best = static_cast<size_t>(best_isa());
  for (size_t level = 0; level <= best; level++) {
    found.list[found.count++] = static_cast<Isa>(level);
  }
  return found;
}

}  // namespace trunkline::dsp
