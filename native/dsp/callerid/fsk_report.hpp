/*
 * What it does: what an FSK receiver tells, in order: bytes, and the loss of the carrier.
 */
#pragma once
#include <cstddef>
#include <cstdint>

namespace trunkline::dsp {

struct FskReport {
  enum class Kind : uint8_t { byte, framing_error, carrier_lost } kind = Kind::byte;
  uint8_t byte = 0;  // also of a framing error: the eight bits as they were heard
  /** How many marks stood between the last byte (or the carrier's begin) and this one. */
  uint16_t marks_before = 0;
  /** How many of the byte's ten bits lay near the middle between mark and space. */
  uint8_t weak_bits = 0;
};

struct FskReports {
  static constexpr size_t kMost = 8;  // 160 samples hold at most three bytes
  FskReport list[kMost] = {};
  size_t count = 0;
};

}  // namespace trunkline::dsp
