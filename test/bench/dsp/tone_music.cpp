// Music by a seed, for those who listen for tones.
#include <algorithm>

#include "tone_sounds.hpp"

namespace compare {
namespace {

using Random = std::mt19937;
double between(Random &random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

/** How one note of an instrument goes: the weights of its harmonics, its decay, its vibrato. */
struct Voice {
  std::array<double, 6> weights{};
  double decay_db_per_s = 0.0, vibrato_share = 0.0, attack_ms = 10.0;
};
constexpr std::array kVoices = {
    Voice{{1.0, 0.6, 0.35, 0.25, 0.12, 0.08}, 14.0, 0.0, 4.0},     // piano
    Voice{{1.0, 0.8, 0.6, 0.5, 0.4, 0.3}, 0.0, 0.006, 60.0},       // strings
    Voice{{1.0, 0.35, 0.15, 0.05, 0.02, 0.0}, 0.0, 0.004, 40.0},   // flute
    Voice{{1.0, 0.5, 0.5, 0.0, 0.25, 0.0}, 0.0, 0.0, 8.0},         // organ
    Voice{{1.0, 0.1, 0.3, 0.02, 0.1, 0.02}, 25.0, 0.0, 3.0},       // marimba, music box
    Voice{{1.0, 0.05, 0.35, 0.04, 0.25, 0.03}, 0.0, 0.003, 25.0},  // clarinet
};

void add_note(Samples &to, double at_ms, double hz, double ms, double peak, const Voice &voice) {
  const size_t begin = signals::samples_of(at_ms);
  const size_t length = signals::samples_of(ms);
  double phase = 0.0;
  for (size_t n = 0; n < length && begin + n < to.size(); n++) {
    const double s = static_cast<double>(n) / 8000.0;
    const double left_ms = ms - s * 1000.0;
    const double edge = std::min({1.0, s * 1000.0 / voice.attack_ms, left_ms / 15.0});
    const double loudness = peak * edge * std::pow(10.0, -voice.decay_db_per_s * s / 20.0);
    phase += 2.0 * signals::kPi * hz / 8000.0 *
             (1.0 + voice.vibrato_share * std::sin(2.0 * signals::kPi * 5.5 * s));
    for (size_t h = 0; h < voice.weights.size() && hz * (1.0 + double(h)) < 3600.0; h++) {
      to[begin + n] += loudness * voice.weights[h] * std::sin(phase * (1.0 + double(h)));
    }
  }
}

void add_drum(Samples &to, double at_ms, Random &random) {
  const size_t begin = signals::samples_of(at_ms);
  const double hz = between(random, 90.0, 220.0), peak = signals::peak_of(-14.0);
  std::normal_distribution<double> hiss(0.0, 0.3);
  for (size_t n = 0; n < 1600 && begin + n < to.size(); n++) {
    const double s = static_cast<double>(n) / 8000.0;
    to[begin + n] +=
        peak * std::exp(-s * 18.0) * (std::sin(2.0 * signals::kPi * hz * s) + hiss(random));
  }
}

/** Half a minute in one manner. */
Samples passage(int manner, Random &random) {
  Samples out = signals::silence(30'000.0);
  const Voice &voice = kVoices[random() % kVoices.size()];
  const auto pitch = [&](int low, int high) {
    return 440.0 * std::pow(2.0, (low + static_cast<int>(random() % unsigned(high - low))) / 12.0);
  };
  const double beat_ms = between(random, 250.0, 800.0), peak = signals::peak_of(-16.0);
  for (double at_ms = 0.0; at_ms < 29'000.0;) {
    double ms = beat_ms;
    switch (manner) {
      case 0:  // melody
        ms *= (random() % 3 == 0) ? 2.0 : 1.0;
        add_note(out, at_ms, pitch(-12, 24), ms * 0.9, peak, voice);
        break;
      case 1: {  // chords over a melody
        ms *= 2.0;
        const double root = pitch(-14, 6);
        for (const double third : {1.0, 1.26, 1.5}) {
          add_note(out, at_ms, root * third, ms, peak * 0.5, voice);
        }
        break;
      }
      case 2:  // long notes where signals lie
        ms = between(random, 800.0, 4000.0);
        add_note(out, at_ms, between(random, 400.0, 490.0), ms, peak, voice);
        ms += between(random, 0.0, 400.0);
        break;
      case 3:  // the same note again and again, in the rhythm of signals
        ms = 2.0 * std::array{350.0, 500.0, 250.0, 375.0, 700.0, 480.0}[random() % 6];
        for (int n = 0; n < 6; n++) {
          add_note(out, at_ms + n * ms, 440.0, ms * 0.5, peak, voice);
        }
        ms *= 6.0;
        break;
      default:  // notes at the frequencies of special tones
        ms = std::array{330.0, 400.0, 500.0, 660.0}[random() % 4];
        add_note(out, at_ms, std::array{950.0, 1100.0, 1400.0, 1800.0, 2100.0}[random() % 5], ms,
                 peak, voice);
        ms *= 1.0 + static_cast<double>(random() % 3);
        break;
    }
    if (manner != 2 && random() % 4 == 0) add_drum(out, at_ms, random);
    at_ms += ms;
  }
  return out;
}

}  // namespace

Samples music(double minutes, uint32_t seed) {
  Random random(seed);
  Samples out;
  for (int n = 0; n < minutes * 2.0; n++) signals::append(out, passage(n % 5, random));
  return out;
}

}  // namespace compare
