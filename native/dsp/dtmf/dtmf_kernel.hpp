/*
 * What it does: what a kernel of DTMF reception offers to those who are compiled plainly.
 */
#pragma once
#include "../simd/isa.hpp"
#include "dtmf_front.hpp"

namespace trunkline::dsp {

/** How many frequencies DtmfSpectrum looks at. */
constexpr size_t kDtmfSpectrum = 48;

struct DtmfKernel {
  size_t lanes;
  size_t memory_floats;
  void (*reset)(float *memory, size_t lane);
  /** Samples of a lane frame, within one hop: they go to places `at` and on of hop `hop`. */
  void (*feed)(float *memory, const float *frame, size_t samples, size_t hop, size_t at);
  struct Screen {
    uint32_t may_hold = 0, is_clear = 0;  // bit n: lane n
    uint8_t place[32] = {};               // in kDtmfDigits, of the strongest pair
  };
  /** The hop is full: the screen of the window that ends with it. */
  void (*end_hop)(float *memory, size_t hop, const DtmfFrontTables &tables, Screen &screen);
  /** A lane's ring of hops at half the rate, the oldest first: 100 samples. */
  void (*read_half)(const float *memory, size_t lane, size_t oldest_hop, float *to);
  /** A lane's last window as it came: 160 samples. */
  void (*read_raw)(const float *memory, size_t lane, size_t oldest_hop, float *to);

  // What the judge works with, the same bits at every instruction set.
  /** The sum of the products of two windows of 80. */
  float (*dot)(const float *a, const float *b);
  /** Powers of kDtmfSpectrum frequencies in a window of 160, from tables of half a window. */
  void (*spectrum)(const float *window, const float *cos, const float *sin, float *powers);
};

const DtmfKernel &dtmf_kernel(Isa isa);

}  // namespace trunkline::dsp
