/*
 * What it does: writes a command as src-main/driver/command-encoder.ts does, for tests of what
 * reads it.
 */
#pragma once
#include <algorithm>
#include <vector>

#include "native/engine/channel_command.hpp"

namespace trunkline::engine {

inline std::vector<uint8_t> encode(const ChannelCommand &command) {
  std::vector<uint8_t> bytes(CommandLayout::kTexts);
  const auto put = [&bytes](size_t at, uint32_t value, size_t width) {
    for (size_t index = 0; index < width; ++index) {
      bytes[at + index] = static_cast<uint8_t>(value >> (8 * index));
    }
  };
  put(CommandLayout::kId, command.id, 4);
  put(CommandLayout::kKind, static_cast<uint32_t>(command.kind), 2);
  put(CommandLayout::kChannel, static_cast<uint32_t>(command.channel), 2);
  put(CommandLayout::kA, static_cast<uint32_t>(command.a), 4);
  put(CommandLayout::kB, static_cast<uint32_t>(command.b), 4);
  put(CommandLayout::kC, static_cast<uint32_t>(command.c), 4);
  put(CommandLayout::kFlags, command.flags, 2);
  put(CommandLayout::kTextCount, static_cast<uint32_t>(command.texts.size()), 2);
  for (const std::string &text : command.texts) {
    const size_t at = bytes.size();
    bytes.resize(at + 2 + text.size());
    put(at, static_cast<uint32_t>(text.size()), 2);
    std::copy(text.begin(), text.end(), bytes.begin() + static_cast<ptrdiff_t>(at + 2));
  }
  return bytes;
}

}  // namespace trunkline::engine
