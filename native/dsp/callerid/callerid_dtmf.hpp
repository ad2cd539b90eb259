/*
 * What it does: reads a caller's number that the exchange sends as DTMF digits, and makes the
 * digits of such a message.
 *
 * How it works: countries and PBXs differ in the digits around the number: A..C, A..#, D..C, D..#,
 * *..#, others, or no start, or no end at all; some add fields (A calling, D redirected, B the
 * reason why there is no number). So a message is: digits in which each of A B C D * # opens a
 * field; it ends with a digit of the end set once something was said, or when nothing came for a
 * while. ETSI EN 300 659-3 annex: B00 unavailable, B10 withheld; variant 2: D1# withheld, D2#
 * international, D3# technical. Without a start digit it counts when it has at least three digits.
 *
 * How to use it: add() each digit, pass_time() with each frame in which no key sounds; both tell
 * when a message is complete: then text() and identity(). finish() at the end of a recording.
 */
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "callerid_identity.hpp"

namespace trunkline::dsp {

struct CallerIdDigits {
  /** Digits that end a message at once. Others may stand at the end too; then silence ends it. */
  const char *end = "C#";
  /** Digits that may open a message; nullptr for any, and for none. */
  const char *start = nullptr;
  /** Silence that ends a message. Pauses between digits are 70 ms, seldom over 100 ms. */
  uint32_t timeout_ms = 600;
};

class CallerIdDtmf {
 public:
  explicit CallerIdDtmf(const CallerIdDigits &digits = {}) : digits_(digits) {}

  /** True when the digit ended a message that holds a number or the reason why there is none. */
  bool add(char digit);
  /** True when the silence that has now passed ended one. */
  bool pass_time(uint32_t ms);
  /** True when what was heard so far is one. */
  bool finish() { return is_open_ && close(); }
  void reset() { *this = CallerIdDtmf(digits_); }

  const CallerIdentity &identity() const { return identity_; }
  /** All digits of the message, with those at its start and end. */
  std::string_view text() const { return {text_.data(), count_}; }

 private:
  bool close();
  void read();
  void read_field(char opened_by, std::string_view digits);

  CallerIdDigits digits_;
  std::array<char, kCallerIdNumberSize * 2> text_{};
  uint32_t count_ = 0, silent_ms_ = 0;
  bool is_open_ = false, is_ours_ = false;
  CallerIdentity identity_;
};

/** The digits of a message; '\0' for no start, or no end. */
struct DtmfCallerId {
  std::array<char, kCallerIdNumberSize + 4> text{};
};
DtmfCallerId dtmf_caller_id(const CallerIdentity &identity, char start, char end);

}  // namespace trunkline::dsp
