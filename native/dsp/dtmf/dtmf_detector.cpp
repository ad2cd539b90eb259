#include "dtmf_detector.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr std::array<float, 8> kFrequenciesHz = {697.0F,  770.0F,  852.0F,  941.0F,  // ITU-T Q.23
                                                 1209.0F, 1336.0F, 1477.0F, 1633.0F};
constexpr std::string_view kDigits = "123A456B789C*0#D";
constexpr size_t kGroup = 4;
constexpr size_t kWindow = 160, kHop = 40;  // 20 ms every 5 ms
constexpr uint32_t kHopMs = 5;
constexpr uint32_t kWindowsToBegin = 5, kWindowsToEnd = 6;
/** A window counts while the tone fills 72 % of its weight; so a tone shows 5 ms less than it
 * lasts. */
constexpr uint32_t kUnseenMs = 5;
constexpr double kCutHz = 300.0;  // under all tones, above mains hum and most of its harmonics

}  // namespace

DtmfTables::DtmfTables() : frequencies_(kFrequenciesHz, kWindow, kHop) {}

DtmfDetector::DtmfDetector(const DtmfTables &tables, const DtmfLimits &limits)
    : limits_(limits),
      high_pass_(kCutHz),
      bank_(tables.frequencies(),
            static_cast<float>(power_of(limits.min_level_dbm0)) * limits.min_share),
      min_power_(static_cast<float>(power_of(limits.min_level_dbm0))),
      max_high_over_low_(std::pow(10.0F, limits.max_high_over_low_db / 10.0F)),
      max_low_over_high_(std::pow(10.0F, limits.max_low_over_high_db / 10.0F)) {}

void DtmfDetector::reset() {
  high_pass_.reset();
  bank_.reset();
  hop_fill_ = 0;
  candidate_ = active_ = 0;
  candidate_windows_ = active_windows_ = missed_windows_ = 0;
}

DigitReports DtmfDetector::feed(std::span<const int16_t> frame) {
  DigitReports reports;
  for (const int16_t sample : frame) {
    hop_[hop_fill_++] = high_pass_.step(sample);
    if (hop_fill_ < kHop) continue;
    hop_fill_ = 0;
    bank_.push(hop_);
    take_window(digit_of_window(), reports);
  }
  return reports;
}

char DtmfDetector::digit_of_window() const {
  if (bank_.total() < 2.0F * min_power_ * limits_.min_share) return 0;
  size_t low = 0, high = kGroup;
  for (size_t k = 1; k < kGroup; k++) {
    if (bank_.power(k) > bank_.power(low)) low = k;
    if (bank_.power(kGroup + k) > bank_.power(high)) high = kGroup + k;
  }
  const float low_power = bank_.power(low), high_power = bank_.power(high);
  if (std::min(low_power, high_power) < min_power_ * limits_.min_share) return 0;
  if (high_power > low_power * max_high_over_low_) return 0;
  if (low_power > high_power * max_low_over_high_) return 0;
  if (low_power + high_power < bank_.total() * limits_.min_share) return 0;
  if (!in_tune(low) || !in_tune(high)) return 0;
  return kDigits[low * kGroup + (high - kGroup)];
}

bool DtmfDetector::in_tune(size_t index) const {
  return std::abs(bank_.offset_hz(index)) <= limits_.max_offset * bank_.table().frequency_hz(index);
}

void DtmfDetector::take_window(char digit, DigitReports &reports) {
  candidate_windows_ = digit != 0 && digit == candidate_ ? candidate_windows_ + 1 : 1;
  candidate_ = digit;
  if (active_ != 0 && digit == active_) {
    active_windows_ += missed_windows_ + 1;
    missed_windows_ = 0;
    return;
  }
  if (active_ != 0 && ++missed_windows_ >= kWindowsToEnd) end_digit(reports);
  if (candidate_ == 0 || candidate_windows_ < kWindowsToBegin) return;
  if (active_ != 0) end_digit(reports);
  active_ = candidate_;
  active_windows_ = candidate_windows_;
  missed_windows_ = 0;
  reports.add({active_, false, 0});
}

void DtmfDetector::end_digit(DigitReports &reports) {
  reports.add({active_, true, active_windows_ * kHopMs + kUnseenMs});
  active_ = 0;
  active_windows_ = missed_windows_ = 0;
}

}  // namespace trunkline::dsp
