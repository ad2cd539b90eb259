/*
 * What it does: the FSK receiver's arithmetic, for one channel (V = float) or a group of lanes.
 *
 *   samples -> gate -> |corr mark|, |corr space| -> soft bit -> bit clock -> start bit, eight bits,
 *   stop bit -> bytes
 *
 * How it works:
 * - Every second sample two quadrature correlators, of one bit's length and deaf to DC and hum (see
 *   fsk_table.cpp), give the peaks m and s of mark and space. Between two of them everything runs
 *   straight enough to be interpolated: a bit has 3 1/3.
 * - Soft bit: Wm m - Ws s - middle, the likelihood of two tones of unknown phase; the weights are
 *   the levels of the two tones, learned at the middle of each bit, so twist shifts no edge.
 * - Bit clock: each edge, found between two values, pulls the middles of the bits; the start bit
 *   after a pause sets them. So a byte's last bit is judged by all its edges, not by its first.
 * - Hunting: before a byte is believed there must be a run of marks, loud and pure enough, as every
 *   caller-ID message has in front.
 *
 * All this is done once in four samples, in which there is one edge and one middle at most. Time is
 * counted in values, two samples each, from the end of the last block. Nothing here branches on a
 * lane's value but for speed, so lanes never see each other.
 */
#pragma once
#include "fsk_kernel.hpp"
#include "fsk_lanes.hpp"
#include "fsk_state.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

/** Marks in a row before the first byte is believed. SIN 227: 30 marks at least; GR-30: 80. */
constexpr float kMarksToBelieve = 16.0F;
constexpr float kSettledMarks = 6.0F;  // by then it is no seizure any more: levels hold
constexpr float kMostMarks = 360.0F;   // 300 ms without a byte end a message
constexpr float kMostLostBits = 9.0F;
constexpr float kMostBrokenBytes = 2.0F;
/** Share of the power that must be in the tone, while hunting and in a message. Measured: the
 * weakest V.23 signal on DC of a tenth of full scale, in A-law's coarse steps there, fails one time
 * in five with 0.5 and never with 0.3. */
constexpr float kPureShare = 0.3F, kHeldShare = 0.2F;
/** A bit is weak under a quarter of what two tones of the levels learned should give. */
constexpr float kWeakShare = 0.125F;
/** Twist up to 13 dB is believed; beyond it the space was not heard yet. */
constexpr float kMostTwist = 4.5F;
// Measured with noise and rate errors: what loses the fewest messages.
constexpr float kLeastEdgeGain = 0.3F, kEdgeGainFall = 0.7F, kFirstEdgeGain = 0.5F;
constexpr float kPowerGain = 0.4F;
constexpr float kLevelGain = 0.125F, kHuntingLevelGain = 0.5F, kHuntingFade = 0.97F;
constexpr float kTiny = 1e-6F;  // what falls for ever never becomes a slow denormal number

template <typename V>
class FskStep {
 public:
  TRUNKLINE_INLINE FskStep(const FskState<V> &state, const FskTable &table, FskReports *reports,
                           uint32_t listening)
      : s_(state), t_(table), reports_(reports), listening_(listening) {}

  /** Whole blocks; `raw` is the first sample of the first one, with kFskSpan samples before it. */
  TRUNKLINE_INLINE void run(const V *raw, size_t blocks) {
    V mark[kMostFskValues], space[kMostFskValues], power[kMostFskValues];
    for (size_t n = 0; n < kFskValues * blocks; n++) {
      correlate(raw + kFskStride * n + (kFskStride - 1) - kFskReach, mark[n], space[n], power[n]);
    }
    for (size_t n = 0; n < kFskValues * blocks; n += kFskValues) {
      decide(mark + n, space + n, power[n] + power[n + 1]);
    }
  }
  const FskState<V> &state() const { return s_; }

 private:
  /** True in the lanes where it holds. */
  using Mask = decltype(V{} < V{});

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
    mark = root_of(mark_re * mark_re + mark_im * mark_im);
    space = root_of(space_re * space_re + space_im * space_im);
    const V moved = (at[2] - at[0]) - (at[0] - *(at - 2));
    power = moved * moved + kTiny;
  }

  TRUNKLINE_INLINE V soft_of(V mark, V space) const {
    return s_.mark_weight * mark - s_.space_weight * space - s_.middle;
  }

  /** One block: two values of each correlator. */
  TRUNKLINE_INLINE void decide(const V *mark, const V *space, V power) {
    s_.power = s_.power + (power * 0.5F - s_.power) * kPowerGain;
    const Edge edge = find_edge(soft_of(s_.last_mark, s_.last_space), soft_of(mark[0], space[0]),
                                soft_of(mark[1], space[1]));
    // A start bit after stuffed marks sets the clock; one right after a stop bit only pulls it.
    const Mask sets = edge.falls & (s_.stage == kBetweenBytes) & (s_.marks > 0.0F);
    const V until = s_.until_middle;
    const Mask is_due = (until <= 2.0F) & !(sets & (edge.at < until));
    const Mask is_first = until <= 1.0F;
    const V part = larger(until - select(is_first, V{}, V{} + 1.0F), V{});
    const V mark_before = select(is_first, s_.last_mark, mark[0]);
    const V space_before = select(is_first, s_.last_space, space[0]);
    const V mark_middle = mark_before + (select(is_first, mark[0], mark[1]) - mark_before) * part;
    const V space_middle =
        space_before + (select(is_first, space[0], space[1]) - space_before) * part;
    const V soft = soft_of(mark_middle, space_middle);
    s_.until_middle = until - 2.0F + select(is_due, V{} + kBit, V{});
    follow(edge, sets);
    s_.last_mark = mark[1];
    s_.last_space = space[1];
    if (is_anywhere(is_due)) take_bit(is_due, soft, mark_middle, space_middle);
  }

  struct Edge {
    Mask is_there, falls;
    V at;  // since the block's begin
  };
  /** Two edges in a block are noise. */
  TRUNKLINE_INLINE Edge find_edge(V before, V first, V second) const {
    const Mask is_early = (before > 0.0F) ^ (first > 0.0F);
    const Mask is_there = is_early ^ ((first > 0.0F) ^ (second > 0.0F));
    const V from = select(is_early, before, first), to = select(is_early, first, second);
    const V part = from / select(is_there, from - to, V{} + 1.0F);
    const Mask falls = is_there & (second <= 0.0F);
    return {is_there, falls, part + select(is_early, V{}, V{} + 1.0F)};
  }

  /** The bits' middles lie half a bit after the edges. */
  TRUNKLINE_INLINE void follow(const Edge &edge, Mask sets) {
    const V wanted = edge.at - 2.0F + kHalfBit;
    V late = s_.until_middle - wanted;
    late = select(late > kHalfBit, late - kBit, late);
    const V pulled = s_.until_middle - select(edge.is_there, s_.edge_gain * late, V{});
    s_.until_middle = select(sets, wanted, pulled);
    const V next = select(sets, V{} + kFirstEdgeGain,
                          larger(s_.edge_gain * kEdgeGainFall, V{} + kLeastEdgeGain));
    s_.edge_gain = select(edge.is_there, next, s_.edge_gain);
  }

  TRUNKLINE_INLINE void take_bit(Mask is_due, V soft, V mark, V space) {
    const Mask is_mark = soft > 0.0F;
    const Mask is_weak = magnitude(soft) < s_.least_soft;
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
    const V weak = select(is_weak, V{} + 1.0F, V{});
    s_.weak_bits = select(begins, weak, s_.weak_bits + select(in_byte, weak, V{}));
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
    if (is_anywhere(ends)) tell(ends, is_mark);
    if (is_anywhere(is_lost)) tell_lost(is_lost);
    weigh(is_due, believes);
  }

  TRUNKLINE_INLINE void learn_levels(Mask is_due, Mask is_mark, Mask hunts, V mark, V space) {
    // What a click left fades before the marks settle; a seizure tells the space's level anew.
    const Mask fades = hunts & (s_.marks < kSettledMarks);
    const V mark_gain = select(hunts, V{} + kHuntingLevelGain, V{} + kLevelGain);
    const V space_gain = select(hunts, V{} + kHuntingLevelGain, s_.space_gain);
    const V mark_now = select(fades, s_.mark_level * kHuntingFade + kTiny, s_.mark_level);
    const V space_now = select(fades, s_.space_level * kHuntingFade + kTiny, s_.space_level);
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
    const V squares = s_.mark_level * s_.mark_level + s_.space_level * s_.space_level;
    s_.least_soft = select(is_due, squares * whole * kWeakShare, s_.least_soft);
  }

  TRUNKLINE_INLINE void tell(Mask ends, Mask is_mark) {
    for (size_t lane = 0; lane < sizeof(V) / sizeof(float); lane++) {
      if (!holds(ends, lane)) continue;
      add(lane, {holds(is_mark, lane) ? FskReport::Kind::byte : FskReport::Kind::framing_error,
                 static_cast<uint8_t>(value_of(s_.byte, lane)),
                 static_cast<uint16_t>(value_of(s_.marks_before, lane)),
                 static_cast<uint8_t>(value_of(s_.weak_bits, lane))});
    }
  }
  TRUNKLINE_INLINE void tell_lost(Mask is_lost) {
    for (size_t lane = 0; lane < sizeof(V) / sizeof(float); lane++) {
      if (holds(is_lost, lane)) add(lane, {FskReport::Kind::carrier_lost, 0, 0, 0});
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

  FskState<V> s_;
  const FskTable &t_;
  FskReports *reports_;
  uint32_t listening_;
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
