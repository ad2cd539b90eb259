/*
 * What it does: the part of DTMF reception that every sample goes through, for one channel (V is
 * float) or for the lanes of a vector: takes away what lies under the tones, and screens: can this
 * window hold a digit at all?
 *
 * How it works: an elliptic high-pass keeps 697 Hz whole and takes 30 dB of dial tone (350 to 450
 * Hz) and 34 dB of hum and DC. The screen adds up the eight frequencies hop by hop; the 10 ms in
 * the middle of the window must have at least a third of their power in one low and one high tone.
 * A digit has more than half there, whatever its twist and offset; speech seldom.
 *
 *   sample -> high-pass -> ring of five hops -> window for the judge
 *                      '-> sums of 5 ms at eight frequencies -> screen
 *
 * How to use it: step() each sample; when a hop is full, end_hop() gives the screen's mask.
 */
#pragma once
#include <type_traits>

#include "../simd/lanes.hpp"
#include "dtmf_limits.hpp"

namespace trunkline::dsp {

/** Constant tables of the front: exp(-i w n) for a hop at each frequency. */
struct DtmfFrontTables {
  std::array<std::array<float, kDtmfHop>, 8> re{}, im{};
  float least_power = 0.0F;  // of the middle of a window, to be looked at

  explicit DtmfFrontTables(const DtmfLimits &limits = {});
};

namespace TRUNKLINE_ISA {

/** What the screen says of a window. */
template <typename V, typename Mask>
struct DtmfScreen {
  Mask may_hold;  // worth a judgement
  Mask is_clear;  // so much of two tones that a digit which sounds goes on
  V low, high;    // index of the strongest of each group, 0 to 3
  V under;        // mean square of what lies between 200 and 650 Hz
};

template <typename V>
struct DtmfFront {
  static constexpr size_t kHops = 5;

  V z[6];                      // of the three sections
  V samples[kHops][kDtmfHop];  // ring of filtered hops
  V wide[kHops][kDtmfHop];     // the same with what lies under the tones, from 200 Hz on
                               // of the two sections
  V sum_re[8], sum_im[8];      // of the hop that fills
  V last_re[kHops][8], last_im[kHops][8], energy[kHops];  // of the hops of the ring
  V filling_energy, filling_wide, wide_energy[kHops];

  /** One sample of every lane; `hop` is the place in the ring that fills, `at` the place in it. */
  TRUNKLINE_INLINE void step(V in, size_t hop, size_t at, const DtmfFrontTables &tables) {
    // Butterworth, order 2: 200 Hz.
    const V low = in * 0.89485861F + z[4];
    z[4] = in * -1.78971722F + low * 1.77863178F + z[5];
    z[5] = in * 0.89485861F - low * 0.80080265F + 1e-15F;
    wide[hop][at] = low;
    filling_wide += low * low;
    // Elliptic, order 4: 0.3 dB of ripple over 650 Hz, 34 dB of loss under 440 Hz.
    V out = in * 0.550862189F + z[0];
    z[0] = in * -1.089439348F + out * 1.097918113F + z[1];
    z[1] = in * 0.550862189F - out * 0.394542639F + 1e-15F;
    in = out;
    out = in + z[2];
    z[2] = in * -1.895695878F + out * 1.664309295F + z[3];
    z[3] = in - out * 0.88081566F;
    samples[hop][at] = out;
    filling_energy += out * out;
    for (size_t k = 0; k < 8; k++) {
      sum_re[k] += out * tables.re[k][at];
      sum_im[k] += out * tables.im[k][at];
    }
  }

  /** The hop at `hop` is full: the screen of the window that ends with it. */
  TRUNKLINE_INLINE auto end_hop(size_t hop, const DtmfFrontTables &tables) {
    for (size_t k = 0; k < 8; k++) {
      last_re[hop][k] = sum_re[k];
      last_im[hop][k] = sum_im[k];
      sum_re[k] = sum_im[k] = V{};
    }
    energy[hop] = filling_energy;
    wide_energy[hop] = filling_wide;
    filling_energy = filling_wide = V{};
    // The window has four hops; the two in its middle are two and one before this one.
    const size_t first = hop >= 2 ? hop - 2 : hop + kHops - 2;
    const size_t second = hop >= 1 ? hop - 1 : kHops - 1;
    V best[2] = {V{}, V{}}, index[2] = {V{}, V{}};
    for (size_t k = 0; k < 8; k++) {
      // The second hop's sum began 40 samples later.
      const float turn_re = tables.re[k][1], turn_im = tables.im[k][1];
      const float last_turn_re = tables.re[k][kDtmfHop - 1];
      const float last_turn_im = tables.im[k][kDtmfHop - 1];
      const float re40 = last_turn_re * turn_re - last_turn_im * turn_im;
      const float im40 = last_turn_re * turn_im + last_turn_im * turn_re;
      const V re = last_re[first][k] + last_re[second][k] * re40 - last_im[second][k] * im40;
      const V im = last_im[first][k] + last_re[second][k] * im40 + last_im[second][k] * re40;
      const size_t group = k / kDtmfGroup;
      const V found = re * re + im * im;
      const auto is_more = found > best[group];
      best[group] = select(is_more, found, best[group]);
      index[group] = select(is_more, V{} + static_cast<float>(k % kDtmfGroup), index[group]);
    }
    const V power = energy[first] + energy[second];
    // |sum|^2 of a sine is its energy times 80 / 2. A tone 2 % off loses 2 dB here, and the weaker
    // one may be 10 dB under the other.
    constexpr float kUnit = kDtmfHop, kShare = 0.36F, kEach = 0.045F, kClear = 0.65F;
    const V both = best[0] + best[1];
    const auto may_hold = (both > power * (kShare * kUnit)) & (best[0] > power * (kEach * kUnit)) &
                          (best[1] > power * (kEach * kUnit)) & (power > V{} + tables.least_power);
    using Mask = std::remove_const_t<decltype(may_hold)>;
    const Mask is_clear = may_hold & (both > power * (kClear * kUnit));
    // The judge's window gives its outer hops a tenth of the weight each, its inner ones two.
    const size_t oldest = first >= 1 ? first - 1 : kHops - 1;
    const V outer = (wide_energy[oldest] - energy[oldest]) + (wide_energy[hop] - energy[hop]);
    const V inner = (wide_energy[first] - energy[first]) + (wide_energy[second] - energy[second]);
    const V under = (outer * 0.0908F + inner * 0.4092F) * (1.0F / kDtmfHop);
    return DtmfScreen<V, Mask>{may_hold, is_clear, index[0], index[1], under};
  }
};

}  // namespace TRUNKLINE_ISA
}  // namespace trunkline::dsp
