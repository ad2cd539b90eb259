/*
 * What it does: the part of DTMF reception that every sample goes through, for one channel (V is
 * float) or for the lanes of a vector: halves the rate, takes away what lies under the tones, and
 * screens: can this window hold a digit at all?
 *
 * How it works: all eight frequencies lie under 1.7 kHz, so 4 kHz are enough for all that is done
 * often. The halving filter is a pair of all-passes. An elliptic high-pass keeps 697 Hz whole and
 * takes 34 dB of dial tone (350 to 450 Hz), hum and DC. The screen adds up the eight frequencies
 * hop by hop; the 10 ms in the middle of the window must have at least a third of their power in
 * one low and one high tone. A digit has more than half there, whatever its twist and offset;
 * speech seldom.
 *
 *   5 ms of raw samples -> half rate -> high-pass -> ring of five hops -> window for the judge
 *                                             '-> sums at eight frequencies -> screen
 *
 * How to use it: put the samples of a hop into raw[hop], then end_hop() gives the screen.
 */
#pragma once
#include <type_traits>

#include "../simd/lanes.hpp"
#include "dtmf_limits.hpp"

namespace trunkline::dsp {

/** Constant tables of the front: a hop at each frequency, its time counted from the hop's middle.
 */
struct DtmfFrontTables {
  static constexpr size_t kHalf = kDtmfHalfHop / 2;
  std::array<std::array<float, 8>, kHalf> cos{}, sin{};
  std::array<float, 8> turn_cos{}, turn_sin{};  // of a whole hop
  float least_power = 0.0F;                     // of the middle of a window, to be looked at

  explicit DtmfFrontTables(const DtmfLimits &limits = {});
};

namespace TRUNKLINE_ISA {

/** What the screen says of a window. */
template <typename V, typename Mask>
struct DtmfScreen {
  Mask may_hold;  // worth a judgement
  Mask is_clear;  // so much of two tones that a digit which sounds goes on
  V low, high;    // index of the strongest of each group, 0 to 3
};

template <typename V>
struct DtmfFront {
  static constexpr size_t kHops = 5;

  V raw[kHops][kDtmfHop];          // ring of hops as they came
  V samples[kHops][kDtmfHalfHop];  // the same at half the rate, over 650 Hz
  V odd_in, odd_out, even_in, even_out, high_pass[4];
  // Of the hop before the last one.
  V sum_re[8], sum_im[8], energy;

  /** The hop at `hop` is full: the screen of the window that ends with it. */
  TRUNKLINE_INLINE auto end_hop(size_t hop, const DtmfFrontTables &tables) {
    // The middle of the window is the two hops before this one, whose sums are kept until now.
    const auto screen = screen_of(hop >= 1 ? hop - 1 : kHops - 1, tables);
    halve(raw[hop], samples[hop]);
    return screen;
  }

 private:
  /** Out of 40 samples at 8 kHz, 20 at 4 kHz that lie between 650 and 1700 Hz. */
  TRUNKLINE_INLINE void halve(const V *in, V *out) {
    // Keeps all to 1700 Hz, takes 29 dB from 2250 Hz on: computed for the smallest largest gain.
    constexpr float kOdd = 0.30047714F, kEven = 0.77710317F;
    // Elliptic, order 4, at 4 kHz: 0.3 dB of ripple over 650 Hz, 34 dB of loss under 440 Hz; and
    // the half of the two all-passes.
    constexpr float kGain = 0.5F * 0.30140199F;
    V odd_in_ = odd_in, odd_out_ = odd_out, even_in_ = even_in, even_out_ = even_out;
    V a1 = high_pass[0], a2 = high_pass[1], b1 = high_pass[2], b2 = high_pass[3];
    for (size_t n = 0; n < kDtmfHalfHop; n++) {
      const V even = in[2 * n], odd = in[2 * n + 1];
      odd_out_ = (odd - odd_out_) * kOdd + odd_in_;
      odd_in_ = odd;
      even_out_ = (even - even_out_) * kEven + even_in_;
      even_in_ = even;
      // The small number keeps denormals away.
      const V half = (odd_out_ + even_out_) * kGain + 1e-15F;
      const V a = (half - a2 * 0.19510663F) + a1 * 0.34881646F;
      const V between = (a + a2) - a1 * 1.89930617F;
      a2 = a1;
      a1 = a;
      const V b = (between - b2 * 0.7975538F) + b1 * 1.00829662F;
      out[n] = (b + b2) - b1 * 1.56087509F;
      b2 = b1;
      b1 = b;
    }
    odd_in = odd_in_, odd_out = odd_out_, even_in = even_in_, even_out = even_out_;
    high_pass[0] = a1, high_pass[1] = a2, high_pass[2] = b1, high_pass[3] = b2;
  }

  TRUNKLINE_INLINE auto screen_of(size_t hop, const DtmfFrontTables &tables) {
    V re[8], im[8];
    const V now_energy = sums_of(samples[hop], re, im, tables);
    V best[2] = {V{}, V{}}, index[2] = {V{}, V{}};
    for (size_t k = 0; k < 8; k++) {
      const float turn_cos = tables.turn_cos[k], turn_sin = tables.turn_sin[k];
      const V both_re = sum_re[k] + (re[k] * turn_cos + im[k] * turn_sin);
      const V both_im = sum_im[k] + (im[k] * turn_cos - re[k] * turn_sin);
      const size_t group = k / kDtmfGroup;
      const V found = both_re * both_re + both_im * both_im;
      const auto is_more = found > best[group];
      best[group] = select(is_more, found, best[group]);
      index[group] = select(is_more, V{} + static_cast<float>(k % kDtmfGroup), index[group]);
      sum_re[k] = re[k];
      sum_im[k] = im[k];
    }
    const V power = energy + now_energy;
    energy = now_energy;
    // |sum|^2 of a sine is its energy times 40 / 2. A tone 2 % off loses 2 dB here, and the weaker
    // one may be 10 dB under the other.
    constexpr float kUnit = kDtmfHalfHop, kShare = 0.36F, kEach = 0.02F, kClear = 0.65F;
    const V both = best[0] + best[1];
    const auto may_hold = (both > power * (kShare * kUnit)) & (best[0] > power * (kEach * kUnit)) &
                          (best[1] > power * (kEach * kUnit)) & (power > V{} + tables.least_power);
    using Mask = std::remove_const_t<decltype(may_hold)>;
    const Mask is_clear = may_hold & (both > power * (kClear * kUnit));
    return DtmfScreen<V, Mask>{may_hold, is_clear, index[0], index[1]};
  }

  /** The hop's sums at the eight frequencies; returns its energy. */
  TRUNKLINE_INLINE static V sums_of(const V *in, V *re, V *im, const DtmfFrontTables &tables) {
    // What is alike on both sides of the middle goes to the cosine, what is opposite to the sine.
    V alike[DtmfFrontTables::kHalf], opposite[DtmfFrontTables::kHalf], sum{};
    for (size_t n = 0; n < DtmfFrontTables::kHalf; n++) {
      const V a = in[n], b = in[kDtmfHalfHop - 1 - n];
      alike[n] = a + b;
      opposite[n] = a - b;
      sum += a * a + b * b;
    }
    for (size_t group = 0; group < 8; group += kDtmfGroup) {
      V sums[2 * kDtmfGroup]{};
      for (size_t n = 0; n < DtmfFrontTables::kHalf; n++) {
        for (size_t k = 0; k < kDtmfGroup; k++) {
          sums[k] += alike[n] * tables.cos[n][group + k];
          sums[kDtmfGroup + k] += opposite[n] * tables.sin[n][group + k];
        }
      }
      for (size_t k = 0; k < kDtmfGroup; k++) {
        re[group + k] = sums[k];
        im[group + k] = sums[kDtmfGroup + k];
      }
    }
    return sum;
  }
};

}  // namespace TRUNKLINE_ISA
}  // namespace trunkline::dsp
