/*
 * What it does: one tick of 10 ms of voice detection and level control, for one channel (V is
 * float) or for the lanes of a vector: the same text, so both give the same.
 *
 *   tick -> high-pass 200 Hz -> power against the noise floor -> speaking
 *      '-> loudness of what is spoken -> gain -> ceiling in pauses -> limiter -> tick
 *
 * How it works: the floor follows the quietest ticks, down at once and up slowly. Speech is 5 dB
 * over it, and goes on for 60 to 100 ms. The loudness is that of spoken ticks alone, so pauses do
 * not pump; in pauses the gain is held, and kept from lifting noise over -50 dBm0. The limiter sees
 * the tick's peak before it goes out.
 *
 * How to use it: listen(), then control() with the same samples; out may be in. A tick has 80
 * samples; longer ones stretch the times by as much. Levels and constants in VoiceConstants.
 */
#pragma once
#include "../simd/lanes.hpp"
#include "voice_settings.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
struct VoiceState {
  V z[2]{};                                       // of the high-pass
  V floor{}, wide_floor{};                        // of noise: over 200 Hz, and of everything
  V least_now{}, least_before{}, window_ticks{};  // quietest ticks of this and the last 0.8 s
  V windows{}, most_now{};  // windows that have ended; the loudest tick of this one
  V hold_ticks{}, spoken_ticks{}, state_ticks{};
  V speaking{};                     // 1 or 0
  V loudness{}, loud_ticks{};       // of what is spoken
  V soft_loudness{}, soft_ticks{};  // while it is much softer than that
  V wanted_gain{}, gain{};
};

template <typename V>
class VoiceStep {
 public:
  TRUNKLINE_INLINE VoiceStep(VoiceState<V> &state, const VoiceConstants &constants, size_t samples)
      : s_(state), c_(constants), samples_(samples), share_(1.0F / static_cast<float>(samples)) {}

  TRUNKLINE_INLINE void listen(const float *in) {
    V power{}, wide{}, peak{};
    for (size_t n = 0; n < samples_; n++) {
      const V x = get(in, n);
      // Butterworth, order 2: 200 Hz.
      const V out = x * 0.89485861F + s_.z[0];
      s_.z[0] = x * -1.78971722F + out * 1.77863178F + s_.z[1];
      s_.z[1] = x * 0.89485861F - out * 0.80080265F + 1e-15F;
      power += out * out;
      wide += x * x;
      peak = larger(peak, magnitude(x));
    }
    power_ = power * share_;
    wide_ = wide * share_;
    peak_ = peak;
    decide();
  }

  /** After listen(), with the same samples. */
  TRUNKLINE_INLINE void control(const float *in, float *out) {
    follow_loudness();
    const V begin = s_.gain;
    const auto pauses = s_.speaking < 0.5F;
    const V ceiling = larger(value(1.0F), square_root(value(c_.pause_power) / s_.wide_floor));
    // Into a pause within 50 ms, out of it at once.
    const V lowered = larger(smaller(s_.wanted_gain, ceiling), begin * 0.8F);
    V end = select(pauses, smaller(lowered, s_.wanted_gain), s_.wanted_gain);
    const auto too_loud = peak_ * larger(begin, end) > c_.most_peak;
    const V safe = value(c_.most_peak) / larger(peak_, value(1.0F));
    end = select(too_loud, smaller(end, safe), end);
    const V first = select(too_loud, smaller(begin, safe), begin);
    const V slope = (end - first) * share_;
    V gain = first;
    for (size_t n = 0; n < samples_; n++) {
      gain += slope;
      put(out, n, get(in, n) * gain);
    }
    s_.gain = end;
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
  TRUNKLINE_INLINE V followed(V floor, V power, V rise) const {
    const V risen = floor * rise;
    // What begins with speech has its first pause soon.
    const V fall = select(s_.windows < 0.5F, value(c_.first_fall), value(c_.floor_fall));
    const V sunk = floor + (power - floor) * fall;
    return larger(select(power < floor, sunk, smaller(risen, power)), value(c_.least_floor));
  }

  TRUNKLINE_INLINE void decide() {
    const auto first = s_.floor < c_.least_floor * 0.5F;
    const V start = smaller(larger(power_, value(c_.least_floor)), value(c_.most_first_floor));
    s_.floor = select(first, start, s_.floor);
    s_.wide_floor = select(first, start, s_.wide_floor);
    const V rise = select(s_.speaking > 0.5F, value(c_.rise_in_speech), value(c_.rise_in_pause));
    const V threshold = larger(s_.floor * c_.over_floor, value(c_.least_speech));
    const auto heard = power_ > threshold;
    s_.spoken_ticks = select(heard, s_.spoken_ticks + 1.0F, V{});
    const auto begins = (s_.spoken_ticks > 1.5F) | (heard & (power_ > threshold * 2.5F));
    const V hold =
        select(s_.state_ticks > c_.long_ticks, value(c_.long_hold), value(c_.short_hold));
    const auto was = s_.speaking > 0.5F;
    const auto goes_on = heard & was;
    s_.hold_ticks = select(begins | goes_on, hold, larger(s_.hold_ticks - 1.0F, V{}));
    const auto speaks = s_.hold_ticks > 0.5F;
    const V before = s_.speaking;
    s_.speaking = select(speaks, value(1.0F), V{});
    const auto same = s_.speaking == before;
    s_.state_ticks = select(same, s_.state_ticks + 1.0F, value(1.0F));
    follow_least();
    s_.floor = larger(followed(s_.floor, power_, rise), found_floor_);
    s_.wide_floor = followed(s_.wide_floor, wide_, rise);
  }

  /** Noise that has become louder is found by its quietest tick: nobody speaks 1.6 s without one.
   * At the beginning 0.8 s of steady noise are enough.
   */
  TRUNKLINE_INLINE void follow_least() {
    const auto begins = s_.window_ticks < 0.5F;
    s_.least_now = select(begins, power_, smaller(s_.least_now, power_));
    s_.most_now = select(begins, power_, larger(s_.most_now, power_));
    s_.window_ticks += 1.0F;
    const auto is_early = s_.windows < 1.5F;
    const auto ends = s_.window_ticks > select(is_early, value(39.5F), value(79.5F));
    const auto known = s_.least_before > 0.0F;
    const V least = smaller(s_.least_now, s_.least_before);
    const auto is_steady = s_.most_now < least * c_.early_range;
    const V at_once = select(is_steady, least * c_.over_least, V{});
    const V found = select(is_early, at_once, least * c_.over_least);
    found_floor_ = select(ends & known, found, V{});
    s_.least_before = select(ends, s_.least_now, s_.least_before);
    s_.window_ticks = select(ends, V{}, s_.window_ticks);
    s_.windows = select(ends, smaller(s_.windows + 1.0F, value(2.0F)), s_.windows);
  }

  TRUNKLINE_INLINE void follow_loudness() {
    const auto counts = s_.speaking > 0.5F;
    const V ticks = s_.loud_ticks + 1.0F;
    const V rate = larger(value(1.0F) / ticks, value(c_.loudness_share));
    s_.loud_ticks = select(counts, ticks, s_.loud_ticks);
    s_.loudness = select(counts, s_.loudness + (wide_ - s_.loudness) * rate, s_.loudness);
    forget_loudness(counts);
    const auto known = s_.loud_ticks > 0.5F;
    const V asked = square_root(value(c_.target_power) / larger(s_.loudness, value(1.0F)));
    const V bounded = smaller(larger(asked, value(c_.least_gain)), value(c_.most_gain));
    const V up = select(s_.loud_ticks < 50.0F, value(c_.first_up), value(c_.up));
    const V moved = larger(smaller(bounded, s_.wanted_gain * up), s_.wanted_gain * c_.down);
    s_.wanted_gain = select(counts & known, moved, s_.wanted_gain);
  }

  /** After a shout or a tone of the line the mean would take many seconds to come down: when half a
   * second of speech holds no tick near it, what is spoken now is the loudness. */
  template <typename M>
  TRUNKLINE_INLINE void forget_loudness(M counts) {
    const auto is_soft = wide_ * c_.far_below < s_.loudness;
    const V ticks = s_.soft_ticks + 1.0F;
    const V mean = s_.soft_loudness + (wide_ - s_.soft_loudness) / ticks;
    s_.soft_loudness = select(counts, select(is_soft, mean, V{}), s_.soft_loudness);
    s_.soft_ticks = select(counts, select(is_soft, ticks, V{}), s_.soft_ticks);
    const auto forgets = s_.soft_ticks > c_.most_soft_ticks;
    s_.loudness = select(forgets, s_.soft_loudness, s_.loudness);
    s_.loud_ticks = select(forgets, value(25.0F), s_.loud_ticks);
    s_.soft_ticks = select(forgets, V{}, s_.soft_ticks);
  }

  VoiceState<V> &s_;
  const VoiceConstants &c_;
  size_t samples_;
  float share_;
  V power_{}, wide_{}, peak_{}, found_floor_{};
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
