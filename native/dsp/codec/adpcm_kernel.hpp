/*
 * What it does: what a kernel of ADPCM coding offers: several streams side by side, each with a
 * state of its own.
 */
#pragma once
#include "../simd/isa.hpp"
#include "adpcm_form.hpp"

namespace trunkline::dsp {

struct AdpcmKernel {
  size_t lanes;
  /** The widest kernel's state: a sample and a step index a lane. */
  static constexpr size_t kMostLanes = 16;
  struct State {
    alignas(64) int32_t last[kMostLanes] = {}, step[kMostLanes] = {};
  };
  /** sounds, octets: one a lane; samples is even, half as many octets come out. */
  void (*encode)(State &state, const AdpcmForm &form, const int16_t *const *sounds, size_t samples,
                 uint8_t *const *octets);
};

const AdpcmKernel &adpcm_kernel(Isa isa);

}  // namespace trunkline::dsp
