/*
 * What it does: makes caller-ID bursts as a line may bring them: any level, twist, errors of
 * frequency and rate, leaders, stuffed marks.
 *
 * How it works: the phase is the exact integral of the frequency, so that a bit may change anywhere
 * between two samples; independent of native/dsp.
 */
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "signals.hpp"

namespace signals {

struct Burst {
  double mark_hz = 1200.0, space_hz = 2200.0;
  double mark_dbm0 = -13.5, space_dbm0 = -13.5;
  double frequency_error = 0.0, rate_error = 0.0;  // 0.01 is 1 %
  int seizure_bits = 300, mark_bits = 180, stuffed_marks = 0, tail_bits = 3;
  double phase = 0.0, begin = 0.0;  // begin: 0 to 1 sample late

  Burst at_level(double dbm0, double mark_over_space_db = 0.0) const {
    Burst changed = *this;
    changed.mark_dbm0 = dbm0 + mark_over_space_db / 2.0;
    changed.space_dbm0 = dbm0 - mark_over_space_db / 2.0;
    return changed;
  }
};
constexpr Burst kBell202Burst{};
constexpr Burst kV23Burst{1300.0, 2100.0};

inline Samples burst(const std::vector<uint8_t> &bytes, const Burst &shape = {}) {
  std::vector<int> bits;
  for (int n = 0; n < shape.seizure_bits; n++) bits.push_back(n % 2);
  bits.insert(bits.end(), static_cast<size_t>(shape.mark_bits), 1);
  for (const uint8_t byte : bytes) {
    bits.push_back(0);
    for (int b = 0; b < 8; b++) bits.push_back((byte >> b) & 1);
    bits.insert(bits.end(), static_cast<size_t>(1 + shape.stuffed_marks), 1);
  }
  bits.insert(bits.end(), static_cast<size_t>(shape.tail_bits), 1);
  const double bit_samples = 8000.0 / (1200.0 * (1.0 + shape.rate_error));
  const double total = static_cast<double>(bits.size()) * bit_samples + shape.begin;
  Samples out(static_cast<size_t>(total));
  double phase = shape.phase, at = 0.0;  // at: where the phase is known, in samples
  size_t bit = 0;
  for (size_t n = 0; n < out.size(); n++) {
    const double now = std::max(0.0, static_cast<double>(n) - shape.begin);
    const auto turn = [&](double samples) {
      const double hz = bits[bit] == 1 ? shape.mark_hz : shape.space_hz;
      phase += 2.0 * kPi * hz * (1.0 + shape.frequency_error) * samples / 8000.0;
    };
    while (bit + 1 < bits.size() && static_cast<double>(bit + 1) * bit_samples <= now) {
      turn(static_cast<double>(bit + 1) * bit_samples - at);
      at = static_cast<double>(++bit) * bit_samples;
    }
    turn(now - at);
    at = now;
    out[n] = peak_of(bits[bit] == 1 ? shape.mark_dbm0 : shape.space_dbm0) * std::sin(phase);
  }
  return out;
}

/** A message with a number of 3 to 15 digits, sometimes with a name, sometimes SDMF. */
inline std::vector<uint8_t> any_message(std::mt19937 &random) {
  std::string number, name;
  const uint32_t digits = 3 + random() % 13, letters = random() % 3 == 0 ? random() % 20 : 0;
  for (uint32_t n = 0; n < digits; n++) number += static_cast<char>('0' + random() % 10);
  for (uint32_t n = 0; n < letters; n++) name += static_cast<char>('A' + random() % 26);
  return random() % 3 == 0 ? sdmf(number) : mdmf(number, name);
}

}  // namespace signals
