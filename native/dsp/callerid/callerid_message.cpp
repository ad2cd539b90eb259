#include "callerid_message.hpp"

#include <algorithm>
#include <numeric>

namespace trunkline::dsp {
namespace {

constexpr uint8_t kSdmf = 0x04, kMdmf = 0x80;  // GR-30-CORE
constexpr size_t kTimeOctets = 8;
/** MDMF parameters: EN 300 659-3, GR-30-CORE. */
enum Parameter : uint8_t {
  kTime = 0x01,
  kNumber = 0x02,
  kNumberAbsent = 0x04,
  kName = 0x07,
};

template <size_t N>
void copy_text(std::span<const uint8_t> octets, std::array<char, N> &into) {
  into.fill('\0');
  for (size_t n = 0; n < N - 1 && n < octets.size(); n++) {
    const bool ascii = octets[n] >= 0x20 && octets[n] < 0x7F;
    into[n] = ascii ? static_cast<char>(octets[n]) : '?';
  }
}

NumberAbsence absence_of(std::span<const uint8_t> octets) {
  if (octets.size() != 1) return NumberAbsence::none;
  if (octets[0] == 'P') return NumberAbsence::withheld;
  return octets[0] == 'O' ? NumberAbsence::unavailable : NumberAbsence::none;
}

}  // namespace

CallerIdMessage::Progress CallerIdMessage::add(uint8_t byte) {
  octets_[count_++] = byte;
  if (count_ == 1 && byte != kSdmf && byte != kMdmf) return Progress::not_ours;
  if (count_ < 2 || count_ < octets_[1] + size_t{3}) return Progress::more;
  const auto sum =
      std::accumulate(octets_.begin(), octets_.begin() + static_cast<std::ptrdiff_t>(count_), 0U);
  return (sum & 0xFFU) == 0 ? read() : Progress::unreadable;
}

CallerIdMessage::Progress CallerIdMessage::end() const {
  return count_ >= 2 ? Progress::unreadable : Progress::not_ours;
}

CallerIdMessage::Progress CallerIdMessage::read() {
  identity_ = {};
  const auto octets = std::span<const uint8_t>(octets_).subspan(2, octets_[1]);
  if (octets_[0] == kSdmf) {
    read_sdmf(octets);
  } else {
    read_mdmf(octets);
  }
  return Progress::ready;
}

void CallerIdMessage::read_sdmf(std::span<const uint8_t> octets) {
  if (octets.size() < kTimeOctets) return;
  copy_text(octets.first(kTimeOctets), identity_.time);
  const auto number = octets.subspan(kTimeOctets);
  identity_.absence = absence_of(number);
  if (identity_.absence == NumberAbsence::none) copy_text(number, identity_.number);
}

void CallerIdMessage::read_mdmf(std::span<const uint8_t> octets) {
  while (octets.size() >= 2) {
    const uint8_t parameter = octets[0];
    const size_t length = std::min<size_t>(octets[1], octets.size() - 2);
    const auto value = octets.subspan(2, length);
    if (parameter == kTime) copy_text(value, identity_.time);
    if (parameter == kNumber) copy_text(value, identity_.number);
    if (parameter == kName) copy_text(value, identity_.name);
    if (parameter == kNumberAbsent) identity_.absence = absence_of(value);
    octets = octets.subspan(2 + length);
  }
}

}  // namespace trunkline::dsp
