/*
 * What it does: hides frames that were lost on their way, from a driver that was late or a damaged
 * file.
 *
 * How it works: as ITU-T G.711 appendix I has it: the last pitch period is found by correlation and
 * repeated, from 10 ms on two of them and from 20 ms on three, so that it does not buzz; from 10 ms
 * on it fades, and after 60 ms there is silence. Where speech comes back, both are laid over each
 * other. Nothing is delayed: the seams lie behind them.
 *
 * How to use it: good() with every frame that came (its start may be changed), lost() for every
 * frame that did not. Frames of at most 160 samples. Nothing is allocated.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace trunkline::dsp {

class GapConcealer {
 public:
  void good(std::span<int16_t> frame);
  void lost(std::span<int16_t> frame);
  /** How long the gap is until now. */
  size_t lost_samples() const { return lost_; }

 private:
  static constexpr size_t kShortest = 40, kLongest = 120;          // pitch: 200 to 66 Hz
  static constexpr size_t kHistory = 3 * kLongest + kLongest / 4;  // three periods and a seam
  static constexpr size_t kFadeFrom = 80, kSilentFrom = 480;       // 10 ms, 60 ms
  size_t find_pitch() const;
  void begin_gap();
  void make_loop(size_t periods);
  float next();
  void remember(std::span<const int16_t> frame);

  std::array<float, kHistory> history_{};
  std::array<float, 3 * kLongest> loop_{};
  size_t pitch_ = kShortest, loop_length_ = 0, loop_at_ = 0;
  size_t lost_ = 0;
};

}  // namespace trunkline::dsp
