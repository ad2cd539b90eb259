#include "fsk_generator.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

// 8000 samples a second and 1200 bits: 20 samples are 3 bits.
constexpr uint32_t kBitLength = 20, kSampleLength = 3;
constexpr uint32_t kOctetBits = 10;  // start, eight, stop

}  // namespace

void FskGenerator::begin(std::span<const uint8_t> octets, const FskBurst &burst) {
  burst_ = burst;
  octets_ = octets;
  peak_ = sine_peak_of(burst.level_dbm0);
  phase_ = 0.0;
  bit_ = into_bit_ = 0;
  const uint64_t octet_bits = kOctetBits + burst.stuffed_marks;
  bits_ =
      uint64_t{burst.seizure_bits} + burst.mark_bits + octets.size() * octet_bits + burst.tail_bits;
}

bool FskGenerator::is_mark(uint64_t bit) const {
  if (bit < burst_.seizure_bits) return bit % 2 == 1;  // begins with a space
  bit -= burst_.seizure_bits;
  if (bit < burst_.mark_bits) return true;
  bit -= burst_.mark_bits;
  const uint32_t octet_bits = kOctetBits + burst_.stuffed_marks;
  const uint64_t octet = bit / octet_bits, within = bit % octet_bits;
  if (octet >= octets_.size() || within >= kOctetBits - 1) return true;
  return within > 0 && (octets_[octet] >> (within - 1) & 1) != 0;
}

size_t FskGenerator::fill(std::span<int16_t> frame) {
  const FskTones tones = tones_of(burst_.standard);
  const auto turn_of = [&](uint64_t bit) {
    return 2.0 * kPi * (is_mark(bit) ? tones.mark_hz : tones.space_hz) / kSampleRateHz;
  };
  size_t written = 0;
  for (; written < frame.size() && !done(); written++) {
    frame[written] = saturate(static_cast<float>(std::nearbyint(peak_ * std::sin(phase_))));
    const uint32_t left = std::min(kSampleLength, kBitLength - into_bit_);
    double turn = turn_of(bit_) * left;
    into_bit_ += kSampleLength;
    if (into_bit_ >= kBitLength) {
      into_bit_ -= kBitLength;
      bit_++;
      if (into_bit_ > 0) turn += turn_of(bit_) * into_bit_;
    }
    phase_ = std::fmod(phase_ + turn / kSampleLength, 2.0 * kPi);
  }
  return written;
}

}  // namespace trunkline::dsp
