/*
 * What it does: says whether a text can be dialled or sent as digits: 0-9 * # A-D, ',' for a pause
 * of 1 s, and at least one digit among 1 to 64 characters.
 *
 * How to use it: is_dial_string() before a dial, is_digit() for one key.
 */
#pragma once
#include <cstddef>
#include <string_view>

namespace trunkline::line {

inline constexpr size_t kMaxDialString = 64;

/** One of the sixteen DTMF keys (ITU-T Q.23). */
constexpr bool is_digit(char key) {
  return (key >= '0' && key <= '9') || key == '*' || key == '#' || (key >= 'A' && key <= 'D');
}

constexpr bool is_dial_string(std::string_view text) {
  if (text.empty() || text.size() > kMaxDialString) return false;
  bool has_digit = false;
  for (const char each : text) {
    if (is_digit(each)) {
      has_digit = true;
    } else if (each != ',') {
      return false;
    }
  }
  return has_digit;
}

/** Keys that may stop a playback: any set of digits, also none. */
constexpr bool is_digit_set(std::string_view text) {
  for (const char each : text) {
    if (!is_digit(each)) return false;
  }
  return text.size() <= 16;
}

}  // namespace trunkline::line
