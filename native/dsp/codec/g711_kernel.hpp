/*
 * What it does: what a kernel of G.711 coding offers: many samples of one stream at once.
 */
#pragma once
#include <cstddef>
#include <cstdint>

#include "../simd/isa.hpp"

namespace trunkline::dsp {

struct G711Kernel {
  /** Codes of whole multiples of `lanes` samples; the caller does the rest. */
  void (*alaw)(const int16_t *samples, size_t count, uint8_t *octets);
  void (*ulaw)(const int16_t *samples, size_t count, uint8_t *octets);
  size_t lanes;
};

/** nullptr where tables are quicker: without shifts of every lane by a number of its own. */
const G711Kernel *g711_kernel(Isa isa);

}  // namespace trunkline::dsp
