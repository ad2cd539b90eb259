/*
 * What it does: what an echo canceller is told at its making.
 */
#pragma once
#include <cstdint>

#include "../transform/transform_tables.hpp"

namespace trunkline::dsp {

/** Samples that the canceller takes at once, a tick of 10 ms; its transform overlaps two (save). */
constexpr size_t kEchoBlock = kHalfTransform;

struct EchoSettings {
  /** The longest echo that is cancelled, 8 to 128 ms; rounded up to whole blocks of 10 ms. */
  uint32_t tail_ms = 64;
  /** Non-linear processor and comfort noise (G.168, 3.2): what the filter leaves is taken out. */
  bool suppresses_rest = true;
  /** 2100 Hz with phase reversals switches the canceller off for modems (G.168, 7). */
  bool yields_to_modems = true;
};

constexpr uint32_t kLeastEchoTailMs = 8, kMostEchoTailMs = 128;

constexpr size_t echo_partitions(uint32_t tail_ms) {
  return (tail_ms * 8 + kEchoBlock - 1) / kEchoBlock;
}

}  // namespace trunkline::dsp
