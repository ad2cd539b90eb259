/*
 * What it does: converts between PCM16 and the two companding laws of telephony, A-law and mu-law.
 *
 * How it works: segments as in ITU-T G.711 tables 1 and 2; A-law is carried with its even bits
 * inverted. Coding is by arithmetic, decoding by a table of 256 values that is computed by the
 * compiler.
 *
 * How to use it: alaw_of()/ulaw_of() for one sample, decode_alaw()/decode_ulaw() for one octet.
 */
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../simd/isa.hpp"

namespace trunkline::dsp {

constexpr uint8_t alaw_of(int16_t sample) {
  // 13 bits with the sign apart; one's complement makes the two halves meet at zero (G.711, 3.4)
  const bool negative = sample < 0;
  const uint32_t magnitude = static_cast<uint32_t>(negative ? ~sample : sample) >> 3;
  const auto width = static_cast<uint32_t>(std::bit_width(magnitude));
  const uint32_t segment = width > 5 ? width - 5 : 0;
  const uint32_t steps = segment < 2 ? (magnitude >> 1) & 15U : (magnitude >> segment) & 15U;
  return static_cast<uint8_t>(((negative ? 0U : 0x80U) | (segment << 4) | steps) ^ 0x55U);
}

constexpr int16_t decoded_alaw(uint8_t octet) {
  const uint32_t code = octet ^ 0x55U;
  const uint32_t segment = (code >> 4) & 7U;
  const uint32_t steps = (code & 15U) << 4;
  const uint32_t magnitude =
      segment == 0 ? steps + 8U : (steps + 0x108U) << (segment - 1);  // the middle of the interval
  return static_cast<int16_t>((code & 0x80U) != 0 ? static_cast<int32_t>(magnitude)
                                                  : -static_cast<int32_t>(magnitude));
}

constexpr uint8_t ulaw_of(int16_t sample) {
  constexpr uint32_t kBias = 33;  // G.711, table 2: the segments start at 31, shifted by the bias
  constexpr uint32_t kLargest = 8158;  // virtual decision value x8 = 8159
  const bool negative = sample < 0;
  // Sign and magnitude, as the libraries in use have it; A-law's table has the one's complement.
  uint32_t magnitude = static_cast<uint32_t>(negative ? -sample : sample) >> 2;
  magnitude = (magnitude > kLargest ? kLargest : magnitude) + kBias;
  const auto segment = static_cast<uint32_t>(std::bit_width(magnitude)) - 6;
  const uint32_t steps = (magnitude >> (segment + 1)) & 15U;
  return static_cast<uint8_t>(~((negative ? 0x80U : 0U) | (segment << 4) | steps));
}

constexpr int16_t decoded_ulaw(uint8_t octet) {
  const uint32_t code = static_cast<uint8_t>(~octet);
  const uint32_t segment = (code >> 4) & 7U;
  const uint32_t magnitude = ((((code & 15U) << 3) + 0x84U) << segment) - 0x84U;
  return static_cast<int16_t>((code & 0x80U) != 0 ? -static_cast<int32_t>(magnitude)
                                                  : static_cast<int32_t>(magnitude));
}

constexpr std::array<int16_t, 256> kAlawValues = [] {
  std::array<int16_t, 256> values{};
  for (size_t octet = 0; octet < values.size(); octet++) {
    values[octet] = decoded_alaw(static_cast<uint8_t>(octet));
  }
  return values;
}();
constexpr std::array<int16_t, 256> kUlawValues = [] {
  std::array<int16_t, 256> values{};
  for (size_t octet = 0; octet < values.size(); octet++) {
    values[octet] = decoded_ulaw(static_cast<uint8_t>(octet));
  }
  return values;
}();

inline int16_t decode_alaw(uint8_t octet) { return kAlawValues[octet]; }
inline int16_t decode_ulaw(uint8_t octet) { return kUlawValues[octet]; }

/** Codes of whole frames, many samples at once: spans of the same length. */
void encode_alaw(std::span<const int16_t> samples, std::span<uint8_t> octets, Isa isa = best_isa());
void encode_ulaw(std::span<const int16_t> samples, std::span<uint8_t> octets, Isa isa = best_isa());

}  // namespace trunkline::dsp
