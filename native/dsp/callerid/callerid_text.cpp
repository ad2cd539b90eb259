#include "callerid_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "gbk_table.hpp"

namespace trunkline::dsp {
namespace {

/** One character and how many octets it took; 0 octets for what is no character. */
struct Taken {
  uint32_t code = 0;
  size_t octets = 0;
};

bool is_between(uint32_t value, uint32_t least, uint32_t most) {
  return value >= least && value <= most;
}

Taken take_utf8(std::span<const uint8_t> octets) {
  const uint32_t first = octets[0];
  if (first < 0x80) return {first, 1};
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (!is_between(first, 0xC2, 0xF4) || octets.size() < length) return {};
  uint32_t code = first & (0xFFU >> (length + 1));
  for (size_t n = 1; n < length; n++) {
    if (!is_between(octets[n], 0x80, 0xBF)) return {};
    code = code << 6 | (octets[n] & 0x3FU);
  }
  constexpr std::array<uint32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = is_between(code, 0xD800, 0xDFFF);
  if (code < kLeast[length] || code > 0x10FFFF || is_surrogate) return {};
  return {code, length};
}

Taken take_gbk(std::span<const uint8_t> octets) {
  const uint8_t first = octets[0];
  if (first < 0x80) return {first, 1};
  if (octets.size() < 2 || !is_between(first, kGbkFirstLead, kGbkLastLead) ||
      !is_between(octets[1], kGbkFirstTrail, kGbkLastTrail)) {
    return {};
  }
  const uint32_t code = kGbkTable[static_cast<size_t>(first - kGbkFirstLead) * kGbkTrails +
                                  (octets[1] - kGbkFirstTrail)];
  return {code, code == 0 ? size_t{0} : size_t{2}};
}

Taken take_octet(std::span<const uint8_t> octets) {
  return {octets[0] < 0x80 ? octets[0] : uint32_t{'?'}, 1};
}

using Take = Taken (*)(std::span<const uint8_t>);

bool is_all(Take take, std::span<const uint8_t> octets) {
  while (!octets.empty()) {
    const Taken taken = take(octets);
    if (taken.octets == 0) return false;
    octets = octets.subspan(taken.octets);
  }
  return true;
}

struct Utf8 {
  std::array<char, 4> octets{};
  size_t count = 0;
};

Utf8 utf8_of(uint32_t code) {
  const auto part = [](uint32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
  if (code < 0x20 || code == 0x7F) return {{'?'}, 1};
  if (code < 0x80) return {{static_cast<char>(code)}, 1};
  if (code < 0x800) return {{static_cast<char>(0xC0U | code >> 6), part(code)}, 2};
  if (code < 0x10000) {
    return {{static_cast<char>(0xE0U | code >> 12), part(code >> 6), part(code)}, 3};
  }
  return {{static_cast<char>(0xF0U | code >> 18), part(code >> 12), part(code >> 6), part(code)},
          4};
}

}  // namespace

bool is_utf8(std::span<const uint8_t> octets) { return is_all(take_utf8, octets); }

size_t utf8_of_name(std::span<const uint8_t> octets, std::span<char> into) {
  // Some exchanges fill a name up to 15 characters (GR-30).
  while (!octets.empty() && (octets.back() == ' ' || octets.back() == 0)) {
    octets = octets.first(octets.size() - 1);
  }
  const Take take = is_utf8(octets) ? take_utf8 : is_all(take_gbk, octets) ? take_gbk : take_octet;
  size_t written = 0;
  while (!octets.empty()) {
    const Taken taken = take(octets);
    const Utf8 text = utf8_of(taken.code);
    if (written + text.count + 1 > into.size()) break;
    std::memcpy(into.data() + written, text.octets.data(), text.count);
    written += text.count;
    octets = octets.subspan(taken.octets);
  }
  into[written] = '\0';
  return written;
}

size_t gbk_of_utf8(std::span<const uint8_t> utf8, std::span<uint8_t> into) {
  size_t written = 0;
  while (!utf8.empty()) {
    const Taken taken = take_utf8(utf8);
    if (taken.octets == 0) break;
    utf8 = utf8.subspan(taken.octets);
    const auto *const at = taken.code < 0x80
                               ? kGbkTable.end()
                               : std::find(kGbkTable.begin(), kGbkTable.end(), taken.code);
    if (at == kGbkTable.end()) {
      if (written + 1 > into.size()) break;
      into[written++] = taken.code < 0x80 ? static_cast<uint8_t>(taken.code) : uint8_t{'?'};
      continue;
    }
    if (written + 2 > into.size()) break;
    const auto index = static_cast<size_t>(at - kGbkTable.begin());
    into[written++] = static_cast<uint8_t>(kGbkFirstLead + index / kGbkTrails);
    into[written++] = static_cast<uint8_t>(kGbkFirstTrail + index % kGbkTrails);
  }
  return written;
}

}  // namespace trunkline::dsp
