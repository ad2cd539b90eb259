#include "frequency_bank.hpp"

#include <algorithm>
#include <cmath>

#include "level.hpp"

namespace trunkline::dsp {

FrequencyTable::FrequencyTable(std::span<const float> frequencies_hz, size_t window, size_t hop)
    : window_(window),
      hop_(std::min(hop, window)),
      count_(std::min(frequencies_hz.size(), kMaxFrequencies)),
      rows_(window),
      weights_(window) {
  std::copy_n(frequencies_hz.begin(), count_, frequencies_hz_.begin());
  for (size_t n = 0; n < window; n++) {
    const double hann =
        1.0 - std::cos(2.0 * kPi * (static_cast<double>(n) + 0.5) / static_cast<double>(window));
    weights_[n] = static_cast<float>(hann / static_cast<double>(window));
    rows_[n].lanes.fill(0.0F);
    for (size_t k = 0; k < count_; k++) {
      // The phase counts from the window's start, so a hop turns it by exactly one hop.
      const double turn = 2.0 * kPi * frequencies_hz_[k] * static_cast<double>(n) / kSampleRateHz;
      rows_[n].lanes[k] = static_cast<float>(weights_[n] * std::cos(turn));
      rows_[n].lanes[kMaxFrequencies + k] = static_cast<float>(-weights_[n] * std::sin(turn));
    }
  }
}

FrequencyBank::FrequencyBank(const FrequencyTable &table)
    : table_(&table), heard_(table.window(), 0.0F) {}

void FrequencyBank::reset() {
  std::fill(heard_.begin(), heard_.end(), 0.0F);
  last_.fill(0.0F);
  powers_.fill(0.0F);
  offsets_hz_.fill(0.0F);
  total_ = 0.0F;
}

void FrequencyBank::push(std::span<const float> hop) {
  const size_t keep = heard_.size() - hop.size();
  std::copy(heard_.end() - static_cast<std::ptrdiff_t>(keep), heard_.end(), heard_.begin());
  std::copy(hop.begin(), hop.end(), heard_.begin() + static_cast<std::ptrdiff_t>(keep));
  measure();
}

void FrequencyBank::measure() {
  std::array<float, FrequencyTable::kLanes> sums{};
  float total = 0.0F;
  for (size_t n = 0; n < heard_.size(); n++) {
    const float sample = heard_[n];
    const auto &row = table_->rows_[n].lanes;
    for (size_t lane = 0; lane < sums.size(); lane++) sums[lane] += sample * row[lane];
    total += table_->weights_[n] * sample * sample;
  }
  total_ = total;
  for (size_t k = 0; k < table_->count_; k++) {
    measure_offset(k, sums[k], sums[FrequencyTable::kMaxFrequencies + k]);
  }
  last_ = sums;
}

void FrequencyBank::measure_offset(size_t k, float re, float im) {
  const float magnitude = re * re + im * im;  // a sine of peak A gives A/2
  const float last_re = last_[k];
  const float last_im = last_[FrequencyTable::kMaxFrequencies + k];
  const double expected =
      2.0 * kPi * table_->frequencies_hz_[k] * static_cast<double>(table_->hop_) / kSampleRateHz;
  const double turned = std::atan2(static_cast<double>(im * last_re - re * last_im),
                                   static_cast<double>(re * last_re + im * last_im));
  const double surplus = std::remainder(turned - expected, 2.0 * kPi);
  offsets_hz_[k] =
      static_cast<float>(surplus * kSampleRateHz / (2.0 * kPi * static_cast<double>(table_->hop_)));
  // Response of the Hann window x bins off its centre: sinc(x) / (1 - x^2). Correct up to 0.7 bins;
  // beyond, the sine belongs to another frequency and must not be lifted.
  const double bins = std::min(0.7, std::abs(static_cast<double>(offsets_hz_[k])) *
                                        static_cast<double>(table_->window_) / kSampleRateHz);
  const double response =
      bins < 1e-6 ? 1.0 : std::sin(kPi * bins) / (kPi * bins) / (1.0 - bins * bins);
  powers_[k] = static_cast<float>(2.0 * magnitude / (response * response));
}

}  // namespace trunkline::dsp
