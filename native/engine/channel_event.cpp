#include "channel_event.hpp"

#include <algorithm>
#include <cstring>

namespace trunkline::engine {

void copy_text(std::string_view from, char *to, size_t capacity) {
  size_t length = std::min(from.size(), capacity - 1);
  if (length < from.size()) {
    // A continuation byte begins with the bits 10 (RFC 3629, 3): step back to the character's first
    // byte.
    while (length > 0 && (static_cast<unsigned char>(from[length]) & 0xC0) == 0x80) --length;
  }
  std::memcpy(to, from.data(), length);
  to[length] = '\0';
}

}  // namespace trunkline::engine
