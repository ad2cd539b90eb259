#include "line_sound.hpp"

#include <algorithm>
#include <cstdio>

#include "../../../native/dsp/codec/g711.hpp"

namespace compare {

std::vector<int16_t> on_line(const Samples &signal, Coding coding) {
  std::vector<int16_t> out = signals::pcm(signal);
  if (coding == Coding::linear) return out;
  for (int16_t &sample : out) {
    sample = trunkline::dsp::decode_alaw(trunkline::dsp::alaw_of(sample));
  }
  return out;
}

Samples band_noise(double dbm0, double ms, uint32_t seed) {
  // A windowed-sinc band-pass; the level is set afterwards, so its gain does not matter.
  static const std::vector<double> taps = [] {
    std::vector<double> made(161);
    for (int n = -80; n <= 80; n++) {
      const auto low_pass = [n](double hz) {
        const double turn = 2.0 * signals::kPi * hz / 8000.0;
        return n == 0 ? turn / signals::kPi : std::sin(turn * n) / (signals::kPi * n);
      };
      const double window = 0.54 + 0.46 * std::cos(signals::kPi * n / 80.0);
      made[static_cast<size_t>(n + 80)] = (low_pass(3400.0) - low_pass(300.0)) * window;
    }
    return made;
  }();
  const Samples white = signals::noise(0.0, ms + 20.0, seed);
  Samples out(signals::samples_of(ms));
  double power = 0.0;
  for (size_t n = 0; n < out.size(); n++) {
    for (size_t k = 0; k < taps.size(); k++) out[n] += taps[k] * white[n + k % taps.size()];
    power += out[n] * out[n];
  }
  const double wanted = signals::peak_of(dbm0) / std::sqrt(2.0);
  const double scale = wanted / std::sqrt(std::max(1e-9, power / static_cast<double>(out.size())));
  for (double &sample : out) sample *= scale;
  return out;
}

std::string percent(size_t found, size_t of) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%",
                of == 0 ? 0.0 : 100.0 * static_cast<double>(found) / static_cast<double>(of));
  return text;
}

std::string decibels(double value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f dB", digits, value);
  return text;
}

}  // namespace compare
