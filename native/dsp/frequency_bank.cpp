#include "frequency_bank.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "level.hpp"

namespace trunkline::dsp {
namespace {

// Sixteen sums side by side: without them each addition waits for the one before, and a compiler
// may not reorder them by itself.
constexpr size_t kLanes = 16;
using Lanes = std::array<float, kLanes>;

float sum_of(const Lanes &lanes) { return std::accumulate(lanes.begin(), lanes.end(), 0.0F); }

float dot(const float *a, const float *b, size_t count) {
  Lanes lanes{};
  for (size_t n = 0; n < count; n += kLanes) {
    for (size_t lane = 0; lane < kLanes; lane++) lanes[lane] += a[n + lane] * b[n + lane];
  }
  return sum_of(lanes);
}

float weighted_square(const float *samples, const float *weights, size_t count) {
  Lanes lanes{};
  for (size_t n = 0; n < count; n += kLanes) {
    for (size_t lane = 0; lane < kLanes; lane++) {
      lanes[lane] += samples[n + lane] * samples[n + lane] * weights[n + lane];
    }
  }
  return sum_of(lanes);
}

}  // namespace

FrequencyTable::FrequencyTable(std::span<const float> frequencies_hz, size_t window, size_t hop)
    : window_(window),
      hop_(std::min(hop, window)),
      count_(std::min(frequencies_hz.size(), kMaxFrequencies)),
      cos_(count_ * window),
      sin_(count_ * window),
      weights_(window) {
  std::copy_n(frequencies_hz.begin(), count_, frequencies_hz_.begin());
  for (size_t n = 0; n < window; n++) {
    const double hann =
        1.0 - std::cos(2.0 * kPi * (static_cast<double>(n) + 0.5) / static_cast<double>(window));
    weights_[n] = static_cast<float>(hann / static_cast<double>(window));
    for (size_t k = 0; k < count_; k++) {
      // The phase counts from the window's start, so a hop turns it by exactly one hop.
      const double turn = 2.0 * kPi * frequencies_hz_[k] * static_cast<double>(n) / kSampleRateHz;
      cos_[k * window + n] = static_cast<float>(weights_[n] * std::cos(turn));
      sin_[k * window + n] = static_cast<float>(-weights_[n] * std::sin(turn));
    }
  }
}

FrequencyBank::FrequencyBank(const FrequencyTable &table, float quiet_power)
    : table_(&table), quiet_power_(quiet_power), heard_(table.window(), 0.0F) {}

void FrequencyBank::reset() {
  std::fill(heard_.begin(), heard_.end(), 0.0F);
  last_.fill({});
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
  const float *heard = heard_.data();
  const size_t window = heard_.size();
  total_ = weighted_square(heard, table_->weights_.data(), window);
  if (total_ < quiet_power_) {
    powers_.fill(0.0F);
    last_.fill({});
    return;
  }
  for (size_t k = 0; k < table_->count_; k++) {
    const Sum sum{dot(heard, table_->cos_.data() + k * window, window),
                  dot(heard, table_->sin_.data() + k * window, window)};
    measure_offset(k, sum);
    last_[k] = sum;
  }
}

void FrequencyBank::measure_offset(size_t k, const Sum &sum) {
  const auto [re, im] = sum;
  const auto [last_re, last_im] = last_[k];
  const float magnitude = re * re + im * im;  // a sine of peak A gives A/2
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
