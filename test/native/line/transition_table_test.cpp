#include "native/line/transition_table.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "native/line/extension_table.hpp"
#include "native/line/trunk_table.hpp"

using namespace trunkline::line;
using S = LineState;
using E = LineEvent;

namespace {

/* Facts under which the guard holds and, where it can be, those of the rows before it do not. */
LineFacts facts_for(LineGuard guard) {
  LineFacts facts;
  facts.dial_tone_heard = true; /* so that "before dial tone" holds only where it is asked for */
  switch (guard) {
    case LineGuard::kAlways:
      break;
    case LineGuard::kLineSeized:
      facts.line_seized = true;
      break;
    case LineGuard::kCallerKnown:
      facts.caller_known = true;
      break;
    case LineGuard::kCallerGone:
      facts.caller_gone = true;
      break;
    case LineGuard::kBeforeDialTone:
      facts.dial_tone_heard = false;
      break;
    case LineGuard::kDigitCompletes:
      facts.digit_completes = true;
      break;
    case LineGuard::kNumberComplete:
      facts.number_complete = true;
      break;
    case LineGuard::kHasHookByCommand:
      facts.has_hook_by_command = true;
      break;
  }
  return facts;
}

void visit_every_row(std::span<const Row> table) {
  for (const Row &row : table) {
    CAPTURE(std::string(name_of(row.from)));
    CAPTURE(std::string(name_of(row.event)));
    CAPTURE(std::string(name_of(row.guard)));
    const Step found = step(table, row.from, row.event, facts_for(row.guard));
    CHECK(found.outcome == StepOutcome::kStepped);
    CHECK(found.row == &row);
    CHECK(found.next == row.to);
  }
}

/* Each pair of state and event is either in the table or refused; a refusal leaves the state alone.
 */
void visit_every_pair(std::span<const Row> table, size_t expected_allowed) {
  size_t allowed = 0;
  for (size_t state = 0; state < kStateCount; ++state) {
    for (size_t event = 0; event < kEventCount; ++event) {
      const auto from = static_cast<LineState>(state);
      const auto what = static_cast<LineEvent>(event);
      bool has_row = false;
      for (const Row &row : table) has_row = has_row || (row.from == from && row.event == what);
      const bool is_allowed =
          step(table, from, what, facts_for(LineGuard::kAlways)).outcome == StepOutcome::kStepped;
      if (is_allowed) ++allowed;
      if (!has_row) {
        const Step refused = step(table, from, what, LineFacts{});
        CHECK(refused.outcome == StepOutcome::kRefused);
        CHECK(refused.next == from);
        CHECK(refused.row == nullptr);
      }
    }
  }
  CHECK(allowed == expected_allowed);
}

size_t pairs_without_guard(std::span<const Row> table) {
  std::set<std::pair<LineState, LineEvent>> pairs;
  for (const Row &row : table) {
    if (row.guard == LineGuard::kAlways) pairs.insert({row.from, row.event});
  }
  return pairs.size();
}

}  // namespace

TEST_CASE("every row of the trunk table is reached") { visit_every_row(kTrunkTable); }
TEST_CASE("every row of the extension table is reached") { visit_every_row(kExtensionTable); }

TEST_CASE("every pair of the trunk table is allowed by its row or refused") {
  visit_every_pair(kTrunkTable, pairs_without_guard(kTrunkTable));
}
TEST_CASE("every pair of the extension table is allowed by its row or refused") {
  visit_every_pair(kExtensionTable, pairs_without_guard(kExtensionTable));
}

TEST_CASE("every state of a table hears that the board is lost") {
  for (const auto table : {kTrunkTable, kExtensionTable}) {
    for (size_t state = 0; state < kStateCount; ++state) {
      const auto from = static_cast<LineState>(state);
      if (!occurs(table, from)) continue;
      CAPTURE(std::string(name_of(from)));
      const Step lost = step(table, from, E::kBoardLost, LineFacts{});
      CHECK(lost.outcome == StepOutcome::kStepped);
      CHECK(lost.next == S::kOutOfService);
    }
  }
}

TEST_CASE("every extension state takes both hook events or is on-hook by its nature") {
  for (size_t state = 0; state < kStateCount; ++state) {
    const auto from = static_cast<LineState>(state);
    if (!occurs(kExtensionTable, from)) continue;
    CAPTURE(std::string(name_of(from)));
    CHECK(step(kExtensionTable, from, E::kHookOff, {}).outcome ==
          (from == S::kIdle || from == S::kReserved || from == S::kRinging ||
                   from == S::kReleasing || from == S::kOutOfService || from == S::kInitiated ||
                   from == S::kConnected || from == S::kParkedOffHook
               ? StepOutcome::kStepped
               : StepOutcome::kRefused));
    CHECK(step(kExtensionTable, from, E::kHookOn, {}).outcome == StepOutcome::kStepped);
  }
}

TEST_CASE("a second row of one pair and guard is refused") {
  constexpr Row twice[] = {row(S::kIdle, E::kRingOn, S::kIncoming),
                           row(S::kIdle, E::kRingOn, S::kOffered),
                           row(S::kIncoming, E::kRingGaveUp, S::kIdle)};
  CHECK_FALSE(has_no_hidden_row(twice));
}

TEST_CASE("a row behind the unguarded one of its pair is refused") {
  constexpr Row hidden[] = {row(S::kIdle, E::kRingOn, S::kIdle),
                            when(LineGuard::kCallerKnown, S::kIdle, E::kRingOn, S::kIdle)};
  CHECK_FALSE(has_no_hidden_row(hidden));
}

TEST_CASE("a state without a way to idle is refused") {
  constexpr Row dead[] = {row(S::kIdle, E::kRingOn, S::kIncoming),
                          row(S::kIncoming, E::kRingOn, S::kIncoming)};
  CHECK(has_no_hidden_row(dead));
  CHECK_FALSE(has_no_dead_end(dead));
  CHECK_FALSE(is_sound(dead));
}
