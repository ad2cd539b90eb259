#include "board-sim/exchange/line_table.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace boardsim;

TEST_CASE("every pair of state and event either has its row or is refused") {
  std::map<std::pair<LineState, LineEvent>, size_t> rows;
  for (const LineRow &row : line_rows::kRows) ++rows[{row.state, row.event}];
  for (int state = 0; state <= static_cast<int>(LineState::noBattery); ++state) {
    CHECK(!line_state_name(static_cast<LineState>(state)).empty());
    for (int event = 0; event <= static_cast<int>(LineEvent::batteryReturns); ++event) {
      const auto key = std::pair(static_cast<LineState>(state), static_cast<LineEvent>(event));
      for (const bool hook_off : {false, true}) {
        const LineRow *row = find_line_row(key.first, key.second, hook_off);
        CHECK((row != nullptr) == (rows.count(key) > 0));
        if (row == nullptr) continue;
        CHECK(row->state == key.first);
        CHECK(row->event == key.second);
        CHECK((row->guard == LineGuard::always || (row->guard == LineGuard::hookOff) == hook_off));
      }
    }
  }
}

TEST_CASE("from every state the line comes back to idle by releasing, or has no battery") {
  for (int state = 0; state <= static_cast<int>(LineState::noBattery); ++state) {
    const LineRow *row = find_line_row(static_cast<LineState>(state), LineEvent::released, true);
    if (static_cast<LineState>(state) == LineState::ringing)
      continue;  // on-hook: nothing to release
    REQUIRE(row != nullptr);
    CHECK((row->next == LineState::idle || row->next == LineState::noBattery));
  }
}
