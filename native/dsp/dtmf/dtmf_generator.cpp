#include "dtmf_generator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace trunkline::dsp {
namespace {

constexpr std::string_view kDigits = "123A456B789C*0#D";
constexpr std::array<double, 4> kLowHz = {697, 770, 852, 941};       // ITU-T Q.23
constexpr std::array<double, 4> kHighHz = {1209, 1336, 1477, 1633};  // ITU-T Q.23
constexpr uint32_t kSamplesPerMs = 8;
constexpr uint32_t kRampSamples = 8;

}  // namespace

bool is_dtmf_digit(char digit) { return kDigits.find(digit) != std::string_view::npos; }

bool DtmfGenerator::begin(char digit, const DtmfTiming &timing) {
  const size_t at = kDigits.find(digit);
  if (at == std::string_view::npos) return false;
  low_ = Oscillator(kLowHz[at / 4], timing.low_level_dbm0);
  high_ = Oscillator(kHighHz[at % 4], timing.low_level_dbm0 + timing.high_over_low_db);
  at_ = 0;
  on_samples_ = timing.on_ms * kSamplesPerMs;
  off_samples_ = timing.off_ms * kSamplesPerMs;
  return true;
}

size_t DtmfGenerator::fill(std::span<int16_t> frame) {
  size_t written = 0;
  for (; written < frame.size() && !done(); written++, at_++) {
    const float sample = at_ < sounding_samples() ? ramp() * (low_.next() + high_.next()) : 0.0F;
    frame[written] = saturate(std::nearbyint(sample));
  }
  return written;
}

/** The second ramp reaches into the pause by half of the two. */
uint32_t DtmfGenerator::sounding_samples() const {
  return on_samples_ + std::min(kRampSamples, off_samples_);
}

float DtmfGenerator::ramp() const {
  // The slope of a cosine: its middle is where half of the peak is reached.
  const uint32_t to_edge = std::min(at_, sounding_samples() - at_);
  if (to_edge >= kRampSamples) return 1.0F;
  const double turn = kPi * static_cast<double>(to_edge) / kRampSamples;
  return static_cast<float>(0.5 - 0.5 * std::cos(turn));
}

}  // namespace trunkline::dsp
