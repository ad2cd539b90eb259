/*
 * What it does: hears keys being pressed on the far telephone: the digits 0-9 * # A-D of ITU-T
 * Q.23.
 *
 * How it works: a frequency bank of the eight tones over 20 ms windows, every 5 ms, behind a
 * high-pass. A window holds a digit when one tone of each group carries nearly all power, within
 * the limits of level, twist and frequency. Five such windows in a row begin a digit (a tone of
 * about 32 ms: between the 23 ms that must be refused and the 40 ms that must be taken); six
 * without it end it, so that a break of 10 ms is bridged and a pause of 40 ms splits.
 *
 * How to use it: one DtmfTables for all channels, one DtmfDetector a channel; feed() it every
 * frame.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../frequency_bank.hpp"
#include "../high_pass.hpp"

namespace trunkline::dsp {

/** Limits of acceptance. The defaults lie between "must accept" and "must reject" of ITU-T Q.24. */
struct DtmfLimits {
  float min_level_dbm0 = -36.0F;       // each tone; Q.24 annex A: accept -25 dBm, refuse -55 dBm
  float max_high_over_low_db = 6.0F;   // Q.24 annex A: accept +4 dB
  float max_low_over_high_db = 10.0F;  // Q.24 annex A: accept 8 dB
  float max_offset = 0.025F;           // Q.24 annex A: accept 1.5 %, refuse 3.5 %
  float min_share = 0.72F;  // of the window's power; also how much of a window a tone must fill
};

/** Constant tables, shared by all detectors. */
class DtmfTables {
 public:
  DtmfTables();
  const FrequencyTable &frequencies() const { return frequencies_; }

 private:
  FrequencyTable frequencies_;
};

struct DigitReport {
  char digit = 0;
  bool ended = false;        // false: it began
  uint32_t duration_ms = 0;  // when ended: how long the tone lasted, within 5 ms
};

/** What one call of feed() found, in order. */
struct DigitReports {
  std::array<DigitReport, 8> list{};
  size_t count = 0;
  void add(const DigitReport &report) {
    if (count < list.size()) list[count++] = report;
  }
};

class DtmfDetector {
 public:
  explicit DtmfDetector(const DtmfTables &tables, const DtmfLimits &limits = {});

  /** Any number of samples up to 160; reports what began or ended in them. */
  DigitReports feed(std::span<const int16_t> frame);
  void reset();
  /** The digit that sounds now; 0 for none. */
  char sounding() const { return active_; }

 private:
  char digit_of_window() const;
  bool in_tune(size_t index) const;
  void take_window(char digit, DigitReports &reports);
  void end_digit(DigitReports &reports);

  DtmfLimits limits_;
  HighPass high_pass_;
  FrequencyBank bank_;
  float min_power_, max_high_over_low_, max_low_over_high_;
  std::array<float, 40> hop_{};
  size_t hop_fill_ = 0;
  char candidate_ = 0, active_ = 0;
  uint32_t candidate_windows_ = 0, active_windows_ = 0, missed_windows_ = 0;
};

}  // namespace trunkline::dsp
