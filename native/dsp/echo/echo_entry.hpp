/*
 * What it does: makes an EchoKernel of the step, for a V.
 */
#pragma once
#include "echo_kernel.hpp"
#include "echo_rest.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
size_t echo_memory_floats(size_t partitions) {
  return EchoState<V>::size(partitions) * (sizeof(V) / sizeof(float));
}

template <typename V>
void reset_echo(float *memory, size_t partitions, size_t lane, const EchoConstants &constants) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  const size_t size = EchoState<V>::size(partitions);
  for (size_t n = 0; n < size; n++) memory[n * kWidth + lane] = 0.0F;
  EchoState<V> state(reinterpret_cast<V *>(memory), partitions);
  float *const doubt = reinterpret_cast<float *>(state.doubt);
  for (size_t n = 0; n < partitions * kTransformBins; n++) {
    doubt[n * kWidth + lane] = constants.first_doubt;
  }
  float *const gain = reinterpret_cast<float *>(&state.scalars->gain);
  gain[lane] = 1.0F;
  float *const floor = reinterpret_cast<float *>(&state.scalars->noise_floor);
  float *const noise = reinterpret_cast<float *>(&state.scalars->noise_energy);
  floor[lane] = noise[lane] = constants.first_noise;
  auto *const seed = reinterpret_cast<uint32_t *>(&state.scalars->seed);
  seed[lane] = 0x9E3779B9U * static_cast<uint32_t>(lane + 1);
}

template <typename V>
void run_echo(const EchoBlock &block) {
  EchoState<V> state(reinterpret_cast<V *>(block.memory), block.partitions);
  const EchoTurn turn{block.newest, block.constrained, block.suppresses_rest,
                      block.yields_to_modems};
  EchoStep<V> step(state, *block.tables, *block.constants, turn);
  step.run(block.far, block.near, block.out);
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
