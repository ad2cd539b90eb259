/*
 * What it does: what a kernel of mixing offers: the work on samples, along time.
 */
#pragma once
#include <cstddef>
#include <cstdint>

#include "../simd/isa.hpp"

namespace trunkline::dsp {

struct MixKernel {
  /** Sum of the squares. */
  float (*energy)(const int16_t *samples, size_t count);
  /** bus += samples * gain, which goes from `from` to `to` over the frame. */
  void (*add)(float *bus, const int16_t *samples, size_t count, float from, float to);
  /**
   * rest = bus - samples * gain (as in add; samples may be null): what the party hears. Returns the
   * largest magnitude.
   */
  float (*take_out)(float *rest, const float *bus, const int16_t *samples, size_t count, float from,
                    float to);
  /** out = rest * gain, which goes from `from` to `to`; rounded, in the range of 16 bits. */
  void (*finish)(int16_t *out, const float *rest, size_t count, float from, float to);
};

const MixKernel &mix_kernel(Isa isa);

}  // namespace trunkline::dsp
