/*
 * What it does: sends a message as an FSK burst, as an exchange does: channel seizure, marks, then
 * each octet with start and stop bit, at 1200 bit/s.
 *
 *   0101 .. 01 | 1111 .. 1 | 0 b0 b1 .. b7 1 | 0 b0 .. b7 1 | .. | 11
 *    seizure      marks      octet             octet               tail
 *
 * How it works: one sine whose frequency changes with the bit, never its phase. A bit is 6 2/3
 * samples long; a sample in which the bit changes gets its share of both frequencies, so no edge
 * is misplaced.
 *
 * How to use it: begin() with the octets (checksum included), which must live until done(); fill()
 * frames.
 */
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "fsk_standard.hpp"

namespace trunkline::dsp {

struct FskBurst {
  FskStandard standard = FskStandard::bell202;
  /** At the exchange: -13.5 dBm +-1.5 (GR-30-CORE). */
  double level_dbm0 = -13.5;
  uint32_t seizure_bits = 300, mark_bits = 180;  // GR-30-CORE, EN 300 659-1, on-hook
  uint32_t stuffed_marks = 0;                    // between octets, up to 10
  uint32_t tail_bits = 4;                        // marks at the end, 2 at least
};
/** Off-hook, behind the alerting tone (GR-30-CORE, EN 300 659-2): no seizure. */
constexpr FskBurst call_waiting_burst(FskStandard standard) {
  FskBurst burst;
  burst.standard = standard;
  burst.seizure_bits = 0;
  burst.mark_bits = 80;
  return burst;
}

class FskGenerator {
 public:
  void begin(std::span<const uint8_t> octets, const FskBurst &burst);
  /** Returns how many samples of the frame it wrote. */
  size_t fill(std::span<int16_t> frame);
  bool done() const { return bit_ >= bits_; }

 private:
  bool is_mark(uint64_t bit) const;

  FskBurst burst_;
  std::span<const uint8_t> octets_;
  double peak_ = 0.0, phase_ = 0.0;
  uint64_t bit_ = 0, bits_ = 0;
  uint32_t into_bit_ = 0;  // in twentieths of a bit; a sample is three of them
};

}  // namespace trunkline::dsp
