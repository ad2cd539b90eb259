#include <doctest/doctest.h>

#include <cmath>

#include "../../../native/dsp/voice/voice_batch.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

std::vector<bool> ticks_spoken(const signals::Samples &signal) {
  const auto sound = signals::pcm(signal);
  VoiceLevel voice;
  std::vector<bool> spoken;
  for (size_t at = 0; at + kVoiceTick <= sound.size(); at += kVoiceTick) {
    voice.listen(std::span(sound).subspan(at, kVoiceTick));
    spoken.push_back(voice.is_speaking());
  }
  return spoken;
}

std::vector<int16_t> controlled(const std::vector<int16_t> &sound) {
  VoiceLevel voice;
  std::vector<int16_t> out(sound.size());
  for (size_t at = 0; at + kVoiceTick <= sound.size(); at += kVoiceTick) {
    voice.control(std::span(sound).subspan(at, kVoiceTick), std::span(out).subspan(at, kVoiceTick));
  }
  return out;
}

double level_of_part(const std::vector<int16_t> &sound, size_t begin, size_t end) {
  double sum = 0.0;
  for (size_t n = begin; n < end; n++) sum += static_cast<double>(sound[n]) * sound[n];
  return level_of(sum / static_cast<double>(end - begin));
}

/** Bursts of noise, 300 ms every 600 ms: speech as far as level goes. */
signals::Samples bursts(double dbm0, int count) {
  signals::Samples out;
  for (int n = 0; n < count; n++) {
    signals::append(out, signals::noise(dbm0, 300.0, static_cast<uint32_t>(n + 1)));
    signals::append(out, signals::silence(300.0));
  }
  return out;
}

}  // namespace

TEST_CASE("voice: steady noise is no speech, at any level, once it has lasted two seconds") {
  for (const double dbm0 : {-65.0, -50.0, -35.0, -25.0}) {
    const auto spoken = ticks_spoken(signals::noise(dbm0, 6000.0));
    size_t wrong = 0;
    for (size_t t = 200; t < spoken.size(); t++) wrong += spoken[t];
    CAPTURE(dbm0);
    CHECK(wrong == 0);
  }
}

TEST_CASE("voice: a burst 15 dB over the noise is found at once and ends soon after") {
  auto signal = signals::noise(-50.0, 4000.0, 9);
  const auto burst = signals::noise(-35.0, 500.0, 3);
  for (size_t n = 0; n < burst.size(); n++) signal[24000 + n] += burst[n];
  const auto spoken = ticks_spoken(signal);
  CHECK(!spoken[299]);
  CHECK(spoken[301]);
  CHECK(spoken[349]);
  CHECK(!spoken[366]);
}

TEST_CASE("voice: hum and DC are no speech") {
  auto signal = signals::sine(50.0, -15.0, 3000.0);
  for (double &sample : signal) sample += 3000.0;
  size_t wrong = 0;
  const auto spoken = ticks_spoken(signal);
  for (size_t t = 10; t < spoken.size(); t++) wrong += spoken[t];
  CHECK(wrong == 0);
}

TEST_CASE("level: speech from -36 to -12 dBm0 comes out at one level, pauses are not lifted") {
  for (const double dbm0 : {-36.0, -24.0, -12.0}) {
    auto signal = bursts(dbm0, 20);
    signals::add(signal, signals::noise(-62.0, 12000.0, 77));
    const auto out = controlled(signals::pcm(signal));
    CAPTURE(dbm0);
    for (size_t burst = 12; burst < 20; burst++) {
      const size_t begin = burst * 4800;
      // The yardstick is a burst's own level; the aim allows for the pauses within real speech.
      CHECK(std::abs(level_of_part(out, begin + 400, begin + 2400) + 18.0) < 2.0);
      CHECK(level_of_part(out, begin + 4000, begin + 4800) < -49.0);
    }
  }
}

TEST_CASE("level: nothing is clipped, however loud it begins") {
  auto signal = signals::silence(500.0);
  signals::append(signal, signals::noise(-38.0, 4000.0, 2));
  signals::append(signal, signals::sine(440.0, 3.0, 1000.0));
  const auto out = controlled(signals::pcm(signal));
  int most = 0;
  for (const int16_t sample : out) most = std::max(most, std::abs(static_cast<int>(sample)));
  CHECK(most <= 30001);
}

TEST_CASE("level: soft speech after a shout comes to its level within a second and a half") {
  auto signal = signals::noise(2.0, 2000.0, 4);
  signals::append(signal, signals::silence(300.0));
  signals::append(signal, signals::speech(-28.0, 8000.0, 5));
  const auto out = controlled(signals::pcm(signal));
  const double soon = level_of_part(out, 8 * 3800, 8 * 6800);
  const double later = level_of_part(out, 8 * 7300, 8 * 10300);
  CHECK(std::abs(soon - later) < 2.0);
}

TEST_CASE("voice: loud noise at the beginning is learnt within a second") {
  for (const double dbm0 : {-60.0, -40.0, -27.0}) {
    const auto spoken = ticks_spoken(signals::noise(dbm0, 3000.0, 6));
    size_t wrong = 0;
    for (size_t t = 100; t < spoken.size(); t++) wrong += spoken[t];
    CAPTURE(dbm0);
    CHECK(wrong == 0);
  }
}

TEST_CASE("voice: every instruction set gives the bits of the plain form") {
  const auto sound = signals::pcm(signals::speech(-25.0, 3000.0, 5));
  const auto isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    VoiceBatch batch(-18.0, kVoiceTick, isas.list[i]);
    VoiceLevel plain;
    const size_t lanes = batch.lanes();
    std::vector<float> tick(lanes * kVoiceTick);
    std::vector<int16_t> expected(kVoiceTick);
    size_t different = 0;
    for (size_t at = 0; at + kVoiceTick <= sound.size(); at += kVoiceTick) {
      for (size_t n = 0; n < kVoiceTick; n++) {
        for (size_t lane = 0; lane < lanes; lane++) {
          tick[n * lanes + lane] = sound[lane == 1 ? at + n : (at + n + lane * 911) % sound.size()];
        }
      }
      batch.control(tick.data(), tick.data());
      plain.control(std::span(sound).subspan(at, kVoiceTick), expected);
      different += batch.is_speaking(1) != plain.is_speaking();
      for (size_t n = 0; n < kVoiceTick; n++) {
        different += std::lround(std::nearbyint(tick[n * lanes + 1])) != expected[n];
      }
    }
    CAPTURE(name_of(isas.list[i]));
    CHECK(different == 0);
  }
}
