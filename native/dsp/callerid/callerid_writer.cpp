#include "callerid_writer.hpp"

#include <algorithm>
#include <numeric>

namespace trunkline::dsp {
namespace {

std::string_view letter_of(NumberAbsence absence) {
  return absence == NumberAbsence::withheld ? "P" : "O";
}

}  // namespace

void CallerIdWriter::add(std::span<const uint8_t> data) {
  if (count_ + data.size() > kMostData + 2) {
    fits_ = false;
    return;
  }
  std::copy(data.begin(), data.end(), octets_.begin() + static_cast<std::ptrdiff_t>(count_));
  count_ += data.size();
}

void CallerIdWriter::add(CallerIdParameter parameter, std::span<const uint8_t> value) {
  if (count_ + 2 + value.size() > kMostData + 2) {
    fits_ = false;
    return;
  }
  octets_[count_++] = static_cast<uint8_t>(parameter);
  octets_[count_++] = static_cast<uint8_t>(value.size());
  add(value);
}

std::span<const uint8_t> CallerIdWriter::octets() {
  octets_[1] = static_cast<uint8_t>(count_ - 2);
  const auto end = octets_.begin() + static_cast<std::ptrdiff_t>(count_);
  const uint32_t sum = std::accumulate(octets_.begin(), end, 0U);
  octets_[count_] = static_cast<uint8_t>(0x100U - (sum & 0xFFU));
  return std::span<const uint8_t>(octets_).first(count_ + 1);
}

CallerIdWriter single_caller_id(const CallerIdentity &identity) {
  CallerIdWriter message(CallerIdType::single);
  message.add(identity.time.data());
  message.add(identity.absence == NumberAbsence::none ? std::string_view(identity.number.data())
                                                      : letter_of(identity.absence));
  return message;
}

CallerIdWriter multiple_caller_id(const CallerIdentity &identity, std::span<const uint8_t> name) {
  CallerIdWriter message(CallerIdType::multiple);
  if (identity.time[0] != '\0') message.add(CallerIdParameter::time, identity.time.data());
  if (identity.absence != NumberAbsence::none) {
    message.add(CallerIdParameter::number_absence, letter_of(identity.absence));
  } else if (identity.number[0] != '\0') {
    message.add(CallerIdParameter::number, identity.number.data());
  }
  if (!name.empty()) {
    message.add(CallerIdParameter::name, name);
  } else if (identity.name_absence != NumberAbsence::none) {
    message.add(CallerIdParameter::name_absence, letter_of(identity.name_absence));
  }
  return message;
}

}  // namespace trunkline::dsp
