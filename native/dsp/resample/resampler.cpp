#include "resampler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr double kHalfLength = 34.0;  // samples of the lower rate
constexpr double kCutOff = 0.4625;    // of the lower rate: the middle of 0.425 and its half
constexpr double kBeta = 8.0;

/** Modified Bessel function of order 0, for the Kaiser window. */
double bessel(double x) {
  double sum = 1.0, term = 1.0;
  for (int n = 1; term > sum * 1e-12; n++) {
    term *= x * x / (4.0 * n * n);
    sum += term;
  }
  return sum;
}

}  // namespace

Resampler::Resampler(uint32_t from_hz, uint32_t to_hz) {
  const uint32_t common = std::gcd(from_hz, to_hz);
  up_ = to_hz / common;
  down_ = from_hz / common;
  const double low = std::min(1.0, static_cast<double>(to_hz) / from_hz);  // of the input's rate
  half_ = static_cast<size_t>(std::ceil(kHalfLength / low));
  phases_ = std::min<size_t>(up_, kMostPhases);
  const size_t taps = 2 * half_;
  table_.resize((phases_ + 1) * taps);
  for (size_t phase = 0; phase <= phases_; phase++) {
    float *const row = &table_[phase * taps];
    const double between = static_cast<double>(phase) / static_cast<double>(phases_);
    double sum = 0.0;
    for (size_t tap = 0; tap < taps; tap++) {
      const double t = static_cast<double>(tap) - static_cast<double>(half_ - 1) - between;
      const double turn = 2.0 * kPi * kCutOff * low * t;
      const double sinc = t == 0.0 ? 1.0 : std::sin(turn) / turn;
      const double place = t / static_cast<double>(half_);
      const double window =
          std::abs(place) >= 1.0 ? 0.0 : bessel(kBeta * std::sqrt(1.0 - place * place));
      row[tap] = static_cast<float>(sinc * window);
      sum += sinc * window;
    }
    for (size_t tap = 0; tap < taps; tap++) row[tap] /= static_cast<float>(sum);
  }
  window_.resize(taps + kPiece);
  filled_ = half_ - 1;  // silence before the first input
}

float Resampler::at_phase(size_t phase) const {
  const size_t taps = 2 * half_;
  const float *const row = &table_[phase * taps], *const from = &window_[at_];
  // Four sums side by side: a single one waits for itself.
  float sums[4] = {};
  size_t tap = 0;
  for (; tap + 4 <= taps; tap += 4) {
    for (size_t n = 0; n < 4; n++) sums[n] += row[tap + n] * from[tap + n];
  }
  for (; tap < taps; tap++) sums[0] += row[tap] * from[tap];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

float Resampler::sample() const {
  if (phases_ == up_) return at_phase(part_);
  const double place =
      static_cast<double>(part_) * static_cast<double>(phases_) / static_cast<double>(up_);
  const auto phase = static_cast<size_t>(place);
  const auto beyond = static_cast<float>(place - static_cast<double>(phase));
  const float here = at_phase(phase), next = at_phase(phase + 1);
  return here + (next - here) * beyond;
}

size_t Resampler::take(std::span<const int16_t> in, std::span<int16_t> out, uint64_t most) {
  size_t made = 0;
  const size_t taps = 2 * half_;
  while (!in.empty() || at_ + taps <= filled_) {
    const size_t count = std::min(in.size(), window_.size() - filled_);
    for (size_t n = 0; n < count; n++) window_[filled_ + n] = static_cast<float>(in[n]);
    filled_ += count;
    in = in.subspan(count);
    while (at_ + taps <= filled_ && given_ < most && made < out.size()) {
      out[made++] = saturate(std::nearbyint(sample()));
      given_++;
      part_ += down_;
      at_ += static_cast<size_t>(part_ / up_);
      part_ %= up_;
    }
    const size_t done = std::min(at_, filled_);
    std::copy(window_.begin() + static_cast<std::ptrdiff_t>(done),
              window_.begin() + static_cast<std::ptrdiff_t>(filled_), window_.begin());
    filled_ -= done;
    at_ -= done;
    if (in.empty()) break;
  }
  return made;
}

size_t Resampler::feed(std::span<const int16_t> in, std::span<int16_t> out) {
  taken_ += in.size();
  return take(in, out, UINT64_MAX);
}

size_t Resampler::finish(std::span<int16_t> out) {
  // As many as the input's time holds.
  const uint64_t owed = (taken_ * up_ + down_ - 1) / down_;
  static constexpr int16_t kSilence[256] = {};
  size_t made = 0;
  for (size_t left = half_ + 1; left > 0 && given_ < owed;) {
    const size_t count = std::min(left, std::size(kSilence));
    made += take(std::span(kSilence).first(count), out.subspan(made), owed);
    left -= count;
  }
  return made;
}

}  // namespace trunkline::dsp
