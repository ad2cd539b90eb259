/*
 * What it does: the second half of a block of echo cancellation: the non-linear processor with its
 * comfort noise, and the tone disabler.
 *
 * How it works: what the filter leaves of the echo is expected from its doubt and from the
 * distortion of the line's coding. An error that is no stronger is that rest: it is taken out and
 * noise of the line's own level and colour stands for it. An error well above it is a near-end
 * talker, who passes whole, and for a tenth of a second after.
 */
#pragma once
#include "echo_step.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
void EchoStep<V>::suppress() {
  V doubted{};
  for (size_t k = 0; k < kTransformBins; k++) doubted += doubted_[k];
  // A spectrum over two blocks has 160 times the energy of both; half of it lies in this one.
  const V rest = doubted * (1.0F / kTransformSamples) + echo_energy_ * c_.distortion_share;
  v_.expected = larger(rest, v_.expected * c_.expected_decay);
  const V heard = error_energy_;
  follow_noise();
  const auto silent_far = v_.expected < v_.noise_energy * 0.25F + 80.0F;
  const auto opens = (heard > v_.expected * c_.opens_at) | silent_far;
  const auto stays = (heard > v_.expected * c_.closes_at) & (v_.open > value(0.5F));
  v_.hold_blocks = select(opens | stays, value(c_.hold_blocks), larger(v_.hold_blocks - 1.0F, V{}));
  v_.open = select(v_.hold_blocks > value(0.5F), value(1.0F), V{});
  const V begin = v_.gain;
  // Opens within the block that needs it, closes over one.
  const V slope = (v_.open - begin) * (1.0F / kEchoBlock);
  const V level = square_root(v_.noise_energy * (1.0F / kEchoBlock));
  V gain = begin;
  for (size_t n = 0; n < kEchoBlock; n++) {
    gain += slope;
    const V filled = noise() * level;
    // Powers add up to one, so the noise keeps its level while they change places.
    output_[n] = output_[n] * gain + filled * (1.0F - gain);
  }
  v_.gain = v_.open;
}

/** The level and the colour of what sounds when nobody speaks. */
template <typename V>
void EchoStep<V>::follow_noise() {
  const V heard = error_energy_ + 1.0F;
  const auto echo_free = v_.expected < heard * 0.5F;
  const V risen = v_.noise_floor * select(echo_free, value(c_.floor_rise), value(c_.slow_rise));
  v_.noise_floor = select(heard < risen, risen + (heard - risen) * 0.3F, risen);
  const V most = select(echo_free, value(c_.noise_over_floor), value(c_.noise_beside_echo));
  const auto is_noise = heard < v_.noise_floor * most;
  V neighbours{};
  for (size_t n = 1; n < kEchoBlock; n++) neighbours += error_[n] * error_[n - 1];
  const V tilt = larger(smaller(neighbours / heard, value(0.95F)), value(-0.95F));
  const V rate = select(is_noise, value(c_.noise_smoothing), V{});
  v_.noise_energy += (heard - v_.noise_energy) * rate;
  v_.noise_tilt += (tilt - v_.noise_tilt) * rate;
}

/** A sample of noise of power one, with the tilt of the line's. */
template <typename V>
V EchoStep<V>::noise() {
  v_.seed = v_.seed * 1664525U + 1013904223U;
  // Even numbers from -1 to 1 have a power of a third.
  const V white = signed_value_of(v_.seed) * (1.7320508F / 2147483648.0F);
  const V fresh = square_root(value(1.0F) - v_.noise_tilt * v_.noise_tilt);
  v_.noise_last = v_.noise_last * v_.noise_tilt + white * fresh;
  return v_.noise_last;
}

/**
 * Whether 2100 Hz has turned its phase. It lies on bin 42 and makes whole turns in a block, so its
 * value stands still from block to block; 21 Hz off, it turns by 76 degrees, and by twice that over
 * two blocks. A reversal is a turn that differs from the last by more than a right angle.
 */
template <typename V>
auto EchoStep<V>::take_tone(size_t side, const C *bins, V power) {
  constexpr size_t kTone = 42;
  V total{};
  for (size_t k = 0; k < kTransformBins; k++) total += norm(bins[k]);
  V near_tone{};
  for (size_t k = kTone - 3; k <= kTone + 3; k++) near_tone += norm(bins[k]);
  const auto sounds = (near_tone > total * 0.8F) & (power > value(c_.tone_power * kEchoBlock));
  const C now = bins[kTone], last = v_.tone_last[side][0], before = v_.tone_last[side][1];
  // The turn of this block and the one of the block before, compared.
  const C turn = {now.re * last.re + now.im * last.im, now.im * last.re - now.re * last.im};
  const C old = {last.re * before.re + last.im * before.im,
                 last.im * before.re - last.re * before.im};
  const V together = turn.re * old.re + turn.im * old.im;
  const auto steady = v_.tone_blocks[side] > value(16.0F);
  const auto reversed = sounds & steady & (together < V{});
  v_.tone_blocks[side] =
      select(sounds, v_.tone_blocks[side] + 1.0F, larger(v_.tone_blocks[side] - 8.0F, V{}));
  v_.tone_last[side][1] = last;
  v_.tone_last[side][0] = now;
  return reversed;
}

template <typename V>
void EchoStep<V>::yield_to_modems() {
  const auto far = take_tone(0, far_of(0), far_energy_);
  const auto near = take_tone(1, error_bins_, error_energy_);
  const V least = value(c_.released_power * kEchoBlock);
  const auto quiet = (far_energy_ < least) & (near_energy_ < least);
  v_.quiet_blocks = select(quiet, v_.quiet_blocks + 1.0F, V{});
  v_.is_off = select(far | near, value(1.0F), v_.is_off);
  v_.is_off = select(v_.quiet_blocks > value(25.0F), V{}, v_.is_off);
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
