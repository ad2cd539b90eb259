/*
 * What it does: two operations on lanes that the compiler's generic vectors lack, in the same bits
 * for a lane and for a plain float: the root of a square, and whether a mask holds anywhere.
 *
 * How it works: the root by Newton's iteration for 1 / sqrt, begun from the float's exponent; two
 * turns are right within 5 millionths. The hardware's root cannot be had without intrinsics.
 */
#pragma once
#include "../simd/lanes.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

/** sqrt(square) of what is not negative; 0 of 0. */
template <typename V>
TRUNKLINE_INLINE V root_of(V square) {
  typename WordsOf<V>::Type bits;
  __builtin_memcpy(&bits, &square, sizeof bits);
  bits = 0x5F375A86U - (bits >> 1);
  V inverse;
  __builtin_memcpy(&inverse, &bits, sizeof inverse);
  const V half = 0.5F * square;
  inverse = inverse * (1.5F - (half * inverse) * inverse);
  inverse = inverse * (1.5F - (half * inverse) * inverse);
  return square * inverse;
}

TRUNKLINE_INLINE bool is_anywhere(bool mask) { return mask; }
TRUNKLINE_INLINE bool is_anywhere(Ints mask) {
  using Pair = int64_t __attribute__((vector_size(16)));
  Pair parts[sizeof mask / sizeof(Pair)];
  __builtin_memcpy(parts, &mask, sizeof mask);
  Pair together = parts[0];
  for (size_t n = 1; n < sizeof mask / sizeof(Pair); n++) together |= parts[n];
  return (together[0] | together[1]) != 0;
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
