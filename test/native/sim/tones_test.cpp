#include <doctest/doctest.h>

#include "board-sim/signal/cadence_tone.hpp"
#include "board-sim/signal/dtmf_sender.hpp"
#include "test/native/sim/measure.hpp"

using namespace boardsim;
using measure::Samples;

namespace {

struct Tone {
  const char *name;
  ToneSpec spec;
  std::vector<int> cadence;  // milliseconds, sound and silence in turn
};

const std::vector<Tone> &tones() {
  static const std::vector<Tone> all{
      {"ringback", kRingbackTone, {1000, 4000, 1000, 4000}},
      {"busy", kBusyTone, {350, 350, 350, 350}},
      {"congestion", kCongestionTone, {700, 700, 700, 700}},
      {"unobtainable", kUnobtainableTone, {100, 100, 100, 100, 100, 100, 400, 400, 100, 100}},
  };
  return all;
}

}  // namespace

TEST_CASE("each tone is 450 Hz within 5 Hz at -10 dBm0 within 0.5 dB") {
  for (const Tone &tone : tones()) {
    CAPTURE(tone.name);
    CadenceTone player;
    player.start(tone.spec);
    const Samples samples = measure::take(player, 100);
    CHECK(measure::frequency_hz(samples) == doctest::Approx(450).epsilon(0.01));
    CHECK(measure::level_dbm0(samples) == doctest::Approx(-10).epsilon(0.05));
  }
}

TEST_CASE("each cadence keeps its times to 5 ms") {
  for (const Tone &tone : tones()) {
    CAPTURE(tone.name);
    CadenceTone player;
    player.start(tone.spec);
    std::vector<int> heard = measure::cadence_ms(measure::take(player, 12'000));
    REQUIRE(heard.size() >= tone.cadence.size());
    for (size_t i = 0; i < tone.cadence.size(); ++i) {
      CAPTURE(i);
      CHECK(std::abs(heard[i] - tone.cadence[i]) <= 5);
    }
  }
}

TEST_CASE("dial tone is continuous, and silence once it is stopped") {
  CadenceTone player;
  player.start(kDialTone);
  CHECK(measure::cadence_ms(measure::take(player, 5000)).empty());
  CHECK(measure::level_dbm0(measure::take(player, 1000)) == doctest::Approx(-10).epsilon(0.05));
  player.stop();
  CHECK(measure::level_dbm0(measure::take(player, 100)) < -60);
}

TEST_CASE("each key sounds with its two frequencies at -9 and -7 dBm0") {
  for (size_t key = 0; key < kDtmfKeys.size(); ++key) {
    CAPTURE(kDtmfKeys[key]);
    DtmfSender sender;
    sender.send(kDtmfKeys.substr(key, 1), kKeyTiming);
    const Samples samples = measure::take(sender, 100);
    CHECK(std::abs(measure::level_at_dbm0(samples, kDtmfRowsHz[key / 4]) - -9) < 0.5);
    CHECK(std::abs(measure::level_at_dbm0(samples, kDtmfColumnsHz[key % 4]) - -7) < 0.5);
  }
}

TEST_CASE("keys last 100 ms with 100 ms between, a comma is a second of silence") {
  DtmfSender sender;
  sender.send("12,3", kKeyTiming);
  const std::vector<int> heard = measure::cadence_ms(measure::take(sender, 2500));
  const std::vector<int> wanted{100, 100, 100, 1100, 100};
  REQUIRE(heard.size() == wanted.size());
  for (size_t i = 0; i < wanted.size(); ++i) CHECK(std::abs(heard[i] - wanted[i]) <= 5);
  CHECK(!sender.busy());
}
