/*
 * What it does: the constant tables of the echo canceller's transform, made once and used by all
 * kernels.
 *
 * How it works: a kernel must not carry functions of the mathematics library in its own instruction
 * set, so sines are computed here and handed to it.
 */
#pragma once
#include <array>
#include <cstddef>

namespace trunkline::dsp {

/** Samples that the canceller takes at once: one tick of 10 ms at 8 kHz. */
constexpr size_t kEchoBlock = 80;
/** Length of its transform: overlap-save over two blocks. */
constexpr size_t kEchoTransform = 2 * kEchoBlock;
/** Frequencies of it, 50 Hz apart, from 0 to 4 kHz. */
constexpr size_t kEchoBins = kEchoBlock + 1;

struct EchoTables {
  struct Turn {
    float re = 1.0F, im = 0.0F;
  };
  /** exp(-2 pi i k / 80): the turns of the complex transform of 80 points. */
  std::array<Turn, kEchoBlock> complex_turns{};
  /** exp(-2 pi i k / 160): what joins its halves to a real one of 160. */
  std::array<Turn, kEchoBins> real_turns{};

  EchoTables();
};

}  // namespace trunkline::dsp
