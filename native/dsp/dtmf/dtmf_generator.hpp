/*
 * What it does: makes the sound of one key: two sines of ITU-T Q.23 for a while, then a pause.
 *
 * How it works: two oscillators, 2 dB apart (high over low), as Q.23 and the Chinese terminal
 * standards (GB/T 15279) want; a ramp
 * of 1 ms at both ends keeps the clicks down; between the middles of the ramps lies the time asked.
 *
 * How to use it: begin() a digit, add() it to frames until it returns false.
 */
#pragma once
#include <cstdint>
#include <span>

#include "../oscillator.hpp"

namespace trunkline::dsp {

struct DtmfTiming {
  uint32_t on_ms = 100, off_ms = 100;  // 40 ms are the least a receiver must take (Q.24)
  double low_level_dbm0 = -9.0;        // GB/T 15279: low -9 +-3 dBm, high 2 +-1 dB over it
  double high_over_low_db = 2.0;
};

class DtmfGenerator {
 public:
  /** False when it is no DTMF digit (0-9 * # A-D). */
  bool begin(char digit, const DtmfTiming &timing);
  /** Writes what remains of tone and pause into the frame; returns how many samples that was. */
  size_t fill(std::span<int16_t> frame);
  bool done() const { return at_ >= on_samples_ + off_samples_; }

 private:
  uint32_t sounding_samples() const;
  float ramp() const;
  Oscillator low_, high_;
  uint32_t at_ = 0, on_samples_ = 0, off_samples_ = 0;
};

/** Whether the character is one of 0-9 * # A-D. */
bool is_dtmf_digit(char digit);

}  // namespace trunkline::dsp
