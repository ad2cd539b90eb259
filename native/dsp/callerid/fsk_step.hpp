/*
 * What it does: the FSK receiver's arithmetic, for one channel (V = float) or a group of lanes.
 *
 *   samples -> gate -> 1 - 2 z^-2 + z^-4 -> |corr mark|, |corr space| -> soft bit -> bit clock
 *                                              -> start bit, eight bits, stop bit -> bytes
 *
 * How it works:
 * - Gate: the power of x[n] - x[n-2], which DC and hum hardly pass. A lane that was silent for
 *   100 ms sleeps; a group of sleeping lanes does nothing else.
 * - Pre-filter: two zeros at 0 Hz take DC away and hum down (50 Hz by 52 dB, 180 Hz by 30 dB beside
 *   the mark); two at 4 kHz. It has no feedback: no long transient, and all frequencies arrive at
 *   the same time.
 * - Two quadrature correlators of one bit's length give the peaks m and s of mark and space.
 *   Soft bit: Wm m - Ws s - middle, the likelihood of two tones of unknown phase; the weights are
 *   the levels of the two tones, learned at the middle of each bit, so twist shifts no edge.
 * - Bit clock: each edge, found between two samples, pulls the middles of the bits; the first start
 *   bit sets them. So a byte's last bit is judged by all its edges, not by its first alone.
 * - Hunting: before a byte is believed there must be a run of marks, loud and pure enough, as every
 *   caller-ID message has in front.
 *
 * Nothing here branches on a lane's value but for speed, so lanes never see each other.
 */
#pragma once
#include "fsk_kernel.hpp"
#include "fsk_state.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

constexpr size_t kMostFskFrame = 160;
/** Marks in a row before the first byte is believed. SIN 227: 30 marks at least; GR-30: 80. */
constexpr float kMarksToBelieve = 16.0F;
constexpr float kSettledMarks = 6.0F;  // by then it is no seizure any more: levels hold
constexpr float kMostMarks = 360.0F;   // 300 ms without a byte end a message
constexpr float kMostLostBits = 9.0F;
constexpr float kMostBrokenBytes = 2.0F;
/** Share of the power that must be in the tone, while hunting and in a message. Measured: 10 dB of
 * SNR leave 0.75 and more. */
constexpr float kPureShare = 0.5F, kHeldShare = 0.25F;
/** Twist up to 13 dB is believed; beyond it the space was not heard yet. */
constexpr float kMostTwist = 4.5F;
// Measured with noise and rate errors: what loses the fewest messages.
constexpr float kLeastEdgeGain = 0.3F, kEdgeGainFall = 0.7F, kFirstEdgeGain = 0.5F;
constexpr float kPowerGain = 0.125F;
constexpr float kLevelGain = 0.125F, kHuntingLevelGain = 0.5F, kHuntingFade = 0.97F;

template <typename V>
class FskStep {
 public:
  TRUNKLINE_INLINE FskStep(FskState<V> &state, const FskTable &table, FskReports *reports,
                           uint32_t listening)
      : s_(state), t_(table), reports_(reports), listening_(listening) {}

  TRUNKLINE_INLINE void run(const float *frame, size_t samples) {
    constexpr size_t kWidth = sizeof(V) / sizeof(float);
    V raw[kFskRaw + kMostFskFrame];
    V mark[kMostFskFrame], space[kMostFskFrame], power[kMostFskFrame];
    for (size_t n = 0; n < kFskRaw; n++) raw[n] = s_.raw[n];
    for (size_t n = 0; n < samples; n++) take(raw[kFskRaw + n], frame + n * kWidth);
    for (size_t n = 0; n < samples; n++)
      correlate(raw + n + kFskReach, mark[n], space[n], power[n]);
    for (size_t n = 0; n < samples; n++) decide(mark[n], space[n], power[n]);
    for (size_t n = 0; n < kFskRaw; n++) s_.raw[n] = raw[samples + n];
  }

 private:
  /** True in the lanes where it holds. */
  using Mask = decltype(V{} < V{});

  TRUNKLINE_INLINE static void take(V &into, const float *from) {
    __builtin_memcpy(&into, from, sizeof into);
  }

  /** The peaks of the two tones around a sample, and the power there without DC and hum. */
  TRUNKLINE_INLINE void correlate(const V *at, V &mark, V &space, V &power) const {
    V mark_re = t_.mark_cos[0] * at[0], space_re = t_.space_cos[0] * at[0];
    V mark_im{}, space_im{};
#pragma GCC unroll 8
    for (size_t k = 1; k <= kFskReach; k++) {
      const V sum = at[k] + *(at - k), turn = at[k] - *(at - k);
      mark_re = mark_re + t_.mark_cos[k] * sum;
      space_re = space_re + t_.space_cos[k] * sum;
      mark_im = mark_im + t_.mark_sin[k] * turn;
      space_im = space_im + t_.space_sin[k] * turn;
    }
    mark = square_root(mark_re * mark_re + mark_im * mark_im);
    space = square_root(space_re * space_re + space_im * space_im);
    const V moved = (at[2] - at[0]) - (at[0] - *(at - 2));
    power = moved * moved;
  }

  TRUNKLINE_INLINE void decide(V mark, V space, V power) {
    s_.power = s_.power + (power - s_.power) * kPowerGain;
    const V soft = s_.mark_weight * mark - s_.space_weight * space - s_.middle;
    const V last = s_.last_soft;
    s_.last_soft = soft;
    follow_edge(soft, last);
    const Mask is_due = s_.until_middle <= 0.0F;
    if (!any(is_due)) return;
    const V back = smaller(-s_.until_middle, V{} + 1.0F);
    s_.until_middle = s_.until_middle + select(is_due, V{} + kSamplesPerBit, V{});
    const V at_middle = soft + (last - soft) * back;
    take_bit(is_due, at_middle > 0.0F, mark, space);
  }

  /** The bits' middles lie half a bit after the edges. */
  TRUNKLINE_INLINE void follow_edge(V soft, V last) {
    const Mask falls = (last > 0.0F) & (soft <= 0.0F);
    const Mask is_edge = falls | ((last <= 0.0F) & (soft > 0.0F));
    s_.until_middle = s_.until_middle - 1.0F;
    const V since = soft / select(is_edge, soft - last, V{} + 1.0F);
    V late = s_.until_middle + since - kHalfBit;
    late = select(late > kHalfBit, late - kSamplesPerBit, late);
    // A start bit after stuffed marks sets the clock; one right after a stop bit only pulls it.
    const Mask sets = falls & (s_.stage == kBetweenBytes) & (s_.marks > 0.0F);
    const V pulled = s_.until_middle - select(is_edge, s_.edge_gain * late, V{});
    s_.until_middle = select(sets, kHalfBit - since, pulled);
    const V next = select(sets, V{} + kFirstEdgeGain,
                          larger(s_.edge_gain * kEdgeGainFall, V{} + kLeastEdgeGain));
    s_.edge_gain = select(is_edge, next, s_.edge_gain);
  }

  TRUNKLINE_INLINE void take_bit(Mask is_due, Mask is_mark, V mark, V space) {
    const V tone = select(is_mark, mark * t_.mark_power, space * t_.space_power);
    const V in_tone = tone * tone;
    const Mask hunts = is_due & (s_.stage == kHunting);
    const Mask in_message = is_due & (s_.stage > kHunting);
    learn_levels(is_due, is_mark, hunts, mark, space);

    // Hunting: count marks.
    const Mask is_loud = larger(s_.mark_level, s_.space_level) > t_.least_peak;
    const Mask counts = is_mark & is_loud & (in_tone > s_.power * kPureShare);
    s_.marks = select(hunts, select(counts, s_.marks + 1.0F, V{}), s_.marks);
    const Mask believes = hunts & (s_.marks >= kMarksToBelieve);

    // In a message: bytes and what lies between them.
    const Mask between = is_due & (s_.stage == kBetweenBytes);
    const Mask in_byte = is_due & (s_.stage == kInByte);
    const Mask begins = between & !is_mark;
    const Mask ends = in_byte & (s_.bit_value > 128.0F);
    s_.byte = select(begins, V{}, s_.byte + select(in_byte & is_mark & !ends, s_.bit_value, V{}));
    s_.bit_value =
        select(begins, V{} + 1.0F, select(in_byte, s_.bit_value + s_.bit_value, s_.bit_value));
    s_.marks_before = select(begins, s_.marks, s_.marks_before);
    s_.marks = select(between & is_mark, s_.marks + 1.0F, select(ends, V{}, s_.marks));
    const V broken = select(is_mark, V{}, s_.broken_bytes + 1.0F);
    s_.broken_bytes = select(ends, broken, s_.broken_bytes);

    const Mask is_held =
        (in_tone > s_.power * kHeldShare) & (select(is_mark, mark, space) > t_.least_held_peak);
    s_.lost_bits = select(is_due, select(is_held, V{}, s_.lost_bits + 1.0F), s_.lost_bits);
    const Mask is_lost = in_message & ((s_.lost_bits >= kMostLostBits) | (s_.marks > kMostMarks) |
                                       (s_.broken_bytes >= kMostBrokenBytes));

    V stage = select(believes | ends, V{} + kBetweenBytes, s_.stage);
    stage = select(begins, V{} + kInByte, stage);
    s_.stage = select(is_lost, V{} + kHunting, stage);
    s_.marks = select(is_lost, V{}, s_.marks);
    s_.lost_bits = select(is_lost | believes, V{}, s_.lost_bits);
    s_.broken_bytes = select(is_lost | believes, V{}, s_.broken_bytes);
    if (any(ends)) tell(ends, is_mark);
    if (any(is_lost)) tell_lost(is_lost);
    weigh(is_due, believes);
  }

  TRUNKLINE_INLINE void learn_levels(Mask is_due, Mask is_mark, Mask hunts, V mark, V space) {
    // What a click left fades before the marks settle; a seizure tells the space's level anew.
    const Mask fades = hunts & (s_.marks < kSettledMarks);
    const V kept = select(fades, V{} + kHuntingFade, V{} + 1.0F);
    const V mark_gain = select(hunts, V{} + kHuntingLevelGain, V{} + kLevelGain);
    const V space_gain = select(hunts, V{} + kHuntingLevelGain, s_.space_gain);
    const V mark_now = s_.mark_level * kept, space_now = s_.space_level * kept;
    s_.mark_level = mark_now + select(is_due & is_mark, (mark - mark_now) * mark_gain, V{});
    s_.space_level = space_now + select(is_due & !is_mark, (space - space_now) * space_gain, V{});
    const V used = larger(s_.space_gain * 0.5F, V{} + kLevelGain);
    s_.space_gain = select(is_due & !is_mark & !hunts, used, s_.space_gain);
  }

  TRUNKLINE_INLINE void weigh(Mask is_due, Mask believes) {
    const Mask unheard = believes & ((s_.space_level * kMostTwist < s_.mark_level) |
                                     (s_.space_level > s_.mark_level * kMostTwist));
    s_.space_level = select(unheard, s_.mark_level, s_.space_level);
    s_.space_gain = select(believes, select(unheard, V{} + 1.0F, V{} + kLevelGain), s_.space_gain);
    const Mask in_message = s_.stage > kHunting;
    const V whole = 1.0F / (s_.mark_level + s_.space_level + 1e-3F);
    const V mark_weight = select(in_message, s_.mark_level * whole, V{} + 0.5F);
    const V space_weight = select(in_message, s_.space_level * whole, V{} + 0.5F);
    const V middle = select(in_message, (s_.mark_level - s_.space_level) * 0.5F, V{});
    s_.mark_weight = select(is_due, mark_weight, s_.mark_weight);
    s_.space_weight = select(is_due, space_weight, s_.space_weight);
    s_.middle = select(is_due, middle, s_.middle);
  }

  TRUNKLINE_INLINE void tell(Mask ends, Mask is_mark) {
    for (size_t lane = 0; lane < sizeof(V) / sizeof(float); lane++) {
      if (!holds(ends, lane)) continue;
      add(lane, {holds(is_mark, lane) ? FskReport::Kind::byte : FskReport::Kind::framing_error,
                 static_cast<uint8_t>(value_of(s_.byte, lane)),
                 static_cast<uint16_t>(value_of(s_.marks_before, lane))});
    }
  }
  TRUNKLINE_INLINE void tell_lost(Mask is_lost) {
    for (size_t lane = 0; lane < sizeof(V) / sizeof(float); lane++) {
      if (holds(is_lost, lane)) add(lane, {FskReport::Kind::carrier_lost, 0, 0});
    }
  }
  TRUNKLINE_INLINE void add(size_t lane, FskReport report) {
    FskReports &to = reports_[lane];
    if ((listening_ >> lane & 1U) != 0 && to.count < FskReports::kMost)
      to.list[to.count++] = report;
  }

  TRUNKLINE_INLINE static bool holds(bool mask, size_t) { return mask; }
  TRUNKLINE_INLINE static bool holds(Ints mask, size_t lane) { return mask[lane] != 0; }
  TRUNKLINE_INLINE static float value_of(float value, size_t) { return value; }
  TRUNKLINE_INLINE static float value_of(Floats values, size_t lane) { return values[lane]; }

  FskState<V> &s_;
  const FskTable &t_;
  FskReports *reports_;
  uint32_t listening_;
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
