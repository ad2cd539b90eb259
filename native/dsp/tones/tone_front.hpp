/*
 * What it does: the arithmetic of tone detection for one channel (V is float) or for the lanes of a
 * vector: which tone sounds in the last 30 ms, how loud, how purely. The same text, so both give
 * the same.
 *
 *   samples -> high-pass 200 Hz -> blocks of 5 ms -> sums at each frequency, energy
 *                                                 '-> ring of six -> windows -> tone, silence,
 * other
 *
 * How it works: six blocks make a window; their sums are weighted and turned together, so a sample
 * is multiplied once a frequency, not once a window. The turn from block to block tells how far off
 * a tone is, and what it lost by that. Two tones 40 Hz apart disturb each other in 30 ms; what each
 * puts into the other's place is known and taken out. ToneDecision judges what was measured.
 *
 * How to use it: add() samples within a block; end_block() when it is full, end_hop() after each
 * second block.
 */
#pragma once
#include "../simd/lanes.hpp"
#include "tone_decision.hpp"
#include "tone_tables.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

/** One by the square root, to 5 millionths: the exponent halved, then two of Newton's steps. No
 * machine has so many roots a cycle. */
template <typename V>
TRUNKLINE_INLINE V inverse_root(V x) {
  using Bits = typename WordsOf<V>::Type;
  const Bits guess = 0x5F3759DFU - (__builtin_bit_cast(Bits, x) >> 1);
  V root = __builtin_bit_cast(V, guess);
  for (int step = 0; step < 2; step++) root = root * (1.5F - x * 0.5F * root * root);
  return root;
}

template <typename V>
struct ToneFront {
  V high_pass[4];
  V block[kToneBlock];
  V re[kToneBlocks][kMaxFrequencies], im[kToneBlocks][kMaxFrequencies], energy[kToneBlocks];
  V pair_re[kMaxPairs][2], pair_im[kMaxPairs][2];  // the tones of each pair a hop ago
  ToneDecision<V> decision;

  TRUNKLINE_INLINE void add(const float *in, size_t samples, size_t at, const ToneConstants &c) {
    constexpr size_t kWidth = sizeof(V) / sizeof(float);
    V a1 = high_pass[0], a2 = high_pass[1], b1 = high_pass[2], b2 = high_pass[3];
    const float c1 = c.high_pass_a1[0], c2 = c.high_pass_a2[0];
    const float d1 = c.high_pass_a1[1], d2 = c.high_pass_a2[1];
    // A whisper at 4 kHz keeps denormals away; DC swallows it in the first section.
    float whisper = (at & 1U) == 0 ? 1e-4F : -1e-4F;
    for (size_t n = 0; n < samples; n++, whisper = -whisper) {
      V x;
      std::memcpy(&x, in + n * kWidth, sizeof x);
      x += whisper;
      const V a = (x - a2 * c2) - a1 * c1;
      const V between = ((a + a2) - (a1 + a1)) + whisper;
      a2 = a1;
      a1 = a;
      const V b = (between - b2 * d2) - b1 * d1;
      block[at + n] = (b + b2) - (b1 + b1);
      b2 = b1;
      b1 = b;
    }
    high_pass[0] = a1, high_pass[1] = a2, high_pass[2] = b1, high_pass[3] = b2;
  }

  /** The block is full: its sums go to place `slot` of the ring. */
  TRUNKLINE_INLINE void end_block(size_t slot, const ToneConstants &c) {
    // What is alike on both sides of the middle goes to the cosine, what is opposite to the sine.
    constexpr size_t kHalf = kToneBlock / 2;
    V alike[kHalf], opposite[kHalf], sum = value(1e-3F);
    for (size_t n = 0; n < kHalf; n++) {
      const V a = block[n], b = block[kToneBlock - 1 - n];
      alike[n] = a + b;
      opposite[n] = a - b;
      sum += a * a + b * b;
    }
    energy[slot] = sum;
    for (size_t k = 0; k < c.frequency_count; k += kToneGroup) {
      V sums[2 * kToneGroup];
      for (V &each : sums) each = value(1e-3F);
      for (size_t n = 0; n < kHalf; n++) {
        for (size_t g = 0; g < kToneGroup; g++) {
          sums[g] += alike[n] * c.cos[n][k + g];
          sums[kToneGroup + g] += opposite[n] * c.sin[n][k + g];
        }
      }
      for (size_t g = 0; g < kToneGroup; g++) {
        re[slot][k + g] = sums[g];
        im[slot][k + g] = sums[kToneGroup + g];
      }
    }
  }

  /** oldest: the place of the ring's oldest block. */
  TRUNKLINE_INLINE ToneHop<V> end_hop(size_t oldest, const ToneConstants &c) {
    V total[ToneConstants::kWindows]{};
    for (size_t b = 0; b < kToneBlocks / 2; b++) {
      const V both = energy[slot_of(oldest, 2 - b)] + energy[slot_of(oldest, 3 + b)];
      for (size_t w = 0; w < ToneConstants::kWindows; w++) {
        total[w] += both * c.energy_weights[w][b];
      }
    }
    const V whole[ToneConstants::kWindows] = {value(1.0F) / total[0], value(1.0F) / total[1]};
    Best best{value(-2.0F), V{}, V{}, V{}};
    V z_re[kMaxFrequencies], z_im[kMaxFrequencies];
    for (size_t k = 0; k < c.frequency_count; k++) {
      window_sum(oldest, k, c.frequencies[k], z_re[k], z_im[k]);
    }
    for (size_t s = 0; s < c.single_count; s++) {
      const ToneConstants::Single &single = c.singles[s];
      const size_t k = single.frequency;
      const Turn turn = turn_of(oldest, k, c.frequencies[k]);
      const V power =
          (z_re[k] * z_re[k] + z_im[k] * z_im[k]) * polynomial(c.frequencies[k].regain, turn.off);
      const V share = power * whole[c.frequencies[k].window];
      // What was lost is known up to the tolerance; beyond, the share means nothing.
      const auto better = (turn.off <= single.max_off) & (share > best.share);
      take_better(best, better, single.index, power, share, turn.sine);
    }
    for (size_t p = 0; p < c.pair_count; p++) pair(p, c.pairs[p], z_re, z_im, whole[0], best);
    return decision.take(best, total[ToneConstants::kLong], c.min_power);
  }

 private:
  using Best = typename ToneDecision<V>::Best;
  static constexpr float kLeastShare = ToneDecision<V>::kLeastShare;
  static constexpr float kLeastMember = 0.11F;  // of a pair: 9 dB under the other
  static constexpr float kTiny = 1e-12F;        // of silence no denormals are made

  /** off: sine of half the angle squared; sine: that of the angle. */
  struct Turn {
    V off, sine;
  };

  TRUNKLINE_INLINE static V value(float number) { return V{} + number; }
  TRUNKLINE_INLINE static size_t slot_of(size_t oldest, size_t age) {
    return oldest + age < kToneBlocks ? oldest + age : oldest + age - kToneBlocks;
  }
  TRUNKLINE_INLINE static V polynomial(const ToneConstants::Regain &by, V x) {
    return (((x * by[4] + by[3]) * x + by[2]) * x + by[1]) * x + by[0];
  }
  template <typename Mask>
  TRUNKLINE_INLINE static void take_better(Best &best, Mask better, float tone, V power, V share,
                                           V sine) {
    best.tone = select(better, value(tone), best.tone);
    best.power = select(better, power, best.power);
    best.share = select(better, share, best.share);
    best.sine = select(better, sine, best.sine);
  }

  /** The blocks of the window weighted and turned together; phases count from its middle. */
  TRUNKLINE_INLINE void window_sum(size_t oldest, size_t k, const ToneConstants::Frequency &f,
                                   V &z_re, V &z_im) const {
    z_re = z_im = value(kTiny);
    for (size_t b = 0; b < kToneBlocks / 2; b++) {
      const size_t before = slot_of(oldest, 2 - b), after = slot_of(oldest, 3 + b);
      const float cos = f.window_cos[b], sin = f.window_sin[b];
      z_re += (re[after][k] + re[before][k]) * cos + (im[after][k] - im[before][k]) * sin;
      z_im += (im[after][k] + im[before][k]) * cos - (re[after][k] - re[before][k]) * sin;
    }
  }

  /** How much too far the sine turns from block to block, over the four blocks in the middle. */
  TRUNKLINE_INLINE Turn turn_of(size_t oldest, size_t k, const ToneConstants::Frequency &f) const {
    V cos{}, sin{};
    for (size_t b = 2; b < 5; b++) {
      const size_t now = slot_of(oldest, b), before = slot_of(oldest, b - 1);
      cos += re[now][k] * re[before][k] + im[now][k] * im[before][k];
      sin += im[now][k] * re[before][k] - re[now][k] * im[before][k];
    }
    return turned_back(cos, sin, f.turn_cos, f.turn_sin);
  }
  TRUNKLINE_INLINE static Turn turned_back(V cos, V sin, float back_cos, float back_sin) {
    const V c = cos * back_cos + sin * back_sin + kTiny;
    const V s = sin * back_cos - cos * back_sin + kTiny;
    const V scale = inverse_root(c * c + s * s);
    return {value(0.5F) - c * scale * 0.5F, s * scale};
  }

  TRUNKLINE_INLINE void pair(size_t p, const ToneConstants::Pair &c, const V *z_re, const V *z_im,
                             V whole, Best &best) {
    const size_t k[2] = {c.first, c.second};
    V power[2], farther{};
    for (size_t m = 0; m < 2; m++) {
      // Less what the other one puts here.
      const V own_re = (z_re[k[m]] - z_re[k[1 - m]] * c.overlap) * c.share_of_rest;
      const V own_im = (z_im[k[m]] - z_im[k[1 - m]] * c.overlap) * c.share_of_rest;
      const V cos = own_re * pair_re[p][m] + own_im * pair_im[p][m];
      const V sin = own_im * pair_re[p][m] - own_re * pair_im[p][m];
      const V off = turned_back(cos, sin, c.turn_cos[m], c.turn_sin[m]).off;
      const V regain = polynomial(c.regain, smaller(off, value(c.max_off)));
      power[m] = (own_re * own_re + own_im * own_im) * regain;
      farther = larger(farther, off);
      pair_re[p][m] = own_re;
      pair_im[p][m] = own_im;
    }
    const V both = power[0] + power[1];
    // Their beat, as far as the window does not even it out.
    const V together = pair_re[p][0] * pair_re[p][1] + pair_im[p][0] * pair_im[p][1];
    const V share = smaller((both + together * (4.0F * c.overlap)) * whole, value(1.0F));
    const auto sounds = (farther <= c.max_off) & (share >= kLeastShare) &
                        (smaller(power[0], power[1]) >= both * kLeastMember);
    take_better(best, sounds, c.index, both, share, V{});
  }
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
