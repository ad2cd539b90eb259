/*
 * What it does: every time of the line machines as a row: name, default, range, source, and the
 * event that its end is. Times marked "board" are handed to the board with the operation, which
 * ends it.
 *
 * How to use it: timer_row(id); settings override a value by name within its range.
 */
#pragma once
#include <array>
#include <cstring>

#include "line_event.hpp"

namespace trunkline::line {

enum class LineTimer : uint8_t {
  kCallerIdWindow,
  kGlareOffer,
  kCallerIdKept,
  kRingStop,
  kFirstDigit,
  kInterDigit,
  kReleaseGuard,
  kReleaseConfirm,
  kRingWait,
  kDialToneWait,
  kAnswerWait,
  kNone,
};

inline constexpr size_t kTimerCount = static_cast<size_t>(LineTimer::kNone);
/** Timers from this one on are kept by the board. */
inline constexpr size_t kEngineTimerCount = static_cast<size_t>(LineTimer::kRingWait);

struct TimerRow {
  LineTimer timer;
  const char *name;
  uint32_t default_ms;
  uint32_t min_ms;
  uint32_t max_ms;
  LineEvent elapses; /* engine timers only */
  const char *source;
};

inline constexpr std::array<TimerRow, kTimerCount> kTimerRows{{
    {LineTimer::kCallerIdWindow, "callerIdWindow", 5000, 500, 10000,
     LineEvent::kCallerIdWindowClosed,
     "From the first ring; closes early when the number arrives. FreeTDM waits 5 s."},
    {LineTimer::kGlareOffer, "glareOffer", 0, 0, 5000, LineEvent::kCallerIdWindowClosed,
     "The line is off-hook already, no caller ID can come."},
    {LineTimer::kCallerIdKept, "callerIdKept", 6000, 1000, 20000, LineEvent::kCallerIdStale,
     "DTMF caller ID before the first ring; the ring follows within one ring cycle (China: 5 s)."},
    {LineTimer::kRingStop, "ringStop", 8000, 4500, 20000, LineEvent::kRingStopElapsed,
     "No ringing for so long means that the caller gave up: Asterisk 8 s, Synway 7 s."},
    {LineTimer::kFirstDigit, "firstDigit", 10000, 2000, 60000, LineEvent::kFirstDigitElapsed,
     "Lifted and not dialled; then busy tone."},
    {LineTimer::kInterDigit, "interDigit", 4000, 1000, 20000, LineEvent::kInterDigitElapsed,
     "After the last digit the number is complete."},
    {LineTimer::kReleaseGuard, "releaseGuard", 500, 100, 10000, LineEvent::kGuardElapsed,
     "On-hook between two calls, so that the exchange sees a hang-up and no flash (over 500 ms)."},
    {LineTimer::kReleaseConfirm, "releaseConfirm", 5000, 500, 30000, LineEvent::kReleaseOverdue,
     "The board must have confirmed a release; its contract says 20 ms a call."},
    {LineTimer::kRingWait, "ringWait", 45000, 1000, 300000, LineEvent::kRingEnded,
     "DRV-8: ring and wait at most 45 s. Kept by the board."},
    {LineTimer::kDialToneWait, "dialToneWait", 5000, 1000, 30000, LineEvent::kDialEnded,
     "FreeTDM 5 s, Synway 3 s. Kept by the board."},
    {LineTimer::kAnswerWait, "answerWait", 60000, 5000, 180000, LineEvent::kDialEnded,
     "The called party must answer; FreeTDM 60 s. Kept by the board."},
}};

constexpr const TimerRow &timer_row(LineTimer timer) {
  return kTimerRows[static_cast<size_t>(timer)];
}

constexpr bool rows_are_in_order() {
  for (size_t index = 0; index < kTimerCount; ++index) {
    const TimerRow &row = kTimerRows[index];
    if (static_cast<size_t>(row.timer) != index) return false;
    if (row.default_ms < row.min_ms || row.default_ms > row.max_ms) return false;
  }
  return true;
}
static_assert(rows_are_in_order(), "a timer row is out of order or its default out of range");

/** Values in force, by LineTimer. */
using TimerValues = std::array<uint32_t, kTimerCount>;

constexpr TimerValues default_timers() {
  TimerValues values{};
  for (size_t index = 0; index < kTimerCount; ++index) values[index] = kTimerRows[index].default_ms;
  return values;
}

/** kNone for an unknown name. */
inline LineTimer timer_by_name(const char *name) {
  for (const TimerRow &row : kTimerRows) {
    if (std::strcmp(row.name, name) == 0) return row.timer;
  }
  return LineTimer::kNone;
}

}  // namespace trunkline::line
