/*
 * What it does: plays speech quicker or slower at the same pitch.
 *
 * How it works: waveform similarity overlap-add (Verhelst and Roelands, ICASSP 1993): windows of
 * 30 ms are laid every 15 ms of the output; each is taken from about where the speed wants it,
 * within 10 ms, at the place that goes on most like what was heard before.
 *
 * How to use it: set_speed(), then fill() with a function that hands out input samples. Speech that
 * is played at speed 1 from the start does not need one. One thread; nothing is allocated.
 */
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace trunkline::dsp {

class TimeStretch {
 public:
  static constexpr float kSlowest = 0.5F, kQuickest = 2.0F;

  /** 1: as recorded; outside of the range, its nearest end. */
  void set_speed(float speed) { speed_ = std::clamp(speed, kSlowest, kQuickest); }
  float speed() const { return speed_; }
  /** What follows has nothing to do with what was. */
  void reset() { *this = TimeStretch(speed_); }

  /**
   * Fills as much of out as the input allows; how much. pull(span) writes samples to the span and
   * returns how many, 0 when there are none now. is_last: there will be no more than it has now.
   */
  template <typename Pull>
  size_t fill(std::span<int16_t> out, Pull pull, bool is_last) {
    size_t done = 0;
    while (done < out.size()) {
      if (used_ == kHop) {
        while (held_ < wanted()) {
          const size_t got = pull(std::span(input_).subspan(held_, kInput - held_));
          if (got == 0) break;
          held_ += got;
        }
        if (!step(is_last)) break;
      }
      const size_t count = std::min(out.size() - done, kHop - used_);
      std::copy_n(ready_.begin() + static_cast<std::ptrdiff_t>(used_), count,
                  out.begin() + static_cast<std::ptrdiff_t>(done));
      used_ += count;
      done += count;
    }
    return done;
  }

  TimeStretch() = default;

 private:
  static constexpr size_t kHop = 120, kWindow = 2 * kHop, kReach = 80;  // samples at 8 kHz
  static constexpr size_t kInput = 2048;
  explicit TimeStretch(float speed) : speed_(speed) {}

  /** Samples of input that the next step looks at. */
  size_t wanted() const;
  bool step(bool is_last);
  size_t most_alike(size_t first, size_t last) const;
  void drop(size_t samples);

  float speed_ = 1.0F;
  std::array<int16_t, kInput> input_{};
  size_t held_ = 0;
  bool has_begun_ = false;
  float ideal_ = 0.0F;  // where the speed wants the next window
  size_t natural_ = 0;  // where the last one would go on
  std::array<float, kHop> tail_{};
  std::array<int16_t, kHop> ready_{};
  size_t used_ = kHop;
};

}  // namespace trunkline::dsp
