// The subscriber line as the exchange sees it: state x event -> next state, actions.
// subscriber_line runs it.
//
// Seizure takes 60 ms to be recognised; ringing that is applied within that time meets a closed
// loop and is tripped at once (glare): the subscriber finds the caller on the line instead of dial
// tone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace boardsim {

enum class LineState : uint8_t {
  idle,
  seized,
  ringing,
  dialTone,
  collecting,
  routing,
  farRinging,
  talking,
  farGone,
  busy,
  congestion,
  unobtainable,
  noBattery
};

enum class LineEvent : uint8_t {
  callArrives,
  callerGivesUp,
  seized,
  released,
  recognised,
  digit,
  numberComplete,
  dialledTooLate,
  routeRings,
  routeBusy,
  routeCongested,
  routeUnknown,
  farAnswers,
  farTimesOut,
  farHangsUp,
  batteryLost,
  batteryReturns
};

enum class LineAction : uint8_t {
  none,
  startRinging,
  ringGaveUp,
  answerCaller,
  meetCaller,
  hookOff,
  hookOn,
  playDialTone,
  collect,
  noteNumber,
  playRingback,
  playBusy,
  playCongestion,
  playUnobtainable,
  farAnswered,
  signalClear,
  leaveFar,
  dropAll,
  reportBattery,
  rejoin
};

enum class LineGuard : uint8_t { always, hookOff, hookOn };

struct LineRow {
  LineState state;
  LineEvent event;
  LineGuard guard;
  LineState next;
  std::array<LineAction, 3> actions;
};

// Timers of the exchange, milliseconds.
inline constexpr uint32_t kRecognitionMs =
    60;  // loop closure is believed (Q.552 practice: 10 to 100)
inline constexpr uint32_t kFirstDigitMs = 20'000;  // dial tone is taken away
inline constexpr uint32_t kInterDigitMs = 3'000;   // a number of unknown length is complete
inline constexpr uint32_t kPostDialMs = 400;       // from the last digit to the first tone
inline constexpr uint32_t kNoAnswerMs = 90'000;    // the network stops ringing the far party
inline constexpr uint32_t kFarLingersMs =
    3'000;  // a far party listens to busy tone before hanging up

namespace line_rows {
using enum LineState;
using E = LineEvent;
using A = LineAction;
using G = LineGuard;

inline constexpr std::array kRows{
    LineRow{idle, E::callArrives, G::always, ringing, {A::startRinging}},
    LineRow{idle, E::seized, G::always, seized, {A::hookOff}},
    LineRow{idle, E::released, G::always, idle, {A::hookOn}},
    LineRow{seized, E::callArrives, G::always, talking, {A::meetCaller}},
    LineRow{seized, E::recognised, G::always, dialTone, {A::playDialTone}},
    LineRow{seized, E::released, G::always, idle, {A::hookOn}},
    LineRow{dialTone, E::digit, G::always, collecting, {A::collect}},
    LineRow{dialTone, E::dialledTooLate, G::always, busy, {A::playBusy}},
    LineRow{dialTone, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{collecting, E::digit, G::always, collecting, {A::collect}},
    LineRow{collecting, E::numberComplete, G::always, routing, {A::noteNumber}},
    LineRow{collecting, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{routing, E::routeRings, G::always, farRinging, {A::playRingback}},
    LineRow{routing, E::routeBusy, G::always, busy, {A::playBusy}},
    LineRow{routing, E::routeCongested, G::always, congestion, {A::playCongestion}},
    LineRow{routing, E::routeUnknown, G::always, unobtainable, {A::playUnobtainable}},
    LineRow{routing, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{farRinging, E::farAnswers, G::always, talking, {A::farAnswered}},
    LineRow{farRinging, E::farTimesOut, G::always, busy, {A::playBusy}},
    LineRow{farRinging, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{ringing, E::seized, G::always, talking, {A::hookOff, A::answerCaller}},
    LineRow{ringing, E::callerGivesUp, G::always, idle, {A::ringGaveUp}},
    LineRow{talking, E::farHangsUp, G::always, farGone, {A::signalClear, A::playBusy}},
    LineRow{talking, E::released, G::always, idle, {A::leaveFar, A::dropAll, A::hookOn}},
    LineRow{farGone, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{busy, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{congestion, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{unobtainable, E::released, G::always, idle, {A::dropAll, A::hookOn}},
    LineRow{idle, E::batteryLost, G::always, noBattery, {A::reportBattery}},
    LineRow{ringing, E::batteryLost, G::always, noBattery, {A::ringGaveUp, A::reportBattery}},
    LineRow{seized, E::batteryLost, G::always, noBattery, {A::reportBattery}},
    LineRow{dialTone, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{collecting, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{routing, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{farRinging, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{
        talking, E::batteryLost, G::always, noBattery, {A::leaveFar, A::dropAll, A::reportBattery}},
    LineRow{farGone, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{busy, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{congestion, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{unobtainable, E::batteryLost, G::always, noBattery, {A::dropAll, A::reportBattery}},
    LineRow{noBattery, E::released, G::always, noBattery, {A::hookOn}},
    LineRow{noBattery, E::batteryReturns, G::hookOff, seized, {A::reportBattery, A::rejoin}},
    LineRow{noBattery, E::batteryReturns, G::hookOn, idle, {A::reportBattery}},
};
}  // namespace line_rows

// No pair may stand twice with guards that overlap.
consteval bool line_rows_are_single() {
  for (size_t i = 0; i < line_rows::kRows.size(); ++i) {
    for (size_t j = i + 1; j < line_rows::kRows.size(); ++j) {
      const LineRow &a = line_rows::kRows[i];
      const LineRow &b = line_rows::kRows[j];
      const bool overlap =
          a.guard == b.guard || a.guard == LineGuard::always || b.guard == LineGuard::always;
      if (a.state == b.state && a.event == b.event && overlap) return false;
    }
  }
  return true;
}
static_assert(line_rows_are_single());

// The row for this state and event, or nullptr: refused.
const LineRow *find_line_row(LineState state, LineEvent event, bool hook_off);

// The word of contract/bench.ts for a state.
std::string_view line_state_name(LineState state);

}  // namespace boardsim
