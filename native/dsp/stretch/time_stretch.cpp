#include "time_stretch.hpp"

#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

/** Of a Hann window of 2 * half samples; the rising and the falling half add up to 1. */
float rising(size_t n, size_t half) {
  const float turn =
      static_cast<float>(kPi) * (static_cast<float>(n) + 0.5F) / static_cast<float>(half);
  return 0.5F - 0.5F * std::cos(turn);
}

}  // namespace

size_t TimeStretch::wanted() const {
  const auto furthest = static_cast<size_t>(ideal_) + kReach + 1;
  return std::min(std::max(furthest, natural_) + kWindow, kInput);
}

size_t TimeStretch::most_alike(size_t first, size_t last) const {
  const auto likeness = [this](size_t at) {
    float product = 0.0F, energy = 1.0F;
    for (size_t n = 0; n < kWindow; n++) {
      const auto here = static_cast<float>(input_[at + n]);
      product += here * static_cast<float>(input_[natural_ + n]);
      energy += here * here;
    }
    return product / std::sqrt(energy);
  };
  // The likeness of speech below 4 kHz does not change much from one sample to the next.
  size_t best = first;
  float most = -INFINITY;
  const auto look = [&](size_t at) {
    const float now = likeness(at);
    if (now > most) {
      most = now;
      best = at;
    }
  };
  for (size_t at = first; at <= last; at += 3) look(at);
  const size_t middle = best;
  for (size_t at = middle > first + 1 ? middle - 2 : first; at <= std::min(middle + 2, last);
       at++) {
    look(at);
  }
  if (natural_ >= first && natural_ <= last) look(natural_);
  return best;
}

bool TimeStretch::step(bool is_last) {
  const size_t wanted_now = wanted();
  if (held_ < wanted_now) {
    if (!is_last || static_cast<size_t>(ideal_) >= held_) return false;
    std::fill(input_.begin() + static_cast<std::ptrdiff_t>(held_),
              input_.begin() + static_cast<std::ptrdiff_t>(wanted_now), int16_t{0});
  }
  size_t at = static_cast<size_t>(ideal_);
  if (has_begun_) at = most_alike(at > kReach ? at - kReach : 0, at + kReach);
  for (size_t n = 0; n < kHop; n++) {
    const float up = rising(n, kHop);
    const auto first = static_cast<float>(input_[at + n]);
    const auto second = static_cast<float>(input_[at + kHop + n]);
    ready_[n] = has_begun_ ? saturate(std::nearbyint(tail_[n] + up * first)) : input_[at + n];
    tail_[n] = (1.0F - up) * second;
  }
  has_begun_ = true;
  used_ = 0;
  natural_ = at + kHop;
  ideal_ += speed_ * static_cast<float>(kHop);
  const size_t first_needed = static_cast<size_t>(ideal_) > kReach
                                  ? std::min(static_cast<size_t>(ideal_) - kReach, natural_)
                                  : 0;
  drop(std::min(first_needed, held_));
  return true;
}

void TimeStretch::drop(size_t samples) {
  std::copy(input_.begin() + static_cast<std::ptrdiff_t>(samples),
            input_.begin() + static_cast<std::ptrdiff_t>(held_), input_.begin());
  held_ -= samples;
  natural_ -= samples;
  ideal_ -= static_cast<float>(samples);
}

}  // namespace trunkline::dsp
