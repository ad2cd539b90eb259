/*
 * What it does: makes an FskKernel of the step, for a V: the gate in front, and forgetting.
 */
#pragma once
#include "fsk_step.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
void reset_fsk(float *memory, size_t lane) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  FskState<float> fresh{};
  begin_fsk(fresh);
  float values[sizeof fresh / sizeof(float)];
  __builtin_memcpy(values, &fresh, sizeof fresh);
  for (size_t n = 0; n < sizeof fresh / sizeof(float); n++) memory[n * kWidth + lane] = values[n];
}

/** The power of x[n] - x[n-2] in the frame, summed. */
template <typename V>
TRUNKLINE_INLINE V moved_in(const FskState<V> &state, const float *frame, size_t samples) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  V two_ago = state.raw[kFskRaw - 2], one_ago = state.raw[kFskRaw - 1], moved{};
  for (size_t n = 0; n < samples; n++) {
    V now;
    __builtin_memcpy(&now, frame + n * kWidth, sizeof now);
    const V step = now - two_ago;
    moved = moved + step * step;
    two_ago = one_ago;
    one_ago = now;
  }
  return moved;
}

/** What is worked on in a call: what was kept, and the frame behind it. */
template <typename V>
struct FskSamples {
  V list[kFskRaw + kMostFskFrame];
  TRUNKLINE_INLINE FskSamples(const FskState<V> &state, const float *frame, size_t samples) {
    for (size_t n = 0; n < kFskRaw; n++) list[n] = state.raw[n];
    __builtin_memcpy(list + kFskRaw, frame, samples * sizeof(V));
  }
  TRUNKLINE_INLINE void keep(FskState<V> &state, size_t samples) const {
    for (size_t n = 0; n < kFskRaw; n++) state.raw[n] = list[samples + n];
  }
};

/** A lane that wakes begins anew: what it held is older than 100 ms, or another channel's. */
template <typename V, typename Mask>
TRUNKLINE_INLINE void forget(FskState<V> &state, Mask wakes) {
  FskState<V> fresh{};
  begin_fsk(fresh);
  for (size_t n = 0; n < kFskRaw; n++) fresh.raw[n] = state.raw[n];
  fresh.quiet_samples = state.quiet_samples;
  V *const values = reinterpret_cast<V *>(&state);
  const V *const fresh_values = reinterpret_cast<const V *>(&fresh);
  for (size_t n = 0; n < sizeof state / sizeof(V); n++) {
    values[n] = select(wakes, fresh_values[n], values[n]);
  }
}

/** Keeps the newest raw samples of a frame that is not worked on. */
template <typename V>
TRUNKLINE_INLINE void pass_by(FskState<V> &state, const float *frame, size_t samples) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  const size_t kept = samples < kFskRaw ? kFskRaw - samples : 0;
  for (size_t n = 0; n < kept; n++) state.raw[n] = state.raw[n + samples];
  for (size_t n = kept; n < kFskRaw; n++) {
    __builtin_memcpy(&state.raw[n], frame + (samples - (kFskRaw - n)) * kWidth, sizeof(V));
  }
}

template <typename V>
uint32_t run_fsk(const FskBlock &block) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  FskState<V> &state = *reinterpret_cast<FskState<V> *>(block.memory);
  const V moved = moved_in(state, block.frame, block.samples);
  const auto samples = static_cast<float>(block.samples);
  const auto is_quiet = moved < block.table->least_moved * samples;
  const V quiet =
      select(is_quiet, smaller(state.quiet_samples + samples, V{} + kAsleepSamples), V{});
  const auto wakes = (state.quiet_samples >= kAsleepSamples) & (quiet < kAsleepSamples);
  state.quiet_samples = quiet;
  float quiet_samples[kWidth];
  __builtin_memcpy(quiet_samples, &quiet, sizeof quiet);
  uint32_t listening = 0;
  for (size_t lane = 0; lane < kWidth; lane++) {
    listening |= quiet_samples[lane] < kAsleepSamples ? 1U << lane : 0U;
  }
  listening &= block.active;
  if (listening == 0) {
    pass_by(state, block.frame, block.samples);
    return 0;
  }
  if (is_anywhere(wakes)) forget(state, wakes);
  const FskSamples<V> raw(state, block.frame, block.samples);
  FskStep<V> step(state, *block.table, block.reports, listening);
  step.run(raw.list + kFskRaw - block.waiting, (block.waiting + block.samples) / kFskBlock);
  state = step.state();
  raw.keep(state, block.samples);
  return listening;
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
