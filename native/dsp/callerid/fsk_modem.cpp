#include "fsk_modem.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr double kMarkHz = 1250.0, kSpaceHz = 2150.0;  // between Bell 202 and V.23
constexpr float kSamplesPerBit = 8000.0F / 1200.0F;
constexpr double kCutHz = 600.0;  // TIA-716: hum 6 dB over the signal up to 200 Hz
/** TIA-716: receive down to -36.2 dBm, refuse below -48.2; SIN 227: down to -37.8 dBm. */
constexpr double kMinLevelDbm0 = -43.0;
/** Marks before the first byte. 80 come at least (off-hook, GR-30), 180 on-hook. */
constexpr uint32_t kMarksNeeded = 40;
constexpr uint32_t kLostSamples = 60;                // 9 bits without a carrier
constexpr uint32_t kMostMarkSamples = 2400;          // 300 ms without a byte end a message
constexpr float kSmoothing = 1.0F / 24.0F;           // about 3.6 bits
constexpr float kPeakDecay = 1.0F - 1.0F / 1200.0F;  // the 180 marks before the first byte
/** Lowest peak at least that share of the highest: 0.5 reads twists of -12 to +12 dB, 0.4 fails
 * at 10. */
constexpr float kLeastTwist = 0.5F;
constexpr float kMinShare = 0.5F;  // of the power in the two correlators

}  // namespace

FskReceiver::FskReceiver() : high_pass_(kCutHz) {
  for (size_t n = 0; n < kTaps; n++) {
    const auto at = static_cast<double>(n);
    mark_cos_[n] = static_cast<float>(std::cos(2.0 * kPi * kMarkHz * at / kSampleRateHz));
    mark_sin_[n] = static_cast<float>(std::sin(2.0 * kPi * kMarkHz * at / kSampleRateHz));
    space_cos_[n] = static_cast<float>(std::cos(2.0 * kPi * kSpaceHz * at / kSampleRateHz));
    space_sin_[n] = static_cast<float>(std::sin(2.0 * kPi * kSpaceHz * at / kSampleRateHz));
  }
}

void FskReceiver::reset() { *this = FskReceiver(); }

FskReports FskReceiver::feed(std::span<const int16_t> frame) {
  FskReports reports;
  for (const int16_t sample : frame) step(high_pass_.step(sample), reports);
  return reports;
}

void FskReceiver::step(float sample, FskReports &reports) {
  energy_ += (sample * sample - energy_) * kSmoothing;
  std::copy(taps_.begin() + 1, taps_.end(), taps_.begin());
  taps_.back() = sample;
  const bool silent = energy_ < static_cast<float>(power_of(kMinLevelDbm0));
  quiet_samples_ = silent ? std::min(quiet_samples_ + 1, 800U) : 0;
  if (silent && state_ == State::waiting) return;  // the cheap path: nothing on the line
  const float soft = soft_bit();
  follow_carrier(reports);
  switch (state_) {
    case State::waiting:
      break;
    case State::marking:
      mark_samples_ = soft > 0.0F ? mark_samples_ + 1 : 0;
      if (static_cast<float>(mark_samples_) < kMarksNeeded * kSamplesPerBit) break;
      state_ = State::between_bytes;
      reports.add(FskReport::Kind::began);
      break;
    case State::between_bytes:
      take_edge(soft);
      if (state_ != State::between_bytes || ++mark_samples_ <= kMostMarkSamples) break;
      state_ = State::marking;
      reports.add(FskReport::Kind::carrier_lost);
      break;
    case State::in_byte:
      take_bits(soft, reports);
      break;
  }
  last_soft_ = soft;
}

float FskReceiver::soft_bit() {
  float mark_re = 0.0F, mark_im = 0.0F, space_re = 0.0F, space_im = 0.0F;
  for (size_t n = 0; n < kTaps; n++) {
    mark_re += taps_[n] * mark_cos_[n];
    mark_im += taps_[n] * mark_sin_[n];
    space_re += taps_[n] * space_cos_[n];
    space_im += taps_[n] * space_sin_[n];
  }
  const float mark = mark_re * mark_re + mark_im * mark_im;
  const float space = space_re * space_re + space_im * space_im;
  constexpr float kToPower = 2.0F / (kTaps * kTaps);  // a sine of peak A gives (A * kTaps / 2)^2
  signal_ += (std::max(mark, space) * kToPower - signal_) * kSmoothing;
  return centred(std::sqrt(mark) - std::sqrt(space));
}

float FskReceiver::centred(float difference) {
  // With twist the two bits lie unevenly around zero; their middle follows the peaks of both sides.
  highest_ = std::max(difference, highest_ * kPeakDecay);
  lowest_ = std::min({difference, lowest_ * kPeakDecay, -kLeastTwist * highest_});
  return difference - (highest_ + lowest_) / 2.0F;
}

void FskReceiver::follow_carrier(FskReports &reports) {
  const auto min_power = static_cast<float>(power_of(kMinLevelDbm0));
  const bool present = energy_ > min_power && signal_ > energy_ * kMinShare;
  lost_samples_ = present ? 0 : lost_samples_ + 1;
  if (state_ == State::waiting && present) {
    state_ = State::marking;
    mark_samples_ = 0;
  } else if (state_ != State::waiting && lost_samples_ > kLostSamples) {
    if (state_ != State::marking) reports.add(FskReport::Kind::carrier_lost);
    state_ = State::waiting;
  }
}

void FskReceiver::take_edge(float soft) {
  if (last_soft_ <= 0.0F || soft > 0.0F) return;
  // The edge lies between the last sample and this one; the stop bit's slack takes up rate errors.
  const float since_edge = soft / (soft - last_soft_);
  state_ = State::in_byte;
  until_bit_ = 0.5F * kSamplesPerBit - since_edge;
  bit_ = bits_ = 0;
}

void FskReceiver::take_bits(float soft, FskReports &reports) {
  until_bit_ -= 1.0F;
  if (until_bit_ > 0.0F) return;
  // The bit's middle lies -until_bit_ samples back.
  const float middle = soft + (last_soft_ - soft) * -until_bit_;
  until_bit_ += kSamplesPerBit;
  bits_ = (bits_ >> 1) | (middle > 0.0F ? 0x200U : 0U);
  if (++bit_ == 1 && middle > 0.0F) {
    state_ = State::between_bytes;  // a spike, no start bit
    return;
  }
  if (bit_ == 10) end_byte(reports);
}

void FskReceiver::end_byte(FskReports &reports) {
  state_ = State::between_bytes;
  mark_samples_ = 0;
  const bool stopped = (bits_ & 0x200U) != 0;
  reports.add(stopped ? FskReport::Kind::byte : FskReport::Kind::framing_error,
              static_cast<uint8_t>((bits_ >> 1) & 0xFFU));
}

}  // namespace trunkline::dsp
