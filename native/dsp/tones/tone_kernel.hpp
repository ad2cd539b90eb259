/*
 * What it does: what a kernel of tone detection offers to those who are compiled plainly.
 */
#pragma once
#include "../simd/isa.hpp"
#include "tone_tables.hpp"

namespace trunkline::dsp {

/** The place in the stream, the same for all lanes. */
struct TonePlace {
  size_t at = 0;    // in the block
  size_t slot = 0;  // of the ring of blocks
};

struct ToneKernel {
  size_t lanes, memory_floats;
  void (*reset)(float *memory, size_t lane);
  /** Readings of up to 160 samples: two hops. */
  struct Heard {
    static constexpr size_t kHops = 2, kMaxLanes = 32;
    size_t hops = 0;
    float tone[kHops][kMaxLanes];   // an index, -1: quiet, -2: other sound
    float power[kHops][kMaxLanes];  // mean square
    float clear[kHops][kMaxLanes];  // 1 or 0
  };
  void (*feed)(float *memory, const ToneConstants &constants, TonePlace &place,
               const float *lane_frame, size_t samples, Heard &heard);
};

const ToneKernel &tone_kernel(Isa isa);
const ToneKernel &plain_tone_kernel();

}  // namespace trunkline::dsp
