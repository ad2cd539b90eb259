/*
 * What it does: names the instruction sets that kernels are built for, and picks the best one of
 * this machine.
 *
 * How it works: every file `*_kernel.cpp` below native/dsp is compiled once for each level, into a
 * namespace of that level's name (TRUNKLINE_ISA); binding.gyp has the flags. The levels are the
 * x86-64 psABI's micro-architecture levels. On other processors there is the baseline alone, which
 * the compiler's generic vectors turn into NEON on ARM. One build so runs on any x86-64.
 *
 * How to use it: an algorithm keeps a table of its kernels by level and takes kernel[best_isa()].
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trunkline::dsp {

/** baseline: whatever the compiler targets by default (SSE2, NEON). v2: SSE4.2. v3: AVX2, FMA. v4:
 * AVX-512 F, BW, DQ, VL. */
enum class Isa : uint8_t { baseline, v2, v3, v4 };

#if defined(__x86_64__)
constexpr size_t kIsaCount = 4;
#else
constexpr size_t kIsaCount = 1;
#endif

/** The best level that this processor and its operating system can run. */
Isa best_isa();
std::string_view name_of(Isa isa);
/** Every level up to the best one, for tests that compare them. */
struct IsaList {
  std::array<Isa, kIsaCount> list{};
  size_t count = 0;
};
IsaList runnable_isas();

}  // namespace trunkline::dsp
