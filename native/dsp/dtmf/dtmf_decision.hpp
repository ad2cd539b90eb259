/*
 * What it does: makes key presses of what the windows hold.
 *
 * How it works: five windows in a row with the same digit begin it (a tone of about 32 ms: between
 * the 23 ms that must be refused and the 40 ms that must be taken); six without it end it, so that
 * a break of 10 ms is bridged and a pause of 40 ms splits (Q.24, annex A).
 *
 * How to use it: take() the digit of each window, 0 for none. A window that would begin a digit may
 * be kept from it: then the next one may.
 */
#pragma once
#include "dtmf_limits.hpp"

namespace trunkline::dsp {

class DtmfDecision {
 public:
  void take(char digit, DigitReports &reports, bool may_begin = true) {
    candidate_windows_ = digit != 0 && digit == candidate_ ? candidate_windows_ + 1 : 1;
    candidate_ = digit;
    if (active_ != 0 && digit == active_) {
      active_windows_ += missed_windows_ + 1;
      missed_windows_ = 0;
      return;
    }
    if (active_ != 0 && ++missed_windows_ >= kWindowsToEnd) end(reports);
    if (candidate_ == 0 || candidate_windows_ < kWindowsToBegin || !may_begin) return;
    if (active_ != 0) end(reports);
    active_ = candidate_;
    active_windows_ = candidate_windows_;
    missed_windows_ = 0;
    reports.add({active_, false, 0});
  }
  /** Whether this digit would begin with the window that is taken next. */
  bool would_begin(char digit) const {
    return digit != 0 && digit != active_ && digit == candidate_ &&
           candidate_windows_ + 1 >= kWindowsToBegin;
  }
  /** Whether the digit at that place of kDtmfDigits sounds. */
  bool sounds(size_t place) const { return active_ != 0 && kDtmfDigits[place] == active_; }
  char sounding() const { return active_; }
  /** Nothing begun, nothing going on: a window without a digit changes nothing. */
  bool is_idle() const { return active_ == 0 && candidate_ == 0; }

 private:
  static constexpr uint32_t kWindowsToBegin = 5, kWindowsToEnd = 6, kHopMs = 5;
  /** A tone shows 5 ms less than it lasts: the windows at its ends are not full. */
  static constexpr uint32_t kUnseenMs = 5;

  void end(DigitReports &reports) {
    reports.add({active_, true, active_windows_ * kHopMs + kUnseenMs});
    active_ = 0;
    active_windows_ = missed_windows_ = 0;
  }

  char candidate_ = 0, active_ = 0;
  uint32_t candidate_windows_ = 0, active_windows_ = 0, missed_windows_ = 0;
};

}  // namespace trunkline::dsp
