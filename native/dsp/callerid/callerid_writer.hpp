/*
 * What it does: makes the octets of a caller-ID message, as an exchange sends them.
 *
 * How to use it: construct with the type, add() texts or parameters, take octets(): type, length,
 * data, checksum. fits() is false when more was added than a message holds.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "callerid_identity.hpp"

namespace trunkline::dsp {

class CallerIdWriter {
 public:
  explicit CallerIdWriter(CallerIdType type) { octets_[0] = static_cast<uint8_t>(type); }

  /** Octets without a parameter around them, for SDMF. */
  void add(std::span<const uint8_t> data);
  void add(std::string_view text) { add(octets_of(text)); }
  /** One parameter of MDMF. */
  void add(CallerIdParameter parameter, std::span<const uint8_t> value);
  void add(CallerIdParameter parameter, std::string_view text) { add(parameter, octets_of(text)); }

  bool fits() const { return fits_; }
  std::span<const uint8_t> octets();

 private:
  static constexpr size_t kMostData = 255;
  static std::span<const uint8_t> octets_of(std::string_view text) {
    return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
  }

  std::array<uint8_t, kMostData + 3> octets_{};
  size_t count_ = 2;
  bool fits_ = true;
};

/** The number or the reason for its absence, the time and, as parameters, the name. */
CallerIdWriter single_caller_id(const CallerIdentity &identity);
/** `name`: as it is to be sent, in whatever coding. */
CallerIdWriter multiple_caller_id(const CallerIdentity &identity, std::span<const uint8_t> name);

}  // namespace trunkline::dsp
