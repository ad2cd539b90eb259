/*
 * What it does: makes the signals that tests feed to detectors: sines, DTMF, cadences, FSK bursts,
 * noise.
 *
 * How it works: plain std::sin on every sample, independent of the generators of native/dsp, so
 * that a mistake there cannot hide here.
 */
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace signals {

using Samples = std::vector<double>;

constexpr double kPi = 3.14159265358979323846;

inline double peak_of(double dbm0) { return 32767.0 * std::pow(10.0, (dbm0 - 3.14) / 20.0); }
inline size_t samples_of(double ms) { return static_cast<size_t>(std::lround(ms * 8.0)); }

inline Samples silence(double ms) { return Samples(samples_of(ms), 0.0); }

inline Samples sine(double hz, double dbm0, double ms, double phase = 0.0) {
  Samples out(samples_of(ms));
  for (size_t n = 0; n < out.size(); n++) {
    out[n] = peak_of(dbm0) * std::sin(2.0 * kPi * hz * static_cast<double>(n) / 8000.0 + phase);
  }
  return out;
}

inline Samples &add(Samples &to, const Samples &more) {
  for (size_t n = 0; n < to.size() && n < more.size(); n++) to[n] += more[n];
  return to;
}
inline Samples &append(Samples &to, const Samples &more) {
  to.insert(to.end(), more.begin(), more.end());
  return to;
}
inline Samples joined(std::initializer_list<Samples> parts) {
  Samples out;
  for (const Samples &part : parts) append(out, part);
  return out;
}

/** White noise; the level is that of its power. */
inline Samples noise(double dbm0, double ms, uint32_t seed = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(0.0, peak_of(dbm0) / std::sqrt(2.0));
  Samples out(samples_of(ms));
  for (double &sample : out) sample = normal(random);
  return out;
}

struct Dtmf {
  double on_ms = 100.0, off_ms = 100.0;
  double low_dbm0 = -9.0, high_dbm0 = -7.0;
  double low_offset = 0.0, high_offset = 0.0;  // 0.015 is 1.5 % high
  double phase = 0.3;
};

inline Samples dtmf(char digit, const Dtmf &shape = {}) {
  constexpr std::string_view kDigits = "123A456B789C*0#D";
  constexpr double kLow[] = {697, 770, 852, 941}, kHigh[] = {1209, 1336, 1477, 1633};
  const size_t at = kDigits.find(digit);
  Samples out =
      sine(kLow[at / 4] * (1.0 + shape.low_offset), shape.low_dbm0, shape.on_ms, shape.phase);
  add(out, sine(kHigh[at % 4] * (1.0 + shape.high_offset), shape.high_dbm0, shape.on_ms));
  return append(out, silence(shape.off_ms));
}
inline Samples dtmf_string(std::string_view digits, const Dtmf &shape = {}) {
  Samples out;
  for (const char digit : digits) append(out, dtmf(digit, shape));
  return out;
}

/** on_off_ms in turn, repeated. */
inline Samples cadence(double hz, double dbm0, std::initializer_list<double> on_off_ms,
                       int cycles) {
  Samples out;
  for (int c = 0; c < cycles; c++) {
    bool on = true;
    for (const double ms : on_off_ms) {
      append(out, on ? sine(hz, dbm0, ms) : silence(ms));
      on = !on;
    }
  }
  return out;
}

/** Harmonics of a wandering voice with pauses: what a detector must not take for a tone. */
inline Samples speech(double dbm0, double ms, uint32_t seed = 1) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> pitch_hz(95.0, 240.0), length_ms(60.0, 260.0),
      pause_ms(15.0, 200.0), formant_hz(300.0, 2600.0);
  Samples out;
  while (out.size() < samples_of(ms)) {
    const double pitch = pitch_hz(random), formant = formant_hz(random), glide = pitch_hz(random);
    Samples word(samples_of(length_ms(random)), 0.0);
    double phase = 0.0;
    for (size_t n = 0; n < word.size(); n++) {
      const double at = static_cast<double>(n) / static_cast<double>(word.size());
      const double now_hz = pitch + (glide - pitch) * at * 0.5;
      phase += 2.0 * kPi * now_hz / 8000.0;
      for (int h = 1; h * now_hz < 3400.0; h++) {
        const double distance = (h * now_hz - formant) / 500.0;
        word[n] += std::sin(h * phase) * (std::exp(-distance * distance) + 0.25 / h);
      }
      word[n] *= 0.7 * peak_of(dbm0) * std::sin(kPi * at);
    }
    append(out, word);
    append(out, silence(pause_ms(random)));
  }
  out.resize(samples_of(ms));
  return out;
}

struct Fsk {
  double mark_hz = 1200.0, space_hz = 2200.0;  // Bell 202; V.23: 1300, 2100
  double mark_dbm0 = -13.5, space_dbm0 = -13.5;
  double baud = 1200.0;
  int seizure_bits = 300, mark_bits = 180;
  int stuffed_marks = 0;  // between bytes
};
constexpr Fsk kV23{1300.0, 2100.0};

inline Samples fsk(const std::vector<uint8_t> &bytes, const Fsk &shape = {}) {
  std::vector<int> bits;
  for (int n = 0; n < shape.seizure_bits; n++) bits.push_back(n % 2);
  bits.insert(bits.end(), static_cast<size_t>(shape.mark_bits), 1);
  for (const uint8_t byte : bytes) {
    bits.push_back(0);
    for (int b = 0; b < 8; b++) bits.push_back((byte >> b) & 1);
    bits.insert(bits.end(), static_cast<size_t>(1 + shape.stuffed_marks), 1);
  }
  bits.insert(bits.end(), 3, 1);
  Samples out;
  double phase = 0.0;
  const double total = static_cast<double>(bits.size()) * 8000.0 / shape.baud;
  for (double n = 0; n < total; n += 1.0) {
    const size_t at = std::min(bits.size() - 1, static_cast<size_t>(n * shape.baud / 8000.0));
    const bool mark = bits[at] == 1;
    phase += 2.0 * kPi * (mark ? shape.mark_hz : shape.space_hz) / 8000.0;
    out.push_back(peak_of(mark ? shape.mark_dbm0 : shape.space_dbm0) * std::sin(phase));
  }
  return out;
}

inline std::vector<uint8_t> with_checksum(std::vector<uint8_t> message) {
  unsigned sum = 0;
  for (const uint8_t octet : message) sum += octet;
  message.push_back(static_cast<uint8_t>(256 - sum % 256));
  return message;
}
/** MDMF with time, number and, when given, name. */
inline std::vector<uint8_t> mdmf(const std::string &number, const std::string &name = "") {
  std::vector<uint8_t> body;
  const auto parameter = [&](uint8_t type, const std::string &text) {
    body.push_back(type);
    body.push_back(static_cast<uint8_t>(text.size()));
    body.insert(body.end(), text.begin(), text.end());
  };
  parameter(0x01, "11201530");
  parameter(0x02, number);
  if (!name.empty()) parameter(0x07, name);
  std::vector<uint8_t> message{0x80, static_cast<uint8_t>(body.size())};
  message.insert(message.end(), body.begin(), body.end());
  return with_checksum(message);
}
inline std::vector<uint8_t> sdmf(const std::string &number) {
  const std::string body = "11201530" + number;
  std::vector<uint8_t> message{0x04, static_cast<uint8_t>(body.size())};
  message.insert(message.end(), body.begin(), body.end());
  return with_checksum(message);
}

inline std::vector<int16_t> pcm(const Samples &signal) {
  std::vector<int16_t> out;
  for (const double sample : signal) {
    out.push_back(static_cast<int16_t>(std::lround(std::clamp(sample, -32768.0, 32767.0))));
  }
  return out;
}

/** Level of one frequency in a piece of sound. */
inline double level_at(std::span<const int16_t> sound, double hz) {
  double re = 0.0, im = 0.0;
  for (size_t n = 0; n < sound.size(); n++) {
    const double turn = 2.0 * kPi * hz * static_cast<double>(n) / 8000.0;
    re += sound[n] * std::cos(turn);
    im += sound[n] * std::sin(turn);
  }
  const double peak = 2.0 * std::sqrt(re * re + im * im) / static_cast<double>(sound.size());
  return 20.0 * std::log10(std::max(peak, 1e-3) / 32767.0) + 3.14;
}

}  // namespace signals
