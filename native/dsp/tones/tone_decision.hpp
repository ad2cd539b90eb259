/*
 * What it does: judges 10 ms of a line: does the tone that was measured sound, is there silence, or
 * something else; for one channel (V is float) or for the lanes of a vector.
 *
 * How it works: a tone must carry most of the power, hold its frequency within a burst and not
 * fade: notes do neither for long. Silence is relative, 6 dB under the last tone, so that line
 * noise does not hide a rhythm and a burst ends at half its amplitude; a weaker tone that lasts
 * counts all the same.
 *
 * How to use it: take() each hop; all zeros is the beginning.
 */
#pragma once
#include "../simd/lanes.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

TRUNKLINE_INLINE Ints opposite_of(Ints mask) { return ~mask; }
TRUNKLINE_INLINE bool opposite_of(bool mask) { return !mask; }

/** What a hop sounds like. */
template <typename V>
struct ToneHop {
  V tone;   // index of the tone; -1: quiet; -2: something else
  V power;  // mean square of everything
  V clear;  // 1: little else than the tone
};

template <typename V>
struct ToneDecision {
  // Measured with music and speech, `npm run conformance -- tone`.
  static constexpr float kLeastShare = 0.88F;   // 9 dB over everything else
  static constexpr float kClearShare = 0.92F;   // GB 3380: distortion under 10 %; noise 11 dB below
  static constexpr float kEdge = 0.25F;         // half the amplitude: bursts keep their length
  static constexpr float kFaded = 0.63F;        // tones of an exchange do not fade by 2 dB
  static constexpr float kWandered = 0.19F;     // sine of the turn: 6 Hz
  static constexpr float kFewHops = 4.0F;       // an edge takes three
  static constexpr float kForgotten = 1200.0F;  // hops: 12 s, longer than any pause of a plan

  /** The tone that explains most: its index, its power, its share of all, the sine of the angle by
   * which it turns too far in a block (0 for pairs). */
  struct Best {
    V tone, power, share, sine;
  };

  V reference;  // power of the last tone; 0: none lately
  V hops_without, hops_with, hops_weak, hops_off, hops_impure;
  V spoilt;  // 1: this burst has faded or wandered
  V steady, mean_share, last_tone;

  TRUNKLINE_INLINE ToneHop<V> take(const Best &best, V total, float min_power) {
    reference = select(hops_without > kForgotten, V{}, reference);
    const auto present = total >= min_power;
    const auto pure = present & (best.share >= kLeastShare);
    const auto low = opposite_of(present) | (total < reference * kEdge);
    hops_impure = select(pure, V{}, hops_impure + 1.0F);
    const auto over = (low & opposite_of(pure)) | (hops_impure > kFewHops);
    // Much weaker than the last tone is silence, but not if it goes on as purely.
    const auto faint = pure & (best.power < reference * kFaded);
    hops_weak = select(faint, hops_weak + 1.0F, select(pure | over, V{}, hops_weak));
    const auto lasting = hops_weak > kFewHops;
    const auto quiet = opposite_of(present) | (low & opposite_of(lasting));
    const auto heard = pure & opposite_of(quiet);

    const auto begins = over | quiet | (heard & (best.tone != last_tone));
    hops_with = select(begins, V{}, hops_with);
    spoilt = select(begins, V{}, spoilt);
    const auto settling = hops_with < 3.0F;
    const V blend = select(settling, value(1.0F), value(0.2F));
    mean_share = mean_share + (best.share - mean_share) * blend;
    const auto off = heard & opposite_of(settling) & (magnitude(best.sine - steady) > kWandered);
    hops_off = select(off, hops_off + 1.0F, select(heard | over, V{}, hops_off));
    const V follow = select(settling, value(1.0F), value(0.05F));
    steady = select(heard & opposite_of(off), steady + (best.sine - steady) * follow, steady);
    const auto fades = lasting & (hops_with > 0.0F);
    const auto wanders = hops_off > kFewHops;
    spoilt = select(heard & (fades | wanders), value(1.0F), spoilt);
    const auto sounds = heard & (spoilt < 0.5F);

    // After a pause a weaker tone may be the next; in a burst the loudest moment counts.
    const auto anew = (hops_without > kFewHops) & (best.power < reference);
    const V kept = select(anew, best.power, larger(reference, best.power));
    reference = select(sounds, kept, reference);
    last_tone = select(heard, best.tone, last_tone);
    hops_with = select(heard, hops_with + 1.0F, hops_with);
    hops_without = select(sounds, V{}, hops_without + 1.0F);
    const V tone = select(quiet, value(-1.0F), select(sounds, best.tone, value(-2.0F)));
    const V clear = select(sounds & (mean_share >= kClearShare), value(1.0F), V{});
    return {tone, total, clear};
  }

 private:
  TRUNKLINE_INLINE static V value(float number) { return V{} + number; }
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
