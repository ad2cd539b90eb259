/*
 * What it does: makes a VoiceKernel of the step, for a V.
 */
#pragma once
#include "voice_kernel.hpp"
#include "voice_step.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
void reset_voice(float *memory, size_t lane) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  for (size_t n = 0; n < sizeof(VoiceState<V>) / sizeof(V); n++) memory[n * kWidth + lane] = 0.0F;
  auto &state = *reinterpret_cast<VoiceState<V> *>(memory);
  reinterpret_cast<float *>(&state.gain)[lane] = 1.0F;
  reinterpret_cast<float *>(&state.wanted_gain)[lane] = 1.0F;
}

template <typename V>
void run_voice(float *memory, const VoiceConstants &constants, const float *in, float *out,
               size_t samples) {
  VoiceStep<V> step(*reinterpret_cast<VoiceState<V> *>(memory), constants, samples);
  step.listen(in);
  if (out != nullptr) step.control(in, out);
}

template <typename V>
float voice_speaking(const float *memory, size_t lane) {
  const auto &state = *reinterpret_cast<const VoiceState<V> *>(memory);
  return reinterpret_cast<const float *>(&state.speaking)[lane];
}

template <typename V>
float voice_state_ticks(const float *memory, size_t lane) {
  const auto &state = *reinterpret_cast<const VoiceState<V> *>(memory);
  return reinterpret_cast<const float *>(&state.state_ticks)[lane];
}

template <typename V>
constexpr VoiceKernel voice_kernel_of() {
  return {sizeof(V) / sizeof(float),
          sizeof(VoiceState<V>) / sizeof(float),
          reset_voice<V>,
          run_voice<V>,
          voice_speaking<V>,
          voice_state_ticks<V>};
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
