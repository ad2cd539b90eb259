/*
 * What it does: what a kernel of DTMF reception offers to those who are compiled plainly.
 */
#pragma once
#include "../simd/isa.hpp"
#include "dtmf_front.hpp"
#include "dtmf_judge.hpp"

namespace trunkline::dsp {

struct DtmfKernel {
  size_t lanes;
  size_t memory_floats;
  void (*reset)(float *memory, size_t lane);
  /** Samples of a lane frame, within one hop: they go to places `at` and on of hop `hop`. */
  void (*feed)(float *memory, const float *frame, size_t samples, size_t hop, size_t at,
               const DtmfFrontTables &tables);
  struct Screen {
    uint32_t may_hold = 0, is_clear = 0;  // bit n: lane n
    float under[32] = {};                 // power between 200 and 650 Hz
    uint8_t place[32] = {};               // in kDtmfDigits, of the strongest pair
  };
  /** The hop is full: the screen of the window that ends with it. */
  void (*end_hop)(float *memory, size_t hop, const DtmfFrontTables &tables, Screen &screen);
  /** Of two windows of 160: sixteen sums, then theirs. */
  float (*dot)(const float *a, const float *b);
  enum class Ring : uint8_t { tones, wide };
  /** A lane's five hops, the oldest first: 200 samples. */
  void (*read)(const float *memory, Ring which, size_t lane, size_t oldest_hop, float *to);
};

const DtmfKernel &dtmf_kernel(Isa isa);

}  // namespace trunkline::dsp
