/*
 * What it does: the constant tables of RealTransform, made once and used by all kernels.
 *
 * How it works: a kernel must not carry functions of the mathematics library in its own instruction
 * set, so sines are computed here and handed to it.
 */
#pragma once
#include <array>
#include <cstddef>

namespace trunkline::dsp {

/** Half of the transform's length: a tick of 10 ms at 8 kHz. */
constexpr size_t kHalfTransform = 80;
constexpr size_t kTransformSamples = 2 * kHalfTransform;
/** Frequencies of it, 50 Hz apart, from 0 to 4 kHz. */
constexpr size_t kTransformBins = kHalfTransform + 1;

struct TransformTables {
  struct Turn {
    float re = 1.0F, im = 0.0F;
  };
  /** exp(-2 pi i k / 80): the turns of the complex transform of 80 points. */
  std::array<Turn, kHalfTransform> complex_turns{};
  /** exp(-2 pi i k / 160): what joins its halves to a real one of 160. */
  std::array<Turn, kTransformBins> real_turns{};

  TransformTables();
};

}  // namespace trunkline::dsp
