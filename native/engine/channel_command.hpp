/*
 * What it does: one command from above, decoded and checked.
 *
 * How it works: a head of fixed fields and a list of texts, little-endian (lane-layout.ts writes
 * it). Texts carry their length, so nothing is read past the end of what was sent.
 *
 * How to use it: decode_command() on the JS thread; the signalling thread owns the result.
 */
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace trunkline::engine {

enum class CommandKind : uint16_t {
#define CHANNEL_COMMAND(name, text) name,
#include "channel_command.def"
#undef CHANNEL_COMMAND
};
inline constexpr const char *kCommandKindNames[] = {
#define CHANNEL_COMMAND(name, text) text,
#include "channel_command.def"
#undef CHANNEL_COMMAND
};
inline constexpr size_t kCommandKindCount =
    sizeof(kCommandKindNames) / sizeof(kCommandKindNames[0]);

struct ChannelCommand {
  uint32_t id = 0; /* 1 to 2^31-1; the board's operation has the same number */
  CommandKind kind = CommandKind::kRelease;
  int32_t channel = 0;
  int32_t a = 0, b = 0, c = 0;
  uint16_t flags = 0;
  std::vector<std::string> texts;
};

/** Flags of a record, as RECORD_FLAGS in src-main/driver/lane-layout.ts. */
enum RecordFlag : uint16_t { kRecordFromLineOnly = 1, kRecordBeep = 2 };

/** Rooms that may be named. Which conference of the board a room is, ConferenceRooms knows. */
inline constexpr int32_t kConferenceRooms = 16;

struct CommandLayout {
  static constexpr size_t kId = 0, kKind = 4, kChannel = 6, kA = 8, kB = 12, kC = 16;
  static constexpr size_t kTextCount = 20, kFlags = 22, kTexts = 24;
};

/** Absent when it is cut short, of unknown kind, or its parameters are out of range. */
std::optional<ChannelCommand> decode_command(std::span<const uint8_t> bytes);

}  // namespace trunkline::engine
