/*
 * What it does: one block (10 ms) of echo cancellation, for one channel (V is float) or for the
 * lanes of a vector: the same text, so both give the same.
 *
 *   far -> high-pass -> transform -> ring of spectra --.
 *                                                      |  x filter, summed over partitions
 *   near -> high-pass --(-)<-- inverse transform <-----'
 *                        |
 *                      error -> transform -> Kalman gain -> filter, doubt
 *                        |              '-> trend: path changed? -> doubt rises
 *                        '-> non-linear processor, comfort noise -> out
 *
 * How it works: a partitioned-block frequency-domain Kalman filter. Each bin of each partition has
 * a doubt, the variance of its error; the gain weighs the doubt against what else is in the error,
 * so a near-end talker stops the learning by himself, bin by bin, without a detector that could be
 * late. What the doubt cannot know is that the path has changed: then the error goes with the far
 * end (the trend), and the doubt is raised. One partition a block is brought back to 80 taps; of a
 * young filter, all.
 *
 * Sources: the partitioned-block frequency-domain adaptive Kalman filter is Enzner and Vary's
 * (Signal Processing 86, 2006), with partitions by Kuech and others (ICASSP 2014).
 */
#pragma once
#include "echo_constants.hpp"
#include "echo_state.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

/** What a step is told beside the samples. newest and constrained count partitions, for all lanes
 * alike. */
struct EchoTurn {
  size_t newest = 0, constrained = 0;
  bool suppresses_rest = true, yields_to_modems = true;
};

template <typename V>
class EchoStep {
 public:
  using C = Complex<V>;
  TRUNKLINE_INLINE EchoStep(EchoState<V> &state, const TransformTables &tables,
                            const EchoConstants &constants, const EchoTurn &turn)
      : s_(state), v_(*state.scalars), c_(constants), turn_(turn), transform_(tables) {}

  /** 80 samples each. out may be near. */
  void run(const float *far, const float *near, float *out) {
    take_far(far);
    estimate();
    subtract(near);
    learn();
    look_for_change();
    constrain();
    guard();
    for (size_t n = 0; n < kEchoBlock; n++) output_[n] = error_[n];
    if (turn_.suppresses_rest) suppress();
    if (turn_.yields_to_modems) yield_to_modems();
    const auto off = v_.is_off > V{} + 0.5F;
    for (size_t n = 0; n < kEchoBlock; n++) {
      put(out, n, select(off, near_[n], output_[n]));
    }
  }

 private:
  static constexpr size_t kWidth = sizeof(V) / sizeof(float);
  TRUNKLINE_INLINE static V value(float number) { return V{} + number; }
  TRUNKLINE_INLINE static V get(const float *from, size_t n) {
    V lanes;
    std::memcpy(&lanes, from + n * kWidth, sizeof lanes);
    return lanes;
  }
  TRUNKLINE_INLINE static void put(float *to, size_t n, V lanes) {
    std::memcpy(to + n * kWidth, &lanes, sizeof lanes);
  }
  TRUNKLINE_INLINE static V norm(const C &value) {
    return value.re * value.re + value.im * value.im;
  }
  TRUNKLINE_INLINE const C *far_of(size_t partition) const {
    return s_.far_spectra + slot(partition) * kTransformBins;
  }
  TRUNKLINE_INLINE size_t slot(size_t partition) const {
    const size_t at = turn_.newest + partition;
    return at < s_.partitions ? at : at - s_.partitions;
  }

  /** Takes DC out: y[n] = x[n] - x[n-1] + 0.995 y[n-1], 3 dB at 6 Hz. */
  TRUNKLINE_INLINE static V high_passed(V in, V &last_in, V &last_out) {
    // The constant keeps a silent line away from numbers too small to be quick.
    last_out = in - last_in + last_out * 0.995F + 1e-15F;
    last_in = in;
    return last_out;
  }

  void take_far(const float *far) {
    V both[kTransformSamples];
    V energy{};
    for (size_t n = 0; n < kEchoBlock; n++) {
      both[n] = s_.far_block[n];
      both[kEchoBlock + n] = s_.far_block[n] = high_passed(get(far, n), v_.far_in, v_.far_out);
      energy += s_.far_block[n] * s_.far_block[n];
    }
    far_energy_ = energy;
    C *const newest = s_.far_spectra + turn_.newest * kTransformBins;
    transform_.forward(both, newest);
    const size_t last_slot = turn_.newest + 1 < s_.partitions ? turn_.newest + 1 : 0;
    V *const power = s_.far_power + turn_.newest * kBand;
    const V *const last = s_.far_power + last_slot * kBand;
    for (size_t k = 0; k < kBand; k++) {
      power[k] =
          last[k] * c_.trend_smoothing + norm(newest[kBandBegin + k]) * (1.0F - c_.trend_smoothing);
    }
  }

  /** Echo and its doubt in each bin. */
  void estimate() {
    for (size_t k = 0; k < kTransformBins; k++) {
      echo_bins_[k] = C{V{}, V{}};
      doubted_[k] = V{};
    }
    for (size_t p = 0; p < s_.partitions; p++) {
      const C *const far = far_of(p);
      const C *const filter = s_.filter + p * kTransformBins;
      const V *const doubt = s_.doubt + p * kTransformBins;
      for (size_t k = 0; k < kTransformBins; k++) {
        const C x = far[k], w = filter[k];
        echo_bins_[k].re += w.re * x.re - w.im * x.im;
        echo_bins_[k].im += w.re * x.im + w.im * x.re;
        doubted_[k] += doubt[k] * norm(x);
      }
    }
  }

  void subtract(const float *near) {
    V echo[kTransformSamples];
    transform_.inverse(echo_bins_, echo);
    V padded[kTransformSamples];
    V error_energy{}, near_energy{}, echo_energy{};
    for (size_t n = 0; n < kEchoBlock; n++) {
      near_[n] = high_passed(get(near, n), v_.near_in, v_.near_out);
      const V estimated = echo[kEchoBlock + n] * (1.0F / kTransformSamples);
      error_[n] = near_[n] - estimated;
      padded[n] = V{};
      padded[kEchoBlock + n] = error_[n];
      error_energy += error_[n] * error_[n];
      near_energy += near_[n] * near_[n];
      echo_energy += estimated * estimated;
    }
    transform_.forward(padded, error_bins_);
    error_energy_ = error_energy;
    near_energy_ = near_energy;
    echo_energy_ = echo_energy;
    v_.error_energy = v_.error_energy * 0.8F + error_energy * 0.2F;
    v_.near_energy = v_.near_energy * 0.8F + near_energy * 0.2F;
  }

  /** The Kalman gain of each bin, and what it does to filter and doubt. */
  void learn() {
    V rates[kTransformBins];
    // While the far end is silent there is nothing to learn and nothing to forget.
    const auto silent = far_energy_ < value(c_.audible_energy * 0.01F);
    const V doubtful = larger(v_.trend_share - c_.trend_of_near, V{}) * c_.walk_by_trend;
    const V stays = select(silent, value(1.0F), value(c_.forgetting * c_.forgetting) - doubtful);
    const V walks = value(1.0F) - stays;
    const auto off = v_.is_off > value(0.5F);
    for (size_t k = 0; k < kTransformBins; k++) {
      const V power = norm(error_bins_[k]);
      s_.error_power[k] =
          s_.error_power[k] * c_.error_smoothing + power * (1.0F - c_.error_smoothing);
      const V other = larger(s_.error_power[k], power) * 2.0F;
      rates[k] = value(1.0F) / (larger(doubted_[k], other) + c_.least_error_power);
      rates[k] = select(off, V{}, rates[k]);
    }
    for (size_t p = 0; p < s_.partitions; p++) {
      const C *const far = far_of(p);
      C *const filter = s_.filter + p * kTransformBins;
      V *const doubt = s_.doubt + p * kTransformBins;
      for (size_t k = 0; k < kTransformBins; k++) {
        const C x = far[k], e = error_bins_[k];
        const V gain = doubt[k] * rates[k];
        C w = filter[k];
        w.re += gain * (x.re * e.re + x.im * e.im);
        w.im += gain * (x.re * e.im - x.im * e.re);
        filter[k] = w;
        // Half of the window is zero, so a step takes at most half of the doubt away.
        const V known = smaller(gain * norm(x), value(1.0F)) * 0.35F;
        const V left = (doubt[k] - doubt[k] * known) * stays + norm(w) * walks;
        doubt[k] = larger(left, value(c_.least_doubt));
      }
    }
  }

  /** Does the error go with the far end, though the filter is sure? Then the path has changed. */
  void look_for_change() {
    V error_rate[kBand], far_rate[kBand];
    for (size_t k = 0; k < kBand; k++) {
      s_.band_error[k] = s_.band_error[k] * c_.trend_smoothing +
                         norm(error_bins_[kBandBegin + k]) * (1.0F - c_.trend_smoothing);
      error_rate[k] = value(1.0F) / (s_.band_error[k] + 1e3F);
    }
    V strongest{};
    for (size_t p = 0; p < s_.partitions; p++) {
      const C *const far = far_of(p) + kBandBegin;
      const V *const power = s_.far_power + slot(p) * kBand;
      C *const trend = s_.trend + p * kBand;
      V share{};
      for (size_t k = 0; k < kBand; k++) {
        const C x = far[k], e = error_bins_[kBandBegin + k];
        C t = trend[k];
        const float fresh = 1.0F - c_.trend_smoothing;
        t.re = t.re * c_.trend_smoothing + (x.re * e.re + x.im * e.im) * fresh + 1e-12F;
        t.im = t.im * c_.trend_smoothing + (x.re * e.im - x.im * e.re) * fresh + 1e-12F;
        trend[k] = t;
        far_rate[k] = value(1.0F) / (power[k] + 1e3F);
        share += norm(t) * error_rate[k] * far_rate[k];
      }
      strongest = larger(strongest, share);
    }
    v_.trend_share = strongest * (1.0F / kBand);
    const auto misses = (strongest > value(c_.missing_share * kBand)) &
                        (v_.error_energy > v_.near_energy * 0.1F) &
                        (v_.error_energy > value(c_.audible_energy)) & (v_.is_off < value(0.5F));
    v_.missing_blocks =
        select(misses, v_.missing_blocks + 1.0F, larger(v_.missing_blocks - 1.0F, V{}));
    const auto changed = v_.missing_blocks >= value(c_.missing_blocks);
    if (!any(changed)) return;
    v_.missing_blocks = select(changed, V{}, v_.missing_blocks);
    v_.age_blocks = select(changed, V{}, v_.age_blocks);
    for (size_t n = 0; n < s_.partitions * kTransformBins; n++) {
      const V raised = larger(s_.doubt[n], value(c_.new_doubt));
      s_.doubt[n] = select(changed, raised, s_.doubt[n]);
    }
  }

  void constrain() {
    const auto is_young = v_.age_blocks < value(c_.young_blocks);
    const auto grows = far_energy_ > value(c_.audible_energy);
    v_.age_blocks = select(is_young & grows, v_.age_blocks + 1.0F, v_.age_blocks);
    constrain(turn_.constrained, V{} == V{});
    if (!any(is_young)) return;
    for (size_t p = 0; p < s_.partitions; p++) {
      if (p != turn_.constrained) constrain(p, is_young);
    }
  }

  /** Brings one partition back to the 80 taps that it stands for, in the lanes of the mask. */
  template <typename Mask>
  void constrain(size_t partition, Mask mask) {
    C *const filter = s_.filter + partition * kTransformBins;
    V taps[kTransformSamples];
    transform_.inverse(filter, taps);
    for (size_t n = 0; n < kEchoBlock; n++) {
      taps[n] *= 1.0F / kTransformSamples;
      taps[kEchoBlock + n] = V{};
    }
    C constrained[kTransformBins];
    transform_.forward(taps, constrained);
    for (size_t k = 0; k < kTransformBins; k++) {
      filter[k].re = select(mask, constrained[k].re, filter[k].re);
      filter[k].im = select(mask, constrained[k].im, filter[k].im);
    }
  }

  /** A filter that adds more than it takes away is thrown out. */
  void guard() {
    const auto worse = v_.error_energy > v_.near_energy * 2.0F + value(c_.audible_energy);
    if (!any(worse)) return;
    v_.age_blocks = select(worse, V{}, v_.age_blocks);
    for (size_t n = 0; n < s_.partitions * kTransformBins; n++) {
      s_.filter[n].re = select(worse, V{}, s_.filter[n].re);
      s_.filter[n].im = select(worse, V{}, s_.filter[n].im);
      s_.doubt[n] = select(worse, value(c_.new_doubt), s_.doubt[n]);
    }
    for (size_t n = 0; n < kEchoBlock; n++) error_[n] = select(worse, near_[n], error_[n]);
    v_.error_energy = select(worse, v_.near_energy, v_.error_energy);
  }

  void suppress();
  void follow_noise();
  V noise();
  void yield_to_modems();
  TRUNKLINE_INLINE auto take_tone(size_t side, const C *bins, V power);

  EchoState<V> &s_;
  EchoScalars<V> &v_;
  const EchoConstants &c_;
  EchoTurn turn_;
  RealTransform<V> transform_;
  C echo_bins_[kTransformBins], error_bins_[kTransformBins];
  V doubted_[kTransformBins];
  V near_[kEchoBlock], error_[kEchoBlock], output_[kEchoBlock];
  V far_energy_{}, error_energy_{}, near_energy_{}, echo_energy_{};
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
