#include "callerid_identity.hpp"

#include <algorithm>

#include "callerid_text.hpp"

namespace trunkline::dsp {
namespace {

using Octets = std::span<const uint8_t>;

constexpr size_t kTimeOctets = 8;                         // MMDDhhmm
constexpr uint8_t kWaitingOn = 0x42, kWaitingOff = 0x6F;  // GR-30: sent three times

template <size_t N>
void copy_ascii(Octets octets, std::array<char, N> &into) {
  into.fill('\0');
  for (size_t n = 0; n < N - 1 && n < octets.size(); n++) {
    const bool ascii = octets[n] >= 0x20 && octets[n] < 0x7F;
    into[n] = ascii ? static_cast<char>(octets[n]) : '?';
  }
}

NumberAbsence absence_of(Octets octets) {
  if (octets.size() != 1) return NumberAbsence::none;
  if (octets[0] == 'P') return NumberAbsence::withheld;
  return octets[0] == 'O' ? NumberAbsence::unavailable : NumberAbsence::none;
}

MessageWaiting waiting_of(uint8_t octet, uint8_t on, uint8_t off) {
  if (octet == on) return MessageWaiting::some;
  return octet == off ? MessageWaiting::none : MessageWaiting::unknown;
}

void read_single(Octets octets, CallerIdentity &identity) {
  if (octets.size() < kTimeOctets) return;
  copy_ascii(octets.first(kTimeOctets), identity.time);
  const Octets number = octets.subspan(kTimeOctets);
  identity.absence = absence_of(number);
  if (identity.absence == NumberAbsence::none) copy_ascii(number, identity.number);
}

void read_parameter(CallerIdParameter parameter, Octets value, CallerIdentity &identity) {
  const uint8_t first = value.empty() ? uint8_t{0} : value[0];
  switch (parameter) {
    case CallerIdParameter::time:
      return copy_ascii(value, identity.time);
    case CallerIdParameter::number:
      return copy_ascii(value, identity.number);
    case CallerIdParameter::dialled_number:
      return copy_ascii(value, identity.dialled_number);
    case CallerIdParameter::complementary_number:
      return copy_ascii(value, identity.complementary_number);
    case CallerIdParameter::first_called_number:
      return copy_ascii(value, identity.first_called_number);
    case CallerIdParameter::redirecting_number:
      return copy_ascii(value, identity.redirecting_number);
    case CallerIdParameter::name:
      utf8_of_name(value, identity.name);
      return;
    case CallerIdParameter::number_absence:
      identity.absence = absence_of(value);
      return;
    case CallerIdParameter::name_absence:
      identity.name_absence = absence_of(value);
      return;
    case CallerIdParameter::forward_reason:
      identity.forward_reason = first;
      return;
    case CallerIdParameter::forward_type:
      identity.forward_type = first;
      return;
    case CallerIdParameter::user_type:
      identity.user_type = first;
      return;
    case CallerIdParameter::qualifier:
      identity.is_long_distance = first == 'L';
      return;
    case CallerIdParameter::call_type:
      identity.call_type = static_cast<CallerIdCallType>(first);
      return;
    case CallerIdParameter::indicator:
      identity.waiting = value.empty() ? MessageWaiting::unknown : waiting_of(first, 0xFF, 0x00);
      return;
    case CallerIdParameter::waiting_count:
      identity.waiting_count = first;
      if (identity.waiting == MessageWaiting::unknown && !value.empty()) {
        identity.waiting = first > 0 ? MessageWaiting::some : MessageWaiting::none;
      }
      return;
    case CallerIdParameter::operator_extension:
      return;  // every operator's own
  }
}

void read_parameters(Octets octets, CallerIdentity &identity) {
  while (octets.size() >= 2) {
    const size_t length = std::min<size_t>(octets[1], octets.size() - 2);
    read_parameter(static_cast<CallerIdParameter>(octets[0]), octets.subspan(2, length), identity);
    octets = octets.subspan(2 + length);
  }
}

}  // namespace

CallerIdentity read_caller_id(std::span<const uint8_t> octets) {
  CallerIdentity identity;
  if (octets.size() < 2) return identity;
  const Octets value = octets.subspan(2, std::min<size_t>(octets[1], octets.size() - 2));
  const auto type = static_cast<CallerIdType>(octets[0]);
  if (is_multiple_type(octets[0])) {
    read_parameters(value, identity);
  } else if (type == CallerIdType::single_waiting) {
    if (!value.empty()) identity.waiting = waiting_of(value[0], kWaitingOn, kWaitingOff);
  } else if (is_caller_id_type(octets[0])) {
    read_single(value, identity);
  }
  return identity;
}

}  // namespace trunkline::dsp
