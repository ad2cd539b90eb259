#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "../../../native/dsp/tones/cadence_matcher.hpp"
#include "../../../native/dsp/tones/tone_detector.hpp"
#include "../../../native/dsp/tones/tone_generator.hpp"
#include "../../../native/dsp/voice/voice_activity.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

enum Signal : int { kDial = 1, kBusy, kRingback, kCongestion, kSpecial };

constexpr ToneFrequencies kTones[] = {{450.0F, 0.0F}};

const std::vector<Cadence> kCadences = {{kDial, {{{0, 800}}}, 1, 1, Cadence::Kind::continuous},
                                        {kRingback, {{{0, 1000}, {kQuiet, 4000}}}, 2, 1},
                                        {kBusy, {{{0, 350}, {kQuiet, 350}}}, 2, 3},
                                        {kCongestion, {{{0, 700}, {kQuiet, 700}}}, 2, 3},
                                        {kSpecial,
                                         {{{0, 100},
                                           {kQuiet, 100},
                                           {0, 100},
                                           {kQuiet, 100},
                                           {0, 100},
                                           {kQuiet, 100},
                                           {0, 400},
                                           {kQuiet, 400}}},
                                         8,
                                         7}};

/** For each signal the most cycles reported, and when it was first reported. */
struct Found {
  std::map<int, uint32_t> cycles;
  std::map<int, double> first_ms;
};

Found hear(const signals::Samples &signal) {
  static const ToneTables tables(kTones);
  ToneDetector detector(tables);
  CadenceMatcher matcher(kCadences);
  Found found;
  const auto samples = signals::pcm(signal);
  for (size_t at = 0; at + 80 <= samples.size(); at += 80) {
    const auto readings = detector.feed(std::span(samples).subspan(at, 80));
    for (size_t r = 0; r < readings.count; r++) {
      const auto report = matcher.take(readings.list[r].tone);
      if (!report) continue;
      found.cycles[report->id] = std::max(found.cycles[report->id], report->cycles);
      found.first_ms.try_emplace(report->id, static_cast<double>(at) / 8);
    }
  }
  return found;
}

signals::Samples lead_in() { return signals::silence(300); }
std::map<int, uint32_t> signals_in(const signals::Samples &signal) {
  return hear(signals::joined({lead_in(), signal})).cycles;
}
using Cycles = std::map<int, uint32_t>;

}  // namespace

TEST_CASE("busy is told from congestion, ringback, dial tone and number unobtainable") {
  CHECK(signals_in(signals::cadence(450, -10, {350, 350}, 4)) == Cycles{{kBusy, 4}});
  CHECK(signals_in(signals::cadence(450, -10, {700, 700}, 4)) == Cycles{{kCongestion, 4}});
  CHECK(signals_in(signals::cadence(450, -10, {100, 100, 100, 100, 100, 100, 400, 400}, 3)) ==
        Cycles{{kSpecial, 3}});
  CHECK(signals_in(signals::sine(450, -10, 3000)) == Cycles{{kDial, 1}});
  const auto ringback = signals_in(signals::cadence(450, -10, {1000, 4000}, 3));
  CHECK(ringback.at(kRingback) == 3);
  CHECK(ringback.count(kBusy) + ringback.count(kCongestion) == 0);
}

TEST_CASE("450 Hz may be off by 25 Hz and any cadence by 10 % (GB 3380)") {
  for (const double hz : {425.0, 475.0}) {
    for (const double factor : {0.9, 1.1}) {
      CHECK(signals_in(signals::cadence(hz, -10, {350 * factor, 350 * factor}, 4))[kBusy] == 4);
      CHECK(signals_in(signals::cadence(hz, -10, {700 * factor, 700 * factor}, 4))[kCongestion] ==
            4);
      CHECK(signals_in(signals::cadence(hz, -10, {1000 * factor, 4000 * factor}, 2))[kRingback] ==
            2);
      CHECK(signals_in(signals::cadence(hz, -10,
                                        {100 * factor, 100 * factor, 100 * factor, 100 * factor,
                                         100 * factor, 100 * factor, 400 * factor, 400 * factor},
                                        3))[kSpecial] == 3);
    }
  }
}

TEST_CASE("tones from 0 to -35 dBm0 are heard, and with noise 15 dB below them") {
  for (const double dbm0 : {0.0, -20.0, -35.0}) {
    CHECK(signals_in(signals::cadence(450, dbm0, {350, 350}, 4))[kBusy] == 4);
    auto noisy = signals::joined({lead_in(), signals::cadence(450, dbm0, {350, 350}, 4)});
    signals::add(noisy, signals::noise(dbm0 - 15, 4000));
    CHECK(hear(noisy).cycles[kBusy] >= 3);
  }
}

TEST_CASE("three bursts of busy are reported within 2.2 s") {
  const Found found = hear(signals::cadence(450, -10, {350, 350}, 4));
  CHECK(found.first_ms.at(kBusy) < 1500);  // two bursts
  CHECK(found.cycles.at(kBusy) >= 3);
}

TEST_CASE("other rhythms and frequencies are not busy") {
  CHECK(signals_in(signals::cadence(450, -10, {500, 500}, 5)).count(kBusy) == 0);
  CHECK(signals_in(signals::cadence(450, -10, {350, 600}, 5)).count(kBusy) == 0);
  CHECK(signals_in(signals::cadence(520, -10, {350, 350}, 5)).empty());
  CHECK(signals_in(signals::cadence(1000, -10, {350, 350}, 5)).empty());
}

TEST_CASE("a pause as long as that of a signal does not make one of the tone after it") {
  const auto busy = signals::cadence(450, -10, {350, 350}, 4);
  const auto after_pause = signals::joined({busy, signals::silence(4000 - 350), busy});
  CHECK(signals_in(after_pause).count(kRingback) == 0);
}

TEST_CASE("speech and noise are no signals") {
  CHECK(signals_in(signals::speech(-15, 180000, 21)).empty());
  CHECK(signals_in(signals::noise(-20, 30000)).empty());
}

TEST_CASE("speech in the pauses breaks a cadence") {
  signals::Samples line;
  for (int n = 0; n < 5; n++) {
    signals::append(line, signals::sine(450, -10, 350));
    signals::append(line, signals::speech(-10, 350, static_cast<uint32_t>(n)));
  }
  CHECK(signals_in(line).count(kBusy) == 0);
}

TEST_CASE("a generated tone keeps its rhythm and level") {
  ToneGenerator generator(simple_tone(450, 0, -10, 350, 350));
  std::vector<int16_t> sound(4 * 5600);
  for (size_t at = 0; at < sound.size(); at += 80) generator.fill(std::span(sound).subspan(at, 80));
  CHECK(signals::level_at(std::span<const int16_t>(sound).subspan(160, 2400), 450) ==
        doctest::Approx(-10).epsilon(0.02));
  CHECK(signals_in(signals::Samples(sound.begin(), sound.end())) == Cycles{{kBusy, 4}});
}

TEST_CASE("speech is found 15 dB over the noise, and pauses are told from it") {
  VoiceActivity voice;
  const auto feed = [&](const signals::Samples &signal) {
    int speaking = 0, frames = 0;
    const auto samples = signals::pcm(signal);
    for (size_t at = 0; at + 80 <= samples.size(); at += 80, frames++) {
      voice.feed(std::span(samples).subspan(at, 80));
      speaking += voice.speaking() ? 1 : 0;
    }
    return 100 * speaking / frames;
  };
  CHECK(feed(signals::noise(-45, 3000)) <= 5);
  auto talking = signals::speech(-20, 5000, 3);
  CHECK(feed(signals::add(talking, signals::noise(-45, 5000, 2))) >= 85);
  feed(signals::noise(-45, 300, 9));  // the hangover
  CHECK(feed(signals::noise(-45, 3000, 4)) <= 5);
}
