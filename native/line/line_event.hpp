/*
 * What it does: names the states, events, actions and guards of the line machines. Each list exists
 * once, in a .def file, so that a name and its text cannot drift apart.
 *
 * How to use it: name_of(value) gives the text that appears in events, logs and pictures.
 */
#pragma once
#include <cstddef>
#include <cstdint>

namespace trunkline::line {

enum class LineState : uint8_t {
#define LINE_STATE(name, text) name,
#include "line_state.def"
#undef LINE_STATE
};

enum class LineEvent : uint8_t {
#define LINE_EVENT(name, text) name,
#include "line_event.def"
#undef LINE_EVENT
};

enum class LineAction : uint8_t {
#define LINE_ACTION(name, text) name,
#include "line_action.def"
#undef LINE_ACTION
};

enum class LineGuard : uint8_t {
#define LINE_GUARD(name, text, condition) name,
#include "line_guard.def"
#undef LINE_GUARD
};

inline constexpr const char *kStateNames[] = {
#define LINE_STATE(name, text) text,
#include "line_state.def"
#undef LINE_STATE
};
inline constexpr const char *kEventNames[] = {
#define LINE_EVENT(name, text) text,
#include "line_event.def"
#undef LINE_EVENT
};
inline constexpr const char *kActionNames[] = {
#define LINE_ACTION(name, text) text,
#include "line_action.def"
#undef LINE_ACTION
};
inline constexpr const char *kGuardNames[] = {
#define LINE_GUARD(name, text, condition) text,
#include "line_guard.def"
#undef LINE_GUARD
};

inline constexpr size_t kStateCount = sizeof(kStateNames) / sizeof(kStateNames[0]);
inline constexpr size_t kEventCount = sizeof(kEventNames) / sizeof(kEventNames[0]);
inline constexpr size_t kActionCount = sizeof(kActionNames) / sizeof(kActionNames[0]);
inline constexpr size_t kGuardCount = sizeof(kGuardNames) / sizeof(kGuardNames[0]);

constexpr const char *name_of(LineState state) { return kStateNames[static_cast<size_t>(state)]; }
constexpr const char *name_of(LineEvent event) { return kEventNames[static_cast<size_t>(event)]; }
constexpr const char *name_of(LineAction action) {
  return kActionNames[static_cast<size_t>(action)];
}
constexpr const char *name_of(LineGuard guard) { return kGuardNames[static_cast<size_t>(guard)]; }

/** What the guards may look at. Kept by the channel, never by the machine. */
struct LineFacts {
  bool line_seized = false;         /* trunk: our side is off-hook                             */
  bool caller_known = false;        /* a caller-ID message came, readable or not               */
  bool caller_gone = false;         /* gave up while our answer was on its way                 */
  bool dial_tone_heard = false;     /* of the running dial                                     */
  bool digit_completes = false;     /* the digit of this event ends the number                 */
  bool number_complete = false;     /* the phone has dialled a whole number                    */
  bool has_hook_by_command = false; /* station with a headset circuit                          */
};

constexpr bool holds(LineGuard guard, const LineFacts &facts) {
  switch (guard) {
#define LINE_GUARD(name, text, condition) \
  case LineGuard::name:                   \
    return condition;
#include "line_guard.def"
#undef LINE_GUARD
  }
  return false;
}

}  // namespace trunkline::line
