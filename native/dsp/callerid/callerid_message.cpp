#include "callerid_message.hpp"

#include <numeric>

namespace trunkline::dsp {
namespace {

/** SIN 227 sends 30 marks at least; a noise's false byte may have taken some of them. */
constexpr uint16_t kMarksBeforeMessage = 16;
/** EN 300 659-2: up to 10 between bytes. */
constexpr uint16_t kMostStuffedMarks = 25;

}  // namespace

CallerIdMessage::Progress CallerIdMessage::add(const FskReport &report) {
  const bool had_begun = count_ >= 2;  // a type alone may be noise
  if (report.kind == FskReport::Kind::carrier_lost) {
    count_ = 0;
    return had_begun ? Progress::unreadable : Progress::more;
  }
  const bool is_broken = count_ > 0 && report.marks_before > kMostStuffedMarks;
  if (is_broken) count_ = 0;
  if (count_ > 0) return add_octet(report.byte);
  if (report.marks_before >= kMarksBeforeMessage && is_caller_id_type(report.byte) &&
      report.kind == FskReport::Kind::byte) {
    add_octet(report.byte);
  }
  return is_broken && had_begun ? Progress::unreadable : Progress::more;
}

CallerIdMessage::Progress CallerIdMessage::add_octet(uint8_t octet) {
  octets_[count_++] = octet;
  if (count_ < 2 || count_ < octets_[1] + size_t{3}) return Progress::more;
  const auto end = octets_.begin() + static_cast<std::ptrdiff_t>(count_);
  const uint32_t sum = std::accumulate(octets_.begin(), end, 0U);
  count_ = 0;
  return (sum & 0xFFU) == 0 ? Progress::ready : Progress::unreadable;
}

}  // namespace trunkline::dsp
