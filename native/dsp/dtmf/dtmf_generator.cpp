#include "dtmf_generator.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace trunkline::dsp {
namespace {

constexpr std::string_view kDigits = "123A456B789C*0#D";
constexpr std::array<double, 4> kLowHz = {697, 770, 852, 941};       // ITU-T Q.23
constexpr std::array<double, 4> kHighHz = {1209, 1336, 1477, 1633};  // ITU-T Q.23
constexpr double kHighOverLowDb = 2.0;
constexpr uint32_t kSamplesPerMs = 8;
constexpr uint32_t kRampSamples = 16;

}  // namespace

bool is_dtmf_digit(char digit) { return kDigits.find(digit) != std::string_view::npos; }

bool DtmfGenerator::begin(char digit, const DtmfTiming &timing) {
  const size_t at = kDigits.find(digit);
  if (at == std::string_view::npos) return false;
  low_ = Oscillator(kLowHz[at / 4], timing.low_level_dbm0);
  high_ = Oscillator(kHighHz[at % 4], timing.low_level_dbm0 + kHighOverLowDb);
  at_ = 0;
  on_samples_ = timing.on_ms * kSamplesPerMs;
  off_samples_ = timing.off_ms * kSamplesPerMs;
  return true;
}

size_t DtmfGenerator::fill(std::span<int16_t> frame) {
  size_t written = 0;
  for (; written < frame.size() && !done(); written++, at_++) {
    frame[written] =
        at_ < on_samples_ ? saturate(ramp() * (low_.next() + high_.next())) : int16_t{0};
  }
  return written;
}

float DtmfGenerator::ramp() const {
  const uint32_t to_edge = std::min(at_ + 1, on_samples_ - at_);
  return to_edge >= kRampSamples ? 1.0F
                                 : static_cast<float>(to_edge) / static_cast<float>(kRampSamples);
}

}  // namespace trunkline::dsp
