#include "g711.hpp"

#include "g711_kernel.hpp"

namespace trunkline::dsp {
namespace {

// A-law sees 13 bits of a sample; what is cut off never decides.
constexpr auto kAlawCodes = [] {
  std::array<uint8_t, 1 << 13> codes{};
  for (size_t n = 0; n < codes.size(); n++) {
    codes[n] = alaw_of(static_cast<int16_t>(static_cast<uint16_t>(n << 3)));
  }
  return codes;
}();
constexpr auto kUlawCodes = [] {
  std::array<uint8_t, 1 << 16> codes{};
  for (size_t n = 0; n < codes.size(); n++) {
    codes[n] = ulaw_of(static_cast<int16_t>(static_cast<uint16_t>(n)));
  }
  return codes;
}();

using Code = void (*)(const int16_t *, size_t, uint8_t *);

/** Whole vectors by the kernel, what is left by the table. */
template <size_t kCutBits, size_t kCodes>
void encode(std::span<const int16_t> samples, std::span<uint8_t> octets,
            const std::array<uint8_t, kCodes> &codes, Code G711Kernel::*law, Isa isa) {
  const G711Kernel *kernel = g711_kernel(isa);
  const size_t whole = kernel == nullptr ? 0 : samples.size() / kernel->lanes * kernel->lanes;
  if (whole > 0) (kernel->*law)(samples.data(), whole, octets.data());
  for (size_t n = whole; n < samples.size(); n++) {
    octets[n] = codes[static_cast<uint16_t>(samples[n]) >> kCutBits];
  }
}

}  // namespace

void encode_alaw(std::span<const int16_t> samples, std::span<uint8_t> octets, Isa isa) {
  encode<3>(samples, octets, kAlawCodes, &G711Kernel::alaw, isa);
}

void encode_ulaw(std::span<const int16_t> samples, std::span<uint8_t> octets, Isa isa) {
  encode<0>(samples, octets, kUlawCodes, &G711Kernel::ulaw, isa);
}

}  // namespace trunkline::dsp
