/*
 * What it does: reads a caller's number that the exchange sends as DTMF digits.
 *
 * How it works: countries and PBXs differ in the digits around the number: A..C, A..#, D..C, D..#,
 * or no start at all. So start and end are sets. A start digit opens a field: A and D without a
 * code carry the calling number, B a reason for its absence (ETSI EN 300 659-3 annex). An end
 * digit, or silence, closes the message. Without a start digit the message counts when it has at
 * least three digits.
 *
 * How to use it: add() each digit, pass_time() with each frame; both tell when a number is
 * complete.
 */
#pragma once
#include <array>
#include <cstdint>

#include "callerid_message.hpp"

namespace trunkline::dsp {

struct CallerIdDigits {
  const char *start = "ABD*";
  const char *end = "C#";
  uint32_t timeout_ms =
      600;  // silence after a digit that ends the message; pauses are up to 100 ms
};

class CallerIdDtmf {
 public:
  explicit CallerIdDtmf(const CallerIdDigits &digits = {}) : digits_(digits) {}

  /** True when the digit ended a message that holds a number or the reason why there is none. */
  bool add(char digit);
  /** True when the silence that has now passed ended one. */
  bool pass_time(uint32_t ms);
  const CallerIdentity &identity() const { return identity_; }
  void reset() { *this = CallerIdDtmf(digits_); }

 private:
  void close_field();
  bool close_message();

  CallerIdDigits digits_;
  std::array<char, 40> field_{};
  uint32_t field_count_ = 0;
  char opened_by_ = 0;  // the start digit of the field, 0 for none
  uint32_t silent_ms_ = 0;
  bool begun_ = false;
  CallerIdentity identity_;
};

}  // namespace trunkline::dsp
