/*
 * What it does: the vector types in which kernels work: one lane is one channel.
 *
 *   lane frame, samples x kLanes floats:   s0[c0 c1 .. cW-1]  s1[c0 c1 .. cW-1]  ...
 *
 * How it works: the compiler's generic vectors, as wide as the instruction set that this file is
 * being compiled for. Everything stands in the namespace of that set, so that the same source
 * compiled twice never makes the same symbol twice: the linker would keep one of them, and an old
 * processor could meet AVX-512.
 *
 * How to use it: included by `*_kernel.cpp` and headers that only kernels include. A kernel exports
 * one constant table of functions in its namespace and nothing else; it calls nothing that is not
 * inlined but libm's float functions (test/rules looks at its symbols). Arithmetic is in the order
 * written, without contraction, so every level gives the same bits as a lane of width one.
 */
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifndef TRUNKLINE_ISA
#define TRUNKLINE_ISA baseline
#endif

namespace trunkline::dsp::TRUNKLINE_ISA {

#if defined(__AVX512F__)
constexpr size_t kLanes = 16;
#elif defined(__AVX2__)
constexpr size_t kLanes = 8;
#else
constexpr size_t kLanes = 4;
#endif

using Floats = float __attribute__((vector_size(4 * kLanes)));
/** Also what a comparison of Floats gives: -1 in the lanes where it holds, else 0. */
using Ints = int32_t __attribute__((vector_size(4 * kLanes)));

using Words = uint32_t __attribute__((vector_size(4 * kLanes)));

#define TRUNKLINE_INLINE [[gnu::always_inline]] inline

TRUNKLINE_INLINE Floats load(const float *from) {
  Floats lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}
TRUNKLINE_INLINE void store(float *to, Floats lanes) { std::memcpy(to, &lanes, sizeof lanes); }
TRUNKLINE_INLINE Floats all(float value) { return Floats{} + value; }
/** Where the mask is -1 the first, elsewhere the second. */
TRUNKLINE_INLINE Floats select(Ints mask, Floats yes, Floats no) { return mask ? yes : no; }
TRUNKLINE_INLINE Ints select(Ints mask, Ints yes, Ints no) { return mask ? yes : no; }
TRUNKLINE_INLINE Floats larger(Floats a, Floats b) { return a > b ? a : b; }
TRUNKLINE_INLINE Floats smaller(Floats a, Floats b) { return a < b ? a : b; }
TRUNKLINE_INLINE Floats magnitude(Floats a) { return a < 0.0F ? -a : a; }
/** Of what is negative 0. */
TRUNKLINE_INLINE Floats square_root(Floats a) {
  Floats roots = larger(a, Floats{});
  for (size_t lane = 0; lane < kLanes; lane++) roots[lane] = __builtin_sqrtf(roots[lane]);
  return roots;
}
TRUNKLINE_INLINE bool any(Ints mask) {
  int32_t seen = 0;
  for (size_t lane = 0; lane < kLanes; lane++) seen |= mask[lane];
  return seen != 0;
}

// The same words for a single channel, so that one text serves as the plain form and as the batch.
TRUNKLINE_INLINE float select(bool mask, float yes, float no) { return mask ? yes : no; }
TRUNKLINE_INLINE float larger(float a, float b) { return a > b ? a : b; }
TRUNKLINE_INLINE float smaller(float a, float b) { return a < b ? a : b; }
TRUNKLINE_INLINE float square_root(float a) { return __builtin_sqrtf(a < 0.0F ? 0.0F : a); }
TRUNKLINE_INLINE float magnitude(float a) { return a < 0.0F ? -a : a; }
TRUNKLINE_INLINE bool any(bool mask) { return mask; }

/** The words that lie beside the floats of V, and random numbers made of them. */
template <typename V>
struct WordsOf {
  using Type = Words;
};
template <>
struct WordsOf<float> {
  using Type = uint32_t;
};
TRUNKLINE_INLINE Floats signed_value_of(Words words) {
  return __builtin_convertvector((Ints)words, Floats);
}
TRUNKLINE_INLINE float signed_value_of(uint32_t word) {
  return static_cast<float>(static_cast<int32_t>(word));
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
