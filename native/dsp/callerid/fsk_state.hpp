/*
 * What it does: what the FSK receiver remembers from one frame to the next, for one channel or a
 * group of lanes: each value a V (a float, or one float a lane). Counters are whole numbers in
 * floats, so that every value has the same shape.
 */
#pragma once
#include "../simd/lanes.hpp"
#include "fsk_kernel.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

/** Samples that the correlators look back: they see 11 at once. */
constexpr size_t kFskSpan = 2 * kFskReach;
/** The correlators are asked at every second sample, two of which make a block. */
constexpr size_t kFskStride = 2, kFskValues = 2, kFskBlock = kFskStride * kFskValues;
/** Raw samples that are kept: what the correlators look back, and what is no whole block yet. */
constexpr size_t kFskRaw = kFskSpan + kFskBlock - 1;
constexpr size_t kMostFskFrame = 160;
constexpr size_t kMostFskValues = (kMostFskFrame + kFskBlock) / kFskStride;

/** Of FskState::stage. */
constexpr float kHunting = 0.0F, kBetweenBytes = 1.0F, kInByte = 2.0F;

template <typename V>
struct FskState {
  V raw[kFskRaw];   // newest last
  V quiet_samples;  // since the gate last saw anything
  V power;          // of everything but DC and hum, smoothed
  V last_mark, last_space;
  V until_middle;  // to the middle of the next bit, in values
  V edge_gain;     // how much of an edge's error the bit clock takes over
  V mark_level, space_level;
  V space_gain;  // how much of a space's level counts: 1 before the first
  V mark_weight, space_weight, middle;
  V least_soft;  // nearer to the middle a bit is weak
  V stage;
  V marks, marks_before;
  V byte, bit_value;  // bit_value: 1 for the first bit .. 128, 256 for the stop bit
  V weak_bits;        // of the byte
  V lost_bits, broken_bytes;
};

/** In values. */
constexpr float kBit = 8000.0F / 1200.0F / kFskStride, kHalfBit = kBit / 2.0F;
/** The line was silent so long that the receiver forgets everything and costs nothing. */
constexpr float kAsleepSamples = 800.0F;

/** What a receiver knows that has heard nothing. The raw samples stay: the gate needs them. */
template <typename V>
TRUNKLINE_INLINE void begin_fsk(FskState<V> &state) {
  state.quiet_samples = V{} + kAsleepSamples;
  state.power = state.last_mark = state.last_space = state.mark_level = state.space_level =
      state.middle = V{};
  state.until_middle = V{} + kHalfBit;
  state.edge_gain = state.mark_weight = state.space_weight = V{} + 0.5F;
  state.space_gain = V{} + 1.0F;
  state.stage = state.marks = state.marks_before = state.byte = V{};
  state.bit_value = V{} + 1.0F;
  state.weak_bits = state.lost_bits = state.broken_bytes = V{};
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
