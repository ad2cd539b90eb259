/*
 * What it does: what a caller-ID message may tell about a call, and the numbers that the standards
 * gave to its parts.
 *
 * How to use it: read_caller_id() fills a CallerIdentity from a message's octets;
 * callerid_writer.hpp makes the octets.
 */
#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace trunkline::dsp {

/** Message types: GR-30-CORE, ETSI EN 300 659-3. */
enum class CallerIdType : uint8_t {
  single = 0x04,           // SDMF: time and number
  single_waiting = 0x06,   // SDMF: message waiting, 42h three times on, 6Fh three times off
  single_reserved = 0x0B,  // GR-30: reserved
  multiple = 0x80,         // MDMF: parameters
  test = 0x81,
  waiting = 0x82,  // ETSI: message waiting, as parameters
};

/** Parameters of MDMF messages: EN 300 659-3 clause 5.4, GR-30-CORE. */
enum class CallerIdParameter : uint8_t {
  time = 0x01,
  number = 0x02,
  dialled_number = 0x03,  // GR-30: the number to dial to call back; ETSI: the called number
  number_absence = 0x04,
  forward_reason = 0x05,
  qualifier = 0x06,  // 'L': a long-distance call
  name = 0x07,
  name_absence = 0x08,
  indicator = 0x0B,  // FFh: messages wait; 00h: none
  complementary_number = 0x10,
  call_type = 0x11,
  first_called_number = 0x12,
  waiting_count = 0x13,  // network message system status
  forward_type = 0x15,
  user_type = 0x16,
  redirecting_number = 0x1A,
  operator_extension = 0xE0,
};

/** Why there is no number, or no name. */
enum class NumberAbsence : uint8_t { none, unavailable, withheld };
/** EN 300 659-3: parameter 11h. */
enum class CallerIdCallType : uint8_t {
  unknown = 0x00,
  voice = 0x01,
  ring_back_when_free = 0x02,
  name_delivery = 0x03,
  message_waiting = 0x81,
};
enum class MessageWaiting : uint8_t { unknown, none, some };

constexpr size_t kCallerIdNumberSize = 40, kCallerIdNameSize = 64;
using CallerIdNumber = std::array<char, kCallerIdNumberSize>;

/** Texts are NUL-terminated, numbers ASCII (what is not becomes '?'), names UTF-8. Empty is
 * unknown. */
struct CallerIdentity {
  CallerIdNumber number{};
  std::array<char, kCallerIdNameSize> name{};
  std::array<char, 9> time{};  // MMDDhhmm as the exchange sent it
  NumberAbsence absence = NumberAbsence::none;
  NumberAbsence name_absence = NumberAbsence::none;
  CallerIdNumber dialled_number{}, complementary_number{}, first_called_number{};
  CallerIdNumber redirecting_number{};
  CallerIdCallType call_type = CallerIdCallType::unknown;
  MessageWaiting waiting = MessageWaiting::unknown;
  uint8_t waiting_count = 0;
  uint8_t forward_reason = 0, forward_type = 0, user_type = 0;  // the octet; 0 is unknown
  bool is_long_distance = false;
};

/** `octets`: type, length, data. What is not understood is left out. */
CallerIdentity read_caller_id(std::span<const uint8_t> octets);

/** 81h to 8Fh are of MDMF's form, whatever they are about (EN 300 659-3: 86h charges, 89h texts).
 */
constexpr bool is_multiple_type(uint8_t octet) { return octet >= 0x80 && octet <= 0x8F; }
/** Whether a message may begin so. */
constexpr bool is_caller_id_type(uint8_t octet) {
  return is_multiple_type(octet) || octet == static_cast<uint8_t>(CallerIdType::single) ||
         octet == static_cast<uint8_t>(CallerIdType::single_waiting) ||
         octet == static_cast<uint8_t>(CallerIdType::single_reserved);
}

}  // namespace trunkline::dsp
