/*
 * What it does: the shape of a line machine as data, and the pure function that steps it.
 *
 * How it works: a row is state x event [guard] -> state, actions. Rows of one pair are tried in
 * order; the one without a guard comes last. A pair without a row is refused. is_sound() is
 * evaluated at compile time: it refuses double rows, rows that can never be reached and states from
 * which idle cannot be reached.
 *
 * How to use it: step(table, state, event, facts), then carry out the actions in order. Nothing
 * here knows a board, a clock or a thread.
 */
#pragma once
#include <array>
#include <span>

#include "line_event.hpp"

namespace trunkline::line {

inline constexpr size_t kMaxActions = 8;
using Actions = std::array<LineAction, kMaxActions>;

struct Row {
  LineState from;
  LineEvent event;
  LineGuard guard;
  LineState to;
  Actions actions; /* ends at kNone or at the array's end */
};

enum class StepOutcome : uint8_t { kRefused, kStepped };

struct Step {
  StepOutcome outcome = StepOutcome::kRefused;
  LineState next = LineState::kOutOfService;
  const Row *row = nullptr; /* null when refused */
};

/** Where the event leads. Pure. */
constexpr Step step(std::span<const Row> table, LineState state, LineEvent event,
                    const LineFacts &facts) {
  for (const Row &row : table) {
    if (row.from == state && row.event == event && holds(row.guard, facts)) {
      return {StepOutcome::kStepped, row.to, &row};
    }
  }
  return {StepOutcome::kRefused, state, nullptr};
}

template <typename... Each>
constexpr Row row(LineState from, LineEvent event, LineState to, Each... actions) {
  return {from, event, LineGuard::kAlways, to, Actions{actions...}};
}

template <typename... Each>
constexpr Row when(LineGuard guard, LineState from, LineEvent event, LineState to,
                   Each... actions) {
  return {from, event, guard, to, Actions{actions...}};
}

/** The event is known to come here and means nothing. */
constexpr Row ignore(LineState from, LineEvent event) {
  return {from, event, LineGuard::kAlways, from, Actions{}};
}

/** No row can hide another: a pair has each guard once, and nothing after its row without a guard.
 */
constexpr bool has_no_hidden_row(std::span<const Row> table) {
  for (size_t later = 0; later < table.size(); ++later) {
    for (size_t earlier = 0; earlier < later; ++earlier) {
      const Row &first = table[earlier];
      const Row &second = table[later];
      if (first.from != second.from || first.event != second.event) continue;
      if (first.guard == second.guard || first.guard == LineGuard::kAlways) return false;
    }
  }
  return true;
}

constexpr bool occurs(std::span<const Row> table, LineState state) {
  for (const Row &row : table) {
    if (row.from == state || row.to == state) return true;
  }
  return false;
}

/** From every state that occurs, some sequence of events leads to idle. */
constexpr bool has_no_dead_end(std::span<const Row> table) {
  std::array<bool, kStateCount> leads_to_idle{};
  leads_to_idle[static_cast<size_t>(LineState::kIdle)] = true;
  for (bool grew = true; grew;) {
    grew = false;
    for (const Row &row : table) {
      bool &from = leads_to_idle[static_cast<size_t>(row.from)];
      if (!from && leads_to_idle[static_cast<size_t>(row.to)]) from = grew = true;
    }
  }
  for (size_t state = 0; state < kStateCount; ++state) {
    if (occurs(table, static_cast<LineState>(state)) && !leads_to_idle[state]) return false;
  }
  return true;
}

constexpr bool is_sound(std::span<const Row> table) {
  return has_no_hidden_row(table) && has_no_dead_end(table);
}

}  // namespace trunkline::line
