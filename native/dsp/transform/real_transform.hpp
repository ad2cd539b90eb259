/*
 * What it does: the real Fourier transform of 160 samples and its inverse, for one channel (V is
 * float) or for the lanes of a vector.
 *
 * How it works: even and odd samples make 80 complex values; those go through passes of radix 5, 4
 * and 4 that sort themselves (Stockham); the halves are joined with one more turn. Lanes never mix,
 * so there is no shuffle in it.
 *
 *   160 real -> 80 complex -> radix 5 -> radix 4 -> radix 4 -> 81 complex, 50 Hz apart
 *
 * How to use it: forward() and inverse(); inverse(forward(x)) is 160 x. Included by kernels and by
 * plain forms.
 */
#pragma once
#include "../simd/lanes.hpp"
#include "transform_tables.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
struct Complex {
  V re, im;
};

template <typename V>
class RealTransform {
 public:
  using C = Complex<V>;

  TRUNKLINE_INLINE explicit RealTransform(const TransformTables &tables) : tables_(tables) {}

  TRUNKLINE_INLINE void forward(const V *samples, C *bins) {
    for (size_t n = 0; n < kHalfTransform; n++) a_[n] = {samples[2 * n], samples[2 * n + 1]};
    transform();
    // X[k] = (Z[k] + Z*[80-k]) / 2 - i/2 w^k (Z[k] - Z*[80-k])
    for (size_t k = 0; k <= kHalfTransform; k++) {
      const C one = b_[k == kHalfTransform ? 0 : k];
      const C other = b_[k == 0 ? 0 : kHalfTransform - k];
      const C even = {(one.re + other.re) * 0.5F, (one.im - other.im) * 0.5F};
      const C odd = {(one.im + other.im) * 0.5F, (other.re - one.re) * 0.5F};
      const auto [re, im] = tables_.real_turns[k];
      bins[k] = {even.re + odd.re * re - odd.im * im, even.im + odd.re * im + odd.im * re};
    }
  }

  /** 160 times the samples. Bins 0 and 80 are taken for real. */
  TRUNKLINE_INLINE void inverse(const C *bins, V *samples) {
    for (size_t k = 0; k < kHalfTransform; k++) {
      const C one = bins[k], other = bins[kHalfTransform - k];
      const C even = {one.re + other.re, one.im - other.im};
      const C difference = {one.re - other.re, one.im + other.im};
      const auto [re, im] = tables_.real_turns[k];  // its conjugate turns back
      const C odd = {difference.re * re + difference.im * im,
                     difference.im * re - difference.re * im};
      // The transform with real and imaginary parts exchanged is the inverse one.
      a_[k] = {even.im + odd.re, even.re - odd.im};
    }
    transform();
    for (size_t n = 0; n < kHalfTransform; n++) {
      samples[2 * n] = b_[n].im;
      samples[2 * n + 1] = b_[n].re;
    }
  }

 private:
  /** a_ to b_; a_ is used up. */
  TRUNKLINE_INLINE void transform() {
    fives(a_, b_);
    fours<4, 5>(b_, a_);
    // The last pass has one turn only, which is none.
    fours<1, 20>(a_, b_);
  }

  TRUNKLINE_INLINE static C turned(const C &value, const TransformTables::Turn &turn) {
    return {value.re * turn.re - value.im * turn.im, value.re * turn.im + value.im * turn.re};
  }

  TRUNKLINE_INLINE void fives(const C *from, C *to) {
    constexpr float kCos1 = 0.30901699437494745F, kCos2 = -0.8090169943749475F;
    constexpr float kSin1 = 0.9510565162951535F, kSin2 = 0.5877852522924731F;
    constexpr size_t kPart = 16;
    for (size_t p = 0; p < kPart; p++) {
      const C a0 = from[p], a1 = from[p + kPart], a2 = from[p + 2 * kPart];
      const C a3 = from[p + 3 * kPart], a4 = from[p + 4 * kPart];
      const C s1 = {a1.re + a4.re, a1.im + a4.im}, d1 = {a1.re - a4.re, a1.im - a4.im};
      const C s2 = {a2.re + a3.re, a2.im + a3.im}, d2 = {a2.re - a3.re, a2.im - a3.im};
      const C m1 = {a0.re + s1.re * kCos1 + s2.re * kCos2, a0.im + s1.im * kCos1 + s2.im * kCos2};
      const C m2 = {a0.re + s1.re * kCos2 + s2.re * kCos1, a0.im + s1.im * kCos2 + s2.im * kCos1};
      const C n1 = {d1.re * kSin1 + d2.re * kSin2, d1.im * kSin1 + d2.im * kSin2};
      const C n2 = {d1.re * kSin2 - d2.re * kSin1, d1.im * kSin2 - d2.im * kSin1};
      C *out = to + 5 * p;
      out[0] = {a0.re + s1.re + s2.re, a0.im + s1.im + s2.im};
      out[1] = turned({m1.re + n1.im, m1.im - n1.re}, tables_.complex_turns[p]);
      out[2] = turned({m2.re + n2.im, m2.im - n2.re}, tables_.complex_turns[2 * p]);
      out[3] = turned({m2.re - n2.im, m2.im + n2.re}, tables_.complex_turns[3 * p]);
      out[4] = turned({m1.re - n1.im, m1.im + n1.re}, tables_.complex_turns[4 * p]);
    }
  }

  /** A pass of radix 4 over pieces of 4 * kPart, kStride of them interleaved. */
  template <size_t kPart, size_t kStride>
  TRUNKLINE_INLINE void fours(const C *from, C *to) {
    for (size_t p = 0; p < kPart; p++) {
      for (size_t q = 0; q < kStride; q++) {
        const C *in = from + q + kStride * p;
        const C a = in[0], b = in[kStride * kPart];
        const C c = in[2 * kStride * kPart], d = in[3 * kStride * kPart];
        const C ac = {a.re + c.re, a.im + c.im}, a_c = {a.re - c.re, a.im - c.im};
        const C bd = {b.re + d.re, b.im + d.im}, b_d = {b.re - d.re, b.im - d.im};
        C *out = to + q + kStride * 4 * p;
        out[0] = {ac.re + bd.re, ac.im + bd.im};
        const C one = {a_c.re + b_d.im, a_c.im - b_d.re};
        const C two = {ac.re - bd.re, ac.im - bd.im};
        const C three = {a_c.re - b_d.im, a_c.im + b_d.re};
        if constexpr (kPart == 1) {
          out[kStride] = one;
          out[2 * kStride] = two;
          out[3 * kStride] = three;
        } else {
          out[kStride] = turned(one, tables_.complex_turns[kStride * p]);
          out[2 * kStride] = turned(two, tables_.complex_turns[2 * kStride * p]);
          out[3 * kStride] = turned(three, tables_.complex_turns[3 * kStride * p]);
        }
      }
    }
  }

  const TransformTables &tables_;
  C a_[kHalfTransform], b_[kHalfTransform];
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
