/*
 * What it does: gives each state its number in the source tables LE001 (inbound) and LE002
 * (outbound).
 *
 * How it works: the source counts a connected trunk three times, by what it hears, so a label is
 * chosen by state, what is heard, and who began the call. The first row that fits wins; no row
 * means 0.
 *
 * How to use it: label_of(kTrunkLabels, state, heard, way).
 */
#pragma once
#include <span>

#include "line_event.hpp"

namespace trunkline::line {

/** What a channel in the talk path hears; of an initiated station: whether its number is complete.
 */
enum class Heard : uint8_t { kAny, kNothing, kPlayback, kPeer, kNumberComplete };

/** Who began the call. */
enum class CallWay : uint8_t { kUnknown, kInbound, kOutbound };

struct StateLabel {
  uint8_t inbound = 0;  /* LE001 */
  uint8_t outbound = 0; /* LE002 */
};

struct LabelRow {
  LineState state = LineState::kIdle;
  Heard heard = Heard::kAny;
  CallWay way = CallWay::kUnknown; /* any */
  StateLabel label;
};

inline constexpr LabelRow kTrunkLabels[] = {
    {LineState::kIdle, Heard::kAny, CallWay::kUnknown, {1, 5}},
    {LineState::kOffered, Heard::kAny, CallWay::kUnknown, {2, 0}},
    {LineState::kAnswering, Heard::kAny, CallWay::kUnknown, {2, 0}},
    {LineState::kConnected, Heard::kPeer, CallWay::kOutbound, {0, 8}},
    {LineState::kConnected, Heard::kPeer, CallWay::kUnknown, {8, 0}},
    {LineState::kConnected, Heard::kAny, CallWay::kOutbound, {0, 8}},
    {LineState::kConnected, Heard::kPlayback, CallWay::kUnknown, {4, 0}},
    {LineState::kConnected, Heard::kAny, CallWay::kUnknown, {3, 0}},
    {LineState::kReserved, Heard::kAny, CallWay::kUnknown, {0, 6}},
    {LineState::kDialling, Heard::kAny, CallWay::kUnknown, {0, 6}},
    {LineState::kProceeding, Heard::kAny, CallWay::kUnknown, {0, 7}},
    {LineState::kFailed, Heard::kAny, CallWay::kUnknown, {0, 9}},
    {LineState::kClearing, Heard::kAny, CallWay::kOutbound, {0, 9}},
    {LineState::kClearing, Heard::kAny, CallWay::kUnknown, {9, 0}},
    {LineState::kReleasing, Heard::kAny, CallWay::kUnknown, {10, 10}},
};

inline constexpr LabelRow kExtensionLabels[] = {
    {LineState::kIdle, Heard::kAny, CallWay::kUnknown, {5, 1}},
    {LineState::kReserved, Heard::kAny, CallWay::kUnknown, {6, 2}},
    {LineState::kRinging, Heard::kAny, CallWay::kUnknown, {7, 3}},
    {LineState::kInitiated, Heard::kNumberComplete, CallWay::kUnknown, {0, 4}},
    {LineState::kConnected, Heard::kPeer, CallWay::kUnknown, {8, 8}},
    {LineState::kConnected, Heard::kAny, CallWay::kUnknown, {8, 4}},
    {LineState::kParkedOffHook, Heard::kAny, CallWay::kUnknown, {9, 9}},
};

constexpr StateLabel label_of(std::span<const LabelRow> labels, LineState state, Heard heard,
                              CallWay way) {
  for (const LabelRow &row : labels) {
    const bool heard_fits = row.heard == Heard::kAny || row.heard == heard;
    const bool way_fits = row.way == CallWay::kUnknown || row.way == way;
    if (row.state == state && heard_fits && way_fits) return row.label;
  }
  return {};
}

}  // namespace trunkline::line
