#include "callerid_message.hpp"

#include <numeric>

namespace trunkline::dsp {
namespace {

/** SIN 227 sends 30 marks at least; a noise's false byte may have taken some of them. */
constexpr uint16_t kMarksBeforeMessage = 16;
/** EN 300 659-2: up to 10 between bytes. */
constexpr uint16_t kMostStuffedMarks = 25;
/**
 * A message out of speech may have the right sum once in 256. Measured: of a message at 7 dB of
 * noise fewer than one bit in twenty is weak and hardly a stop bit is missing; of what two hours of
 * speech begin, most have more than one in ten and one in five.
 */
constexpr size_t kBitsForAWeakOne = 10, kOctetsForAMissedStop = 8, kBitsOfOctet = 10;

}  // namespace

CallerIdMessage::Progress CallerIdMessage::add(const FskReport &report) {
  const bool had_begun = count_ >= 2;  // a type alone may be noise
  if (report.kind == FskReport::Kind::carrier_lost) {
    count_ = 0;
    return had_begun ? Progress::unreadable : Progress::more;
  }
  const bool is_broken = count_ > 0 && report.marks_before > kMostStuffedMarks;
  if (is_broken) count_ = 0;
  if (count_ > 0) return add_octet(report);
  if (report.marks_before >= kMarksBeforeMessage && is_caller_id_type(report.byte) &&
      report.kind == FskReport::Kind::byte) {
    weak_bits_ = missed_stops_ = 0;
    add_octet(report);
  }
  return is_broken && had_begun ? Progress::unreadable : Progress::more;
}

CallerIdMessage::Progress CallerIdMessage::add_octet(const FskReport &report) {
  octets_[count_++] = report.byte;
  weak_bits_ += report.weak_bits;
  missed_stops_ += report.kind == FskReport::Kind::framing_error ? 1 : 0;
  if (count_ == 2 && report.byte == 0) count_ = 0;  // says nothing: out of noise
  if (count_ < 2 || count_ < octets_[1] + size_t{3}) return Progress::more;
  const auto end = octets_.begin() + static_cast<std::ptrdiff_t>(count_);
  const uint32_t sum = std::accumulate(octets_.begin(), end, 0U);
  const bool is_clear = weak_bits_ * kBitsForAWeakOne <= count_ * kBitsOfOctet &&
                        missed_stops_ * kOctetsForAMissedStop <= count_;
  count_ = 0;
  return (sum & 0xFFU) == 0 && is_clear ? Progress::ready : Progress::unreadable;
}

}  // namespace trunkline::dsp
