/*
 * What it does: assembles the caller-ID message that an FSK burst carries, and checks it.
 *
 * How it works: type, length, that many octets, checksum (two's complement of the sum modulo 256).
 * A message begins with a byte of a known type behind at least 16 marks; more marks between its
 * bytes than an exchange stuffs, or the loss of the carrier, end it. A byte whose stop bit was not
 * heard is taken all the same: the checksum decides. Because one sum in 256 is right by chance,
 * a message with many bits that could as well have been the other, or many missing stop bits, is
 * none either.
 *
 * How to use it: add() each report of the receiver. After `ready`, octets() and identity().
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "callerid_identity.hpp"
#include "fsk_report.hpp"

namespace trunkline::dsp {

class CallerIdMessage {
 public:
  enum class Progress : uint8_t {
    more,       // nothing to tell
    ready,      // complete, checksum right
    unreadable  // a caller-ID message had begun, but it is damaged
  };

  Progress add(const FskReport &report);
  void reset() { count_ = 0; }
  /** Type, length, data of the message that is ready. */
  std::span<const uint8_t> octets() const {
    return std::span<const uint8_t>(octets_).first(octets_[1] + size_t{2});
  }
  CallerIdentity identity() const { return read_caller_id(octets()); }

 private:
  Progress add_octet(const FskReport &report);

  std::array<uint8_t, 258> octets_{};  // type, length, 255 octets, checksum
  size_t count_ = 0, weak_bits_ = 0, missed_stops_ = 0;
};

}  // namespace trunkline::dsp
