#include "table_printer.hpp"

#include <vector>

#include "extension_table.hpp"
#include "line_timers.hpp"
#include "state_label.hpp"
#include "trunk_table.hpp"

namespace trunkline::line {
namespace {

void print_rows(std::span<const Row> table, std::string &out) {
  out += "| state | event | guard | next | actions |\n|---|---|---|---|---|\n";
  for (const Row &each : table) {
    out += std::string("| ") + name_of(each.from) + " | " + name_of(each.event) + " | " +
           name_of(each.guard) + " | " + (each.from == each.to ? "" : name_of(each.to)) + " | ";
    bool first = true;
    for (const LineAction action : each.actions) {
      if (action == LineAction::kNone) break;
      if (!first) out += ", ";
      out += name_of(action);
      first = false;
    }
    if (first) out += each.from == each.to ? "ignored" : "";
    out += " |\n";
  }
}

/* One arrow for all events that lead from one state to another. */
void print_picture(std::span<const Row> table, std::string &out) {
  out += "```mermaid\nstateDiagram-v2\n  [*] --> idle\n";
  for (size_t from = 0; from < kStateCount; ++from) {
    for (size_t to = 0; to < kStateCount; ++to) {
      if (from == to) continue;
      std::vector<LineEvent> events;
      for (const Row &each : table) {
        const bool fits =
            static_cast<size_t>(each.from) == from && static_cast<size_t>(each.to) == to;
        if (fits && (events.empty() || events.back() != each.event)) events.push_back(each.event);
      }
      if (events.empty()) continue;
      out += std::string("  ") + kStateNames[from] + " --> " + kStateNames[to] + ": ";
      for (size_t index = 0; index < events.size(); ++index) {
        out += std::string(index == 0 ? "" : ", ") + name_of(events[index]);
      }
      out += "\n";
    }
  }
  out += "```\n";
}

const char *heard_text(Heard heard) {
  switch (heard) {
    case Heard::kAny:
      return "";
    case Heard::kNothing:
      return "nothing";
    case Heard::kPlayback:
      return "a playback";
    case Heard::kPeer:
      return "its peer";
    case Heard::kNumberComplete:
      return "number complete";
  }
  return "";
}

void print_labels(std::span<const LabelRow> labels, std::string &out) {
  out += "| state | hears | call | LE001 | LE002 |\n|---|---|---|---|---|\n";
  for (const LabelRow &each : labels) {
    const char *way = each.way == CallWay::kOutbound  ? "outbound"
                      : each.way == CallWay::kInbound ? "inbound"
                                                      : "";
    out += std::string("| ") + name_of(each.state) + " | " + heard_text(each.heard) + " | " + way +
           " | " + std::to_string(each.label.inbound) + " | " +
           std::to_string(each.label.outbound) + " |\n";
  }
}

void print_timers(std::string &out) {
  out += "| timer | default ms | from | to | kept by | source |\n|---|---|---|---|---|---|\n";
  for (const TimerRow &each : kTimerRows) {
    const bool by_engine = static_cast<size_t>(each.timer) < kEngineTimerCount;
    out += std::string("| ") + each.name + " | " + std::to_string(each.default_ms) + " | " +
           std::to_string(each.min_ms) + " | " + std::to_string(each.max_ms) + " | " +
           (by_engine ? "engine" : "board") + " | " + each.source + " |\n";
  }
}

}  // namespace

std::string print_machines() {
  std::string out =
      "# Line machines\n\n"
      "Printed by `line_tables` from native/line; do not edit. A pair of state and event that is "
      "not\n"
      "listed is refused, counted and logged. Where a next state is missing, the state stays. Of "
      "two\n"
      "rows of one pair the first whose guard holds is taken.\n\n## Trunk (FXO)\n\n";
  print_picture(kTrunkTable, out);
  out += "\n";
  print_rows(kTrunkTable, out);
  out += "\n### Numbers of the source tables\n\n";
  print_labels(kTrunkLabels, out);
  out += "\n## Extension (FXS)\n\n";
  print_picture(kExtensionTable, out);
  out += "\n";
  print_rows(kExtensionTable, out);
  out += "\n### Numbers of the source tables\n\n";
  print_labels(kExtensionLabels, out);
  out += "\n## Timers\n\n";
  print_timers(out);
  return out;
}

}  // namespace trunkline::line
