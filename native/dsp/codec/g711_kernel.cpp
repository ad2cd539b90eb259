#include "g711_kernel.hpp"

#include "../simd/lanes.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {
namespace {

using Shorts = int16_t __attribute__((vector_size(2 * kLanes)));
using Octets = uint8_t __attribute__((vector_size(kLanes)));

/** The number of bits of 1 to 2^23, from the exponent of the float. */
TRUNKLINE_INLINE Ints bit_width(Ints number) {
  const Floats exact = __builtin_convertvector(number, Floats);
  Ints bits;
  std::memcpy(&bits, &exact, sizeof bits);
  return (bits >> 23) - 126;
}

TRUNKLINE_INLINE Ints read(const int16_t *samples) {
  Shorts lanes;
  std::memcpy(&lanes, samples, sizeof lanes);
  return __builtin_convertvector(lanes, Ints);
}
TRUNKLINE_INLINE void write(uint8_t *octets, Ints codes) {
  const Octets lanes = __builtin_convertvector(codes, Octets);
  std::memcpy(octets, &lanes, sizeof lanes);
}

/** As alaw_of() in g711.hpp. */
void alaw(const int16_t *samples, size_t count, uint8_t *octets) {
  for (size_t n = 0; n < count; n += kLanes) {
    const Ints sample = read(samples + n);
    const Ints negative = sample >> 31;
    const Ints magnitude = (sample ^ negative) >> 3;
    const Ints over = bit_width(magnitude | 1) - 5;
    const Ints segment = over > 0 ? over : Ints{};
    const Ints steps = (magnitude >> (segment > 1 ? segment : Ints{} + 1)) & 15;
    write(octets + n, ((~negative & 0x80) | (segment << 4) | steps) ^ 0x55);
  }
}

/** As ulaw_of() in g711.hpp. */
void ulaw(const int16_t *samples, size_t count, uint8_t *octets) {
  constexpr int32_t kBias = 33, kLargest = 8158;
  for (size_t n = 0; n < count; n += kLanes) {
    const Ints sample = read(samples + n);
    const Ints negative = sample >> 31;
    const Ints cut = ((sample ^ negative) - negative) >> 2;
    const Ints magnitude = (cut > kLargest ? Ints{} + kLargest : cut) + kBias;
    const Ints segment = bit_width(magnitude) - 6;
    const Ints steps = (magnitude >> (segment + 1)) & 15;
    write(octets + n, ~((negative & 0x80) | (segment << 4) | steps));
  }
}

}  // namespace

extern const G711Kernel kG711Kernel;
const G711Kernel kG711Kernel = {alaw, ulaw, kLanes};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
