#include "channel_command.hpp"

#include "../line/dial_string.hpp"

namespace trunkline::engine {
namespace {

constexpr size_t kMaxTexts = 2 * 64 + 1; /* 64 clips */
constexpr uint32_t kMaxId = 0x7fffffff;

uint32_t read_le(std::span<const uint8_t> bytes, size_t at, size_t width) {
  uint32_t value = 0;
  for (size_t index = 0; index < width; ++index) {
    value |= static_cast<uint32_t>(bytes[at + index]) << (8 * index);
  }
  return value;
}

bool read_texts(std::span<const uint8_t> bytes, size_t count, std::vector<std::string> &texts) {
  size_t at = CommandLayout::kTexts;
  for (size_t index = 0; index < count; ++index) {
    if (at + 2 > bytes.size()) return false;
    const size_t length = read_le(bytes, at, 2);
    if (at + 2 + length > bytes.size()) return false;
    texts.emplace_back(reinterpret_cast<const char *>(bytes.data()) + at + 2, length);
    // The board takes C strings: a NUL inside would cut the text short unseen.
    if (texts.back().find('\0') != std::string::npos) return false;
    at += 2 + length;
  }
  return at == bytes.size();
}

bool in_range(int32_t value, int32_t min, int32_t max) { return value >= min && value <= max; }

bool play_is_valid(const ChannelCommand &command) {
  const auto &texts = command.texts;
  if (texts.size() < 3 || texts.size() % 2 == 0 || command.a < 0) return false;
  if (!line::is_digit_set(texts[0])) return false;
  for (size_t index = 1; index < texts.size(); index += 2) {
    if (texts[index] != "wav" && texts[index] != "rawAlaw") return false;
    if (texts[index + 1].empty()) return false;
  }
  return true;
}

bool record_is_valid(const ChannelCommand &command) {
  const auto &texts = command.texts;
  return texts.size() == 2 && !texts[0].empty() && texts[0][0] == '/' &&
         line::is_digit_set(texts[1]) && in_range(command.a, 0, 4) && command.b >= 0 &&
         command.c >= 0 && (command.flags & ~(kRecordFromLineOnly | kRecordBeep)) == 0;
}

bool control_is_valid(const ChannelCommand &command) {
  constexpr int32_t kSpeedPercent = 3;
  if (command.a < 1 || !in_range(command.b, 0, kSpeedPercent)) return false;
  return command.b == kSpeedPercent ? in_range(command.c, 50, 200) : command.c >= 0;
}

bool is_valid(const ChannelCommand &command) {
  if (command.flags != 0 && command.kind != CommandKind::kRecord) return false;
  const size_t text_count = command.texts.size();
  switch (command.kind) {
    case CommandKind::kAnswer:
    case CommandKind::kReserve:
    case CommandKind::kRelease:
    case CommandKind::kLeaveConference:
      return text_count == 0;
    case CommandKind::kDial:
      return text_count == 1 && line::is_dial_string(command.texts[0]) &&
             (command.b == 0 || in_range(command.b, 5000, 180000));
    case CommandKind::kRing:
      return text_count == 2 && (command.b == 0 || in_range(command.b, 1000, 300000));
    case CommandKind::kPlay:
      return play_is_valid(command);
    case CommandKind::kTone:
      return in_range(command.a, 1, 10);
    case CommandKind::kSendDigits:
      return text_count == 1 && line::is_dial_string(command.texts[0]);
    case CommandKind::kRecord:
      return record_is_valid(command);
    case CommandKind::kConnect:
      return in_range(command.b, 0, 5) && command.a >= 0 && command.a != command.channel;
    case CommandKind::kDisconnect:
      return command.a >= 0 && command.a != command.channel;
    case CommandKind::kFlash:
      return in_range(command.a, 20, 2000);
    case CommandKind::kCancel:
      return command.a >= 1;
    case CommandKind::kJoinConference:
      return in_range(command.a, 0, kConferenceRooms - 1) && in_range(command.b, 0, 1);
    case CommandKind::kMaskRecording:
    case CommandKind::kMessageWaiting:
      return in_range(command.a, 0, 1);
    case CommandKind::kControl:
      return control_is_valid(command);
  }
  return false;
}

}  // namespace

std::optional<ChannelCommand> decode_command(std::span<const uint8_t> bytes) {
  if (bytes.size() < CommandLayout::kTexts) return std::nullopt;
  ChannelCommand command;
  command.id = read_le(bytes, CommandLayout::kId, 4);
  const uint32_t kind = read_le(bytes, CommandLayout::kKind, 2);
  if (command.id == 0 || command.id > kMaxId || kind >= kCommandKindCount) return std::nullopt;
  command.kind = static_cast<CommandKind>(kind);
  command.channel = static_cast<int32_t>(read_le(bytes, CommandLayout::kChannel, 2));
  command.a = static_cast<int32_t>(read_le(bytes, CommandLayout::kA, 4));
  command.b = static_cast<int32_t>(read_le(bytes, CommandLayout::kB, 4));
  command.c = static_cast<int32_t>(read_le(bytes, CommandLayout::kC, 4));
  command.flags = static_cast<uint16_t>(read_le(bytes, CommandLayout::kFlags, 2));
  const size_t count = read_le(bytes, CommandLayout::kTextCount, 2);
  if (count > kMaxTexts || !read_texts(bytes, count, command.texts)) return std::nullopt;
  if (!is_valid(command)) return std::nullopt;
  return command;
}

}  // namespace trunkline::engine
