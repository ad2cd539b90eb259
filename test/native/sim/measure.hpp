// Measures audio that the simulator made, by other means than it was made with.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

namespace measure {

using Samples = std::vector<int16_t>;

// Fills `ms` of audio, 10 ms at a time, from anything with add_to.
template <typename Source>
Samples take(Source &source, uint32_t ms) {
  Samples all;
  for (uint32_t at = 0; at < ms; at += 10) {
    int16_t frame[80] = {};
    source.add_to(std::span<int16_t>(frame));
    all.insert(all.end(), frame, frame + 80);
  }
  return all;
}

inline std::span<const int16_t> part(const Samples &samples, uint32_t from_ms, uint32_t to_ms) {
  return std::span(samples).subspan(from_ms * 8, (to_ms - from_ms) * 8);
}

// dBm0 of all that sounds: +3.14 dBm0 is a sine of peak 32767.
inline double level_dbm0(std::span<const int16_t> samples) {
  double energy = 0;
  for (const int16_t each : samples) energy += static_cast<double>(each) * each;
  const double rms = std::sqrt(energy / static_cast<double>(samples.size()));
  return 20 * std::log10(std::max(rms, 1e-3) * std::numbers::sqrt2 / 32767.0) + 3.14;
}

// dBm0 of the one frequency, by correlation with a Hann window.
inline double level_at_dbm0(std::span<const int16_t> samples, double hz) {
  double cosine = 0, sine = 0, window = 0;
  const double count = static_cast<double>(samples.size());
  for (size_t n = 0; n < samples.size(); ++n) {
    const double angle = 2 * std::numbers::pi * hz / 8000 * static_cast<double>(n);
    const double weight =
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(n) / count);
    cosine += weight * samples[n] * std::cos(angle);
    sine += weight * samples[n] * std::sin(angle);
    window += weight;
  }
  const double peak = 2 * std::sqrt(cosine * cosine + sine * sine) / window;
  return 20 * std::log10(std::max(peak, 1e-3) / 32767.0) + 3.14;
}

// The frequency of a single tone, by rising zero crossings.
inline double frequency_hz(std::span<const int16_t> samples) {
  double first = -1, last = -1;
  int crossings = 0;
  for (size_t n = 1; n < samples.size(); ++n) {
    if (samples[n - 1] >= 0 || samples[n] < 0) continue;
    const double at =
        static_cast<double>(n) - static_cast<double>(samples[n]) / (samples[n] - samples[n - 1]);
    if (first < 0) {
      first = at;
    } else {
      ++crossings;
    }
    last = at;
  }
  return crossings == 0 ? 0 : crossings * 8000.0 / (last - first);
}

// Lengths in milliseconds of sound and silence in turn, from the first sound on; the last,
// unfinished one is left out.
inline std::vector<int> cadence_ms(const Samples &samples) {
  std::vector<int> lengths;
  bool sounding = false;
  int blocks = 0;
  bool begun = false;
  for (size_t at = 0; at + 40 <= samples.size(); at += 40) {
    const bool loud = level_dbm0(std::span(samples).subspan(at, 40)) > -45;
    if (loud != sounding) {
      if (begun) lengths.push_back(blocks * 5);
      begun = true;
      sounding = loud;
      blocks = 0;
    }
    ++blocks;
  }
  return lengths;
}

}  // namespace measure
