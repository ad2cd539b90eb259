#include "g711.hpp"

namespace trunkline::dsp {
namespace {

// A-law sees 13 bits of a sample, u-law 14; what is cut off never decides.
constexpr auto kAlawCodes = [] {
  std::array<uint8_t, 1 << 13> codes{};
  for (size_t n = 0; n < codes.size(); n++) {
    codes[n] = alaw_of(static_cast<int16_t>(static_cast<uint16_t>(n << 3)));
  }
  return codes;
}();
constexpr auto kUlawCodes = [] {
  std::array<uint8_t, 1 << 14> codes{};
  for (size_t n = 0; n < codes.size(); n++) {
    codes[n] = ulaw_of(static_cast<int16_t>(static_cast<uint16_t>(n << 2)));
  }
  return codes;
}();

}  // namespace

void encode_alaw(std::span<const int16_t> samples, std::span<uint8_t> octets) {
  for (size_t n = 0; n < samples.size(); n++) {
    octets[n] = kAlawCodes[static_cast<uint16_t>(samples[n]) >> 3];
  }
}

void encode_ulaw(std::span<const int16_t> samples, std::span<uint8_t> octets) {
  for (size_t n = 0; n < samples.size(); n++) {
    octets[n] = kUlawCodes[static_cast<uint16_t>(samples[n]) >> 2];
  }
}

}  // namespace trunkline::dsp
