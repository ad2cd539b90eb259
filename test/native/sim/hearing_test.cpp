#include <doctest/doctest.h>

#include "board-sim/signal/cadence_tone.hpp"
#include "board-sim/signal/dtmf_receiver.hpp"
#include "board-sim/signal/dtmf_sender.hpp"
#include "board-sim/signal/ear.hpp"
#include "board-sim/signal/speech.hpp"
#include "board-sim/signal/voice.hpp"
#include "test/native/sim/measure.hpp"

using namespace boardsim;
using measure::Samples;

namespace {

struct TwoTones {
  double low_hz, high_hz, low_dbm0, high_dbm0;
};

Samples two_tones(const TwoTones &tones, uint32_t ms) {
  Samples samples;
  for (uint32_t n = 0; n < ms * 8; ++n) {
    const double t = 2 * std::numbers::pi * n / 8000;
    samples.push_back(
        static_cast<int16_t>(sine_peak(tones.low_dbm0) * std::sin(tones.low_hz * t) +
                             sine_peak(tones.high_dbm0) * std::sin(tones.high_hz * t)));
  }
  return samples;
}

std::string digits_in(const Samples &samples) {
  DtmfReceiver receiver;
  std::string heard;
  for (size_t at = 0; at + 80 <= samples.size(); at += 80) {
    if (const auto digit = receiver.hear(std::span(samples).subspan(at, 80)))
      heard.push_back(*digit);
  }
  return heard;
}

Samples join(std::initializer_list<Samples> pieces) {
  Samples all;
  for (const Samples &piece : pieces) all.insert(all.end(), piece.begin(), piece.end());
  return all;
}

const Samples kPause(40 * 8, 0);

struct Remark {
  Heard what;
  int hz;
  bool operator==(const Remark &) const = default;
};

std::vector<Remark> remarks_on(const Samples &samples) {
  Ear ear;
  std::vector<Remark> all;
  for (size_t at = 0; at + 80 <= samples.size(); at += 80) {
    const Hearing hearing = ear.hear(std::span(samples).subspan(at, 80));
    if (hearing.change) all.push_back({hearing.change->what, hearing.change->hz});
  }
  return all;
}

}  // namespace

TEST_CASE("each key of 40 ms is heard once, at any phase of the receiver's blocks") {
  for (size_t key = 0; key < kDtmfKeys.size(); ++key) {
    CAPTURE(kDtmfKeys[key]);
    const Samples tone = two_tones({kDtmfRowsHz[key / 4], kDtmfColumnsHz[key % 4], -9, -7}, 40);
    for (size_t lead = 0; lead < 102; lead += 17) {
      CAPTURE(lead);
      CHECK(digits_in(join({Samples(lead, 0), tone, kPause, kPause, tone, kPause, kPause})) ==
            std::string(2, kDtmfKeys[key]));
    }
  }
}

TEST_CASE(
    "a key is heard 1.5 % off its frequencies and at -25 dBm0, and not 3.5 % off or at -45 dBm0") {
  CHECK(digits_in(two_tones({770 * 1.015, 1336 * 0.985, -9, -7}, 100)) == "5");
  CHECK(digits_in(two_tones({770, 1336, -25, -25}, 100)) == "5");
  CHECK(digits_in(two_tones({770 * 1.06, 1336, -9, -7}, 100)).empty());
  CHECK(digits_in(two_tones({770, 1336, -45, -45}, 100)).empty());
}

TEST_CASE("a key is heard with a twist of 4 dB either way, and not with 12 dB") {
  CHECK(digits_in(two_tones({770, 1336, -13, -9}, 100)) == "5");
  CHECK(digits_in(two_tones({770, 1336, -9, -13}, 100)) == "5");
  CHECK(digits_in(two_tones({770, 1336, -22, -9}, 100)).empty());
  CHECK(digits_in(two_tones({770, 1336, -9, -21}, 100)).empty());
}

TEST_CASE("ten minutes of speech hold no key") {
  size_t false_keys = 0;
  for (int64_t seed = 1; seed <= 10; ++seed) {
    Speech speech;
    speech.start(seed, -12);
    false_keys += digits_in(measure::take(speech, 60'000)).size();
  }
  CHECK(false_keys == 0);
}

TEST_CASE("the same seed gives the same speech, another seed another") {
  Speech first, second, third;
  first.start(7, -15);
  second.start(7, -15);
  third.start(8, -15);
  const Samples one = measure::take(first, 3000);
  CHECK(one == measure::take(second, 3000));
  CHECK(one != measure::take(third, 3000));
}

TEST_CASE("speech has about the level that it is given, and gaps between its syllables") {
  Speech speech;
  speech.start(3, -15);
  const Samples samples = measure::take(speech, 20'000);
  CHECK(std::abs(measure::level_dbm0(samples) - -15) < 3);
  CHECK(measure::cadence_ms(samples).size() > 40);
}

TEST_CASE("an ear tells a tone with its frequency, voice, and silence after 200 ms") {
  Voice tone;
  tone.choose({VoiceKind::tone, 1040, -15, 0, {}, false});
  Speech speech;
  speech.start(1, -15);
  const Samples sound =
      join({measure::take(tone, 500), Samples(8 * 500, 0), measure::take(speech, 600)});
  const std::vector<Remark> remarks = remarks_on(sound);
  REQUIRE(remarks.size() >= 3);
  CHECK(remarks[0].what == Heard::tone);
  CHECK(std::abs(remarks[0].hz - 1040) <= 2);
  CHECK(remarks[1] == Remark{Heard::silence, 0});
  CHECK(remarks[2] == Remark{Heard::voice, 0});
}

TEST_CASE("an ear hears each burst of busy tone") {
  CadenceTone busy;
  busy.start(kBusyTone);
  int bursts = 0;
  for (const Remark &remark : remarks_on(measure::take(busy, 3500)))
    bursts += remark.what == Heard::tone ? 1 : 0;
  CHECK(bursts == 5);
}

TEST_CASE("an ear tells a tone with gaps of 40 ms as stuttering, and when it has become steady") {
  CadenceTone stutter;
  stutter.start({kToneHz, kToneLevelDbm0, {{{400, 40}}}});
  Samples sound(160, 0);  // frames meet the gaps anywhere
  sound = join({sound, measure::take(stutter, 3000)});
  stutter.start(kDialTone);
  sound = join({sound, measure::take(stutter, 1500)});
  const std::vector<Remark> remarks = remarks_on(sound);
  REQUIRE(remarks.size() == 3);
  CHECK(remarks[0].what == Heard::tone);
  CHECK(remarks[1].what == Heard::stutter);
  CHECK(std::abs(remarks[1].hz - 450) <= 15);
  CHECK(remarks[2].what == Heard::tone);
}

TEST_CASE("no tone of the exchange stutters, nor does speech") {
  for (const ToneSpec &spec :
       {kDialTone, kRingbackTone, kBusyTone, kCongestionTone, kUnobtainableTone}) {
    CadenceTone tone;
    tone.start(spec);
    for (const Remark &remark : remarks_on(measure::take(tone, 12'000)))
      CHECK(remark.what != Heard::stutter);
  }
  Speech speech;
  speech.start(9, -15);
  for (const Remark &remark : remarks_on(measure::take(speech, 60'000)))
    CHECK(remark.what != Heard::stutter);
}

TEST_CASE("an ear takes a key for a key, not for voice") {
  const Samples key = two_tones({770, 1336, -9, -7}, 100);
  for (const Remark &remark : remarks_on(join({key, kPause, key, kPause})))
    CHECK(remark.what != Heard::voice);
}
