#include "gap_concealer.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr size_t kCompared = 160;  // 20 ms, appendix I.2.2
constexpr size_t kGrowsEvery = 80;

}  // namespace

size_t GapConcealer::find_pitch() const {
  const float *const now = history_.data() + kHistory - kCompared;
  size_t best = kShortest;
  float most = -1.0F;
  for (size_t lag = kShortest; lag <= kLongest; lag++) {
    const float *const then = now - lag;
    float product = 0.0F, energy = 1.0F;
    for (size_t n = 0; n < kCompared; n++) {
      product += now[n] * then[n];
      energy += then[n] * then[n];
    }
    const float likeness = product / std::sqrt(energy);
    if (likeness > most) {
      most = likeness;
      best = lag;
    }
  }
  return best;
}

/** The last periods as a loop: its end is laid over what came before its start. */
void GapConcealer::make_loop(size_t periods) {
  const size_t length = periods * pitch_, seam = pitch_ / 4;
  const float *const from = history_.data() + kHistory - length;
  std::copy_n(from, length, loop_.begin());
  for (size_t n = 0; n < seam; n++) {
    const float share = (static_cast<float>(n) + 0.5F) / static_cast<float>(seam);
    const size_t at = length - seam + n;
    const auto before = static_cast<std::ptrdiff_t>(n) - static_cast<std::ptrdiff_t>(seam);
    loop_[at] = from[at] * (1.0F - share) + from[before] * share;
  }
  // The same sample as before is the next one.
  if (loop_length_ > 0) loop_at_ = length - (loop_length_ - loop_at_);
  loop_length_ = length;
}

void GapConcealer::begin_gap() {
  pitch_ = find_pitch();
  loop_at_ = loop_length_ = 0;
  make_loop(1);
}

float GapConcealer::next() {
  if (lost_ % kGrowsEvery == 0 && lost_ > 0 && lost_ <= 2 * kGrowsEvery) {
    make_loop(1 + lost_ / kGrowsEvery);
  }
  const float value = loop_[loop_at_];
  loop_at_ = loop_at_ + 1 == loop_length_ ? 0 : loop_at_ + 1;
  const size_t into_fade = lost_ > kFadeFrom ? std::min(lost_, kSilentFrom) - kFadeFrom : 0;
  lost_++;
  return value * (1.0F - static_cast<float>(into_fade) / (kSilentFrom - kFadeFrom));
}

void GapConcealer::lost(std::span<int16_t> frame) {
  if (lost_ == 0) begin_gap();
  // The history stays what was really heard: what is made up is not made up again from itself.
  for (int16_t &sample : frame) sample = saturate(std::nearbyint(next()));
}

void GapConcealer::good(std::span<int16_t> frame) {
  if (lost_ > 0) {
    // Appendix I.2.7: a quarter of the period, and 4 ms more for each 10 ms lost, 10 ms at most.
    const size_t seam =
        std::min({pitch_ / 4 + 32 * (lost_ / kGrowsEvery), size_t{80}, frame.size()});
    for (size_t n = 0; n < seam; n++) {
      const float share = (static_cast<float>(n) + 0.5F) / static_cast<float>(seam);
      const float made_up = next();
      frame[n] =
          saturate(std::nearbyint(static_cast<float>(frame[n]) * share + made_up * (1.0F - share)));
    }
    lost_ = 0;
  }
  remember(frame);
}

void GapConcealer::remember(std::span<const int16_t> frame) {
  const size_t count = std::min(frame.size(), kHistory);
  std::copy(history_.begin() + static_cast<std::ptrdiff_t>(count), history_.end(),
            history_.begin());
  for (size_t n = 0; n < count; n++) {
    history_[kHistory - count + n] = static_cast<float>(frame[frame.size() - count + n]);
  }
}

}  // namespace trunkline::dsp
