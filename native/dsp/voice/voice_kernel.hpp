/*
 * What it does: what a kernel of voice detection and level control offers.
 */
#pragma once
#include "../simd/isa.hpp"
#include "voice_settings.hpp"

namespace trunkline::dsp {

struct VoiceKernel {
  size_t lanes, memory_floats;
  void (*reset)(float *memory, size_t lane);
  /** A tick of samples x lanes. out null: listens only. speaking: 1 or 0 a lane. */
  void (*run)(float *memory, const VoiceConstants &constants, const float *in, float *out,
              size_t samples);
  /** 1 or 0, and ticks since that began. */
  float (*speaking)(const float *memory, size_t lane);
  float (*state_ticks)(const float *memory, size_t lane);
};

const VoiceKernel &voice_kernel(Isa isa);
const VoiceKernel &plain_voice_kernel();

}  // namespace trunkline::dsp
