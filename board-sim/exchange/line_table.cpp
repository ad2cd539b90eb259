#include "board-sim/exchange/line_table.hpp"

namespace boardsim {
namespace {

// In the order of LineState. Two inner states show as their neighbours: the bench knows no finer
// words.
constexpr std::array<std::string_view, 13> kNames{
    "idle",    "dialTone", "ringing", "dialTone",   "collecting",   "collecting", "farRinging",
    "talking", "farGone",  "busy",    "congestion", "unobtainable", "noBattery"};

}  // namespace

const LineRow *find_line_row(LineState state, LineEvent event, bool hook_off) {
  for (const LineRow &row : line_rows::kRows) {
    if (row.state != state || row.event != event) continue;
    if (row.guard == LineGuard::always || (row.guard == LineGuard::hookOff) == hook_off)
      return &row;
  }
  return nullptr;
}

std::string_view line_state_name(LineState state) { return kNames[static_cast<size_t>(state)]; }

}  // namespace boardsim
