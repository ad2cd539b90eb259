/*
 * What it does: brings the frames of several channels side by side, as the batches of native/dsp
 * want them, and back.
 *
 *   channels, one after the other        lane frame, samples x lanes
 *   c0: s0 s1 s2 ..                      s0: c0 c1 .. cW-1
 *   c1: s0 s1 s2 ..          <-->        s1: c0 c1 .. cW-1
 *
 * How to use it: a LaneFrame a group, made once; gather() one lane after the other, scatter() the
 * same way. Lanes that nobody fills keep what they held: clear() them once.
 */
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

#include "../dsp/level.hpp"

namespace trunkline::softmedia {

class LaneFrame {
 public:
  static constexpr size_t kMaxSamples = 160;
  explicit LaneFrame(size_t lanes)
      : lanes_(lanes), samples_(static_cast<float *>(::operator new[](bytes(), kAlignment))) {
    clear();
  }

  float *samples() { return samples_.get(); }
  const float *samples() const { return samples_.get(); }
  void clear() { std::fill_n(samples_.get(), lanes_ * kMaxSamples, 0.0F); }
  void gather(size_t lane, std::span<const int16_t> from, float gain = 1.0F) {
    float *to = samples_.get() + lane;
    for (size_t n = 0; n < from.size(); n++) to[n * lanes_] = static_cast<float>(from[n]) * gain;
  }
  void copy_lane(size_t lane, const LaneFrame &from, size_t samples) {
    for (size_t n = 0; n < samples; n++) {
      samples_[n * lanes_ + lane] = from.samples_[n * lanes_ + lane];
    }
  }
  void silence(size_t lane, size_t samples) {
    for (size_t n = 0; n < samples; n++) samples_[n * lanes_ + lane] = 0.0F;
  }
  void scatter(size_t lane, std::span<int16_t> to) const {
    const float *from = samples_.get() + lane;
    for (size_t n = 0; n < to.size(); n++) {
      to[n] = dsp::saturate(std::nearbyint(from[n * lanes_]));
    }
  }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *samples) const { ::operator delete[](samples, kAlignment); }
  };
  size_t bytes() const { return lanes_ * kMaxSamples * sizeof(float); }
  size_t lanes_;
  std::unique_ptr<float[], Free> samples_;
};

}  // namespace trunkline::softmedia
