/*
 * What it does: assembles and reads the caller-ID message that an FSK burst carries.
 *
 * How it works: type, length, that many octets, checksum (two's complement of the sum modulo 256).
 * Type 04h is SDMF: MMDDhhmm, then the number. Type 80h is MDMF: parameters of type, length,
 * octets.
 *
 * How to use it: begin() at the burst's start, add() each byte until it returns a result other than
 * `more`; then number(), name() and the rest. end() when the carrier is lost.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace trunkline::dsp {

/** Why there is no number. */
enum class NumberAbsence : uint8_t { none, unavailable, withheld };

/** Text is NUL-terminated ASCII; octets outside it are shown as '?'. */
struct CallerIdentity {
  std::array<char, 40> number{};
  std::array<char, 56> name{};
  std::array<char, 9> time{};  // MMDDhhmm as the exchange sent it, or empty
  NumberAbsence absence = NumberAbsence::none;
};

class CallerIdMessage {
 public:
  enum class Progress : uint8_t {
    more,        // not complete yet
    ready,       // complete, checksum right: identity() holds it
    unreadable,  // was a caller-ID message, but is damaged
    not_ours     // complete or not, but no call set-up message
  };

  void begin() { count_ = 0; }
  Progress add(uint8_t byte);
  /** The burst ended: unreadable when a message had begun, else not_ours. */
  Progress end() const;
  const CallerIdentity &identity() const { return identity_; }

 private:
  Progress read();
  void read_sdmf(std::span<const uint8_t> octets);
  void read_mdmf(std::span<const uint8_t> octets);

  std::array<uint8_t, 258> octets_{};  // type, length, 255 octets, checksum
  size_t count_ = 0;
  CallerIdentity identity_;
};

}  // namespace trunkline::dsp
