/*
 * What it does: one event as it lies on the lane: a fixed-size record that JavaScript reads in
 * place.
 *
 * How to use it: fill it through EventBatch; the meaning of a, b, c and the texts is in
 * channel_event.def. The TypeScript side has the same offsets in lane-layout.ts; a test compares
 * them through layout().
 */
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "../abi/board_sdk.h"

namespace trunkline::engine {

enum class EventKind : uint16_t {
#define CHANNEL_EVENT(name, text) name,
#include "channel_event.def"
#undef CHANNEL_EVENT
};
inline constexpr const char *kEventKindNames[] = {
#define CHANNEL_EVENT(name, text) text,
#include "channel_event.def"
#undef CHANNEL_EVENT
};

enum class CommandResult : uint8_t {
#define COMMAND_RESULT(name, text, done) name,
#include "command_result.def"
#undef COMMAND_RESULT
};
inline constexpr const char *kCommandResultNames[] = {
#define COMMAND_RESULT(name, text, done) text,
#include "command_result.def"
#undef COMMAND_RESULT
};

/** kFailed for a code that the ABI does not have. */
constexpr CommandResult result_of_done(int32_t done) {
#define COMMAND_RESULT(name, text, code) \
  if (done == (code)) return CommandResult::name;
#include "command_result.def"
#undef COMMAND_RESULT
  return CommandResult::kFailed;
}

enum class BoardState : int32_t { kUp, kDown, kLost };
enum class CallerIdQuality : uint8_t { kGood, kUnreadable, kUnknown };

struct EventRecord {
  uint64_t seq;
  uint64_t time_us;
  uint16_t kind;
  uint16_t reserved;
  int32_t channel; /* -1: the board */
  uint32_t command_id;
  int32_t a, b, c;
  char text[96]; /* UTF-8, NUL-terminated */
  char text2[64];
};
static_assert(sizeof(EventRecord) == 200, "lane-layout.ts reads records of 200 bytes");
static_assert(offsetof(EventRecord, kind) == 16 && offsetof(EventRecord, channel) == 20);
static_assert(offsetof(EventRecord, text) == 40 && offsetof(EventRecord, text2) == 136);

/** Copies as much as fits without cutting a UTF-8 character, and ends it. */
void copy_text(std::string_view from, char *to, size_t capacity);

}  // namespace trunkline::engine
